import readOrg from '@salesforce/apex/CtiSetup.read';
import { ask } from 'c/connectorApi';
import { stepGroups } from 'c/ctiSetupSteps';
import CtiSetupAssistant from 'c/ctiSetupAssistant';
import { mount, redrawn, settled, unmountAll } from '../../../../../../test/components/mount.ts';

jest.mock('@salesforce/apex/CtiSetup.read', () => ({ __esModule: true, default: jest.fn() }), {
  virtual: true,
});
jest.mock('c/connectorApi', () => ({
  ask: jest.fn(),
  wordsOf: (failure: { message: string }) => failure.message,
}));

const steps = stepGroups.flatMap((group) => group.steps);
const allOf = (source: string) =>
  steps
    .filter((step) => step.source === source)
    .map(({ name }) => ({ name, state: source === 'hand' ? 'unknown' : 'ok' }));
const org = [...allOf('org'), ...allOf('hand')];
const connector = allOf('connector');

function withCheck(checks: readonly { name: string }[], changed: { name: string }) {
  return checks.map((check) => (check.name === changed.name ? changed : check));
}

async function shown() {
  const page = mount('c-cti-setup-assistant', CtiSetupAssistant, {});
  await settled();
  const step = (name: string) => page.find(`[data-step=${name}]`);
  return { ...page, step, stateOf: (name: string) => step(name).dataset.state };
}

describe('c-cti-setup-assistant', () => {
  beforeEach(() => {
    localStorage.clear();
    jest.mocked(readOrg).mockResolvedValue(org);
    jest.mocked(ask).mockResolvedValue({ checks: connector });
  });
  afterEach(unmountAll);

  it('checks every step, and lets the administrator look at what no org tells', async () => {
    const page = await shown();
    expect(page.text('.progress')).toBe('23 of 26 steps done');

    for (const button of page.all('.confirm')) button.click();
    await redrawn();

    expect(page.text('.progress')).toBe('26 of 26 steps done');
    expect(page.find('.bar').style.width).toBe('100%');
    unmountAll();
    expect((await shown()).text('.progress')).toBe('26 of 26 steps done');
  });

  it('says what is wrong in the org, what to do and where', async () => {
    jest
      .mocked(readOrg)
      .mockResolvedValue(withCheck(org, { name: 'agents', state: 'wrong', detail: 'Ben Agent' } as never));

    const page = await shown();

    expect(page.stateOf('agents')).toBe('wrong');
    expect(page.step('agents').textContent).toContain('CTI Supervisor: Ben Agent');
    expect(page.step('agents').querySelector('a')?.getAttribute('href')).toBe(
      '/lightning/setup/PermSets/home',
    );
  });

  it('says what the connector says', async () => {
    const numbers = { name: 'twilioNumbers', state: 'wrong', detail: '+1415', remedy: 'npm run provision' };
    jest.mocked(ask).mockResolvedValue({ checks: withCheck(connector, numbers) });

    const page = await shown();

    expect(page.step('twilioNumbers').textContent).toContain('npm run provision');
  });

  it('checks what it can when the connector does not answer', async () => {
    jest.mocked(ask).mockRejectedValue({ message: 'The connector does not answer.' });

    const page = await shown();

    expect(page.stateOf('connectorReachable')).toBe('wrong');
    expect(page.step('connectorReachable').textContent).toContain('CONNECTOR_ORG_ORIGINS');
    expect(page.stateOf('twilioAccount')).toBe('unknown');
    expect(page.stateOf('callCenter')).toBe('ok');
  });

  it('says who may not look', async () => {
    jest.mocked(readOrg).mockRejectedValue({ message: 'You do not have access to CtiSetup.' });

    expect((await shown()).text('[role=alert]')).toBe('You do not have access to CtiSetup.');
  });

  it('checks again', async () => {
    jest.mocked(readOrg).mockResolvedValue(withCheck(org, { name: 'callCenter', state: 'wrong' } as never));
    const page = await shown();
    let answer: (checks: object) => void = () => undefined;
    jest.mocked(readOrg).mockReturnValue(new Promise((resolve) => (answer = resolve)));

    page.find('.again').click();
    await redrawn();
    expect(page.stateOf('callCenter')).toBe('checking');
    answer(org);
    await settled();

    expect(page.stateOf('callCenter')).toBe('ok');
  });

  it('is accessible', async () => {
    await expect((await shown()).element).toBeAccessible();
  });
});
