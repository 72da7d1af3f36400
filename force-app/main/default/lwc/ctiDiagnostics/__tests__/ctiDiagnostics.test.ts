import issue from '@salesforce/apex/OrgToken.issue';
import CtiDiagnostics from 'c/ctiDiagnostics';
import { browserName } from 'c/ctiDiagnosticsProbes';
import { mount, redrawn, settled, unmountAll } from '../../../../../../test/components/mount.ts';

jest.mock('@salesforce/apex/OrgToken.issue', () => ({ __esModule: true, default: jest.fn() }), {
  virtual: true,
});
jest.mock('@salesforce/apex/CallRecordings.link', () => ({ __esModule: true, default: jest.fn() }), {
  virtual: true,
});

/** What a report must never hold: who it is, whose devices, which numbers and ids. */
const personal = {
  name: 'Ana Agent',
  userId: '005000000000001AAA',
  orgId: '00D000000000001AAA',
  number: '+14155550100',
  device: "Ana's headset",
  deviceId: 'f00dcafe',
  email: 'ana.agent@connector.example',
};

class Socket {
  onopen?: () => void;
  onerror?: () => void;
  constructor() {
    queueMicrotask(() => (Socket.opens ? this.onopen?.() : this.onerror?.()));
  }
  close() {
    return undefined;
  }
  static opens = true;
}

const tokenOf = (claims: object) => `h.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.s`;
const copied: string[] = [];
const connector = jest.fn();

function given({ permission = 'granted', inputs = 1, secondsOff = 0 } = {}) {
  const device = { label: personal.device, deviceId: personal.deviceId, groupId: personal.deviceId };
  Object.defineProperty(navigator, 'permissions', {
    configurable: true,
    value: { query: () => Promise.resolve({ state: permission }) },
  });
  Object.defineProperty(navigator, 'mediaDevices', {
    configurable: true,
    value: {
      enumerateDevices: () =>
        Promise.resolve([
          ...Array.from({ length: inputs }, () => ({ ...device, kind: 'audioinput' })),
          { ...device, kind: 'audiooutput' },
        ]),
    },
  });
  Object.defineProperty(navigator, 'clipboard', {
    configurable: true,
    value: { writeText: (text: string) => Promise.resolve(copied.push(text)) },
  });
  const iat = Math.floor(Date.now() / 1000) - secondsOff;
  const claims = { iat, iss: personal.orgId, sub: personal.userId, name: personal.name };
  jest.mocked(issue).mockResolvedValue({
    address: 'https://cti.example.com/org',
    token: tokenOf({ ...claims, permissions: ['CTI_Agent', personal.email] }),
  });
  connector.mockResolvedValue({
    ok: false,
    status: 403,
    json: () => Promise.resolve({ code: 'PERMISSION_MISSING', message: personal.number }),
  });
  Object.assign(globalThis, { fetch: connector, WebSocket: Socket });
}

async function shown() {
  const page = mount('c-cti-diagnostics', CtiDiagnostics, {});
  await settled();
  await settled();
  return { ...page, stateOf: (name: string) => page.find(`[data-probe=${name}]`).dataset.state };
}

describe('c-cti-diagnostics', () => {
  beforeEach(() => {
    copied.length = 0;
    Socket.opens = true;
    given();
  });
  afterEach(unmountAll);

  it('finds everything fine on a computer where a phone works', async () => {
    const page = await shown();

    expect(page.all('[data-state=wrong]')).toEqual([]);
    expect(page.all('.probe')).toHaveLength(12);
  });

  it('reports nothing about people', async () => {
    const page = await shown();

    page.find('.copy').click();
    await redrawn();

    expect(copied).toHaveLength(1);
    expect(copied[0]).toContain('permissions: ok CTI_Agent');
    for (const text of Object.values(personal)) {
      expect(copied[0]).not.toContain(text);
      expect(page.element.shadowRoot?.textContent).not.toContain(text);
    }
    expect(copied[0]).not.toMatch(/\b005\w{12}|\+\d{7}|@/);
    expect(page.text('.notice')).toBe('The report was copied.');
  });

  it.each([
    ['microphone', { permission: 'denied' }, 'address bar'],
    ['inputs', { inputs: 0 }, 'headset'],
    ['clock', { secondsOff: 120 }, 'clock'],
  ])('says what to do about %s', async (name, circumstances, remedy) => {
    given(circumstances);

    const page = await shown();

    expect(page.stateOf(name)).toBe('wrong');
    expect(page.text(`[data-probe=${name}] .remedy`)).toContain(remedy);
  });

  it('says that nothing gets through', async () => {
    Socket.opens = false;
    connector.mockRejectedValue(new TypeError('Failed to fetch'));

    const page = await shown();

    expect([page.stateOf('https'), page.stateOf('webSocket')]).toEqual(['wrong', 'wrong']);
  });

  it('says that the org gives no token', async () => {
    jest.mocked(issue).mockRejectedValue({ body: { message: 'No access' } });

    const page = await shown();

    expect([page.stateOf('org'), page.stateOf('https')]).toEqual(['wrong', 'unknown']);
  });

  it.each([
    [
      'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36',
      'Chrome 140 on Windows',
    ],
    [
      'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36 Edg/141.0.0.0',
      'Edge 141 on Windows',
    ],
    ['Mozilla/5.0 (Macintosh; Intel Mac OS X 14_5) Version/18.1 Safari/605.1.15', 'Safari 18 on Mac OS X'],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:139.0) Gecko/20100101 Firefox/139.0', 'Firefox 139 on Linux'],
  ])('reads %s', (userAgent, name) => {
    expect(browserName(userAgent)).toBe(name);
  });

  it('is accessible', async () => {
    await expect((await shown()).element).toBeAccessible();
  });
});
