import { generateKeyPairSync, sign } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { createVirtualClock, type VirtualClock } from '../../callCenter/testing/virtualClock.ts';
import { createSessions, type Sessions } from './sessions.ts';

const orgKeys = generateKeyPairSync('rsa', { modulusLength: 2048 });
const otherKeys = generateKeyPairSync('rsa', { modulusLength: 2048 });
const org = {
  orgId: '00D000000000001AAA',
  certificate: orgKeys.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
};
const audience = 'https://cti.example.com';
const ORIGIN = 'https://org.example.com';

let clock: VirtualClock;
let sessions: Sessions;
let used: Set<string>;

beforeEach(() => {
  clock = createVirtualClock();
  used = new Set();
  sessions = open('s'.repeat(40));
});

function open(secret: string, orgId = org.orgId): Sessions {
  let id = 0;
  return createSessions({
    org: { ...org, orgId },
    audience,
    secret,
    clock,
    ids: { next: () => `id-${++id}` },
    store: {
      rememberOnce: async (kind, value) => {
        const first = !used.has(`${kind}:${value}`);
        used.add(`${kind}:${value}`);
        return first;
      },
    },
  });
}

const part = (content: object) => Buffer.from(JSON.stringify(content)).toString('base64url');

function token(
  changes: Record<string, unknown> = {},
  { key = orgKeys.privateKey, alg = 'RS256' } = {},
): string {
  const now = clock.now() / 1000;
  const claims = {
    iss: org.orgId,
    sub: '005000000000001AAA',
    name: 'Ada Agent',
    aud: audience,
    nonce: sessions.nonce().nonce,
    jti: 'token-1',
    iat: now,
    exp: now + 90,
    permissions: ['CTI_Agent'],
    ...changes,
  };
  const body = `${part({ alg, typ: 'JWT' })}.${part(claims)}`;
  return `${body}.${sign('RSA-SHA256', Buffer.from(body), key).toString('base64url')}`;
}

describe('an agent token', () => {
  it('says whether the agent supervises others', async () => {
    const grant = await sessions.grant(token({ permissions: ['CTI_Agent', 'CTI_Supervisor'] }), ORIGIN);

    expect(sessions.agentOf(grant?.session ?? '', ORIGIN)).toMatchObject({ supervises: true });
  });

  it('that the org signed opens a session for that agent', async () => {
    const grant = await sessions.grant(token(), ORIGIN);

    expect(sessions.agentOf(grant?.session ?? '', ORIGIN)).toEqual({
      id: '005000000000001AAA',
      name: 'Ada Agent',
      supervises: false,
    });
  });

  it('opens one session only', async () => {
    const once = token();
    await sessions.grant(once, ORIGIN);

    expect(await sessions.grant(once, ORIGIN)).toBeUndefined();
  });

  it('with a nonce that was used opens nothing', async () => {
    const { nonce } = sessions.nonce();
    await sessions.grant(token({ nonce }), ORIGIN);

    expect(await sessions.grant(token({ nonce, jti: 'token-2' }), ORIGIN)).toBeUndefined();
  });

  const seconds = () => clock.now() / 1000;
  it.each([
    ['of another org', () => token({ iss: '00D000000000002AAA' })],
    ['for another connector', () => token({ aud: 'https://elsewhere.example.com' })],
    ['that is over', () => token({ exp: seconds() - 1 })],
    ['from the future', () => token({ iat: seconds() + 600, exp: seconds() + 690 })],
    ['that lives too long', () => token({ exp: seconds() + 3_600 })],
    ['with a nonce of somebody else', () => token({ nonce: 'made-up.signature' })],
    ['without a nonce', () => token({ nonce: undefined })],
    ['of a user who is no agent', () => token({ permissions: ['CTI_Other'] })],
    ['with no permissions at all', () => token({ permissions: undefined })],
    ['signed by another key', () => token({}, { key: otherKeys.privateKey })],
    ['that claims another algorithm', () => token({}, { alg: 'none' })],
    ['without a signature', () => token().split('.').slice(0, 2).join('.')],
    ['with changed claims', () => token().replace(/\.[^.]+\./, `.${part({ sub: '005000000000009AAA' })}.`)],
    ['that is no token', () => 'not.a.token'],
    ['that is far too long', () => `${'a'.repeat(5_000)}.b.c`],
  ])('%s opens nothing', async (_what, forged) => {
    expect(await sessions.grant(forged(), ORIGIN)).toBeUndefined();
  });

  it('whose nonce has waited too long opens nothing', async () => {
    const { nonce } = sessions.nonce();
    clock.advance(121_000);

    expect(await sessions.grant(token({ nonce }), ORIGIN)).toBeUndefined();
  });
});

describe('a session', () => {
  it('goes on after a restart with the same secret, and not with another', async () => {
    const grant = await sessions.grant(token(), ORIGIN);

    expect(open('s'.repeat(40)).agentOf(grant?.session ?? '', ORIGIN)).toBeDefined();
    expect(open('t'.repeat(40)).agentOf(grant?.session ?? '', ORIGIN)).toBeUndefined();
  });

  it('ends after its life', async () => {
    const grant = await sessions.grant(token(), ORIGIN);
    clock.advance(10 * 3_600_000);

    expect(sessions.agentOf(grant?.session ?? '', ORIGIN)).toBeUndefined();
  });

  it('opens nothing in pages of another origin, nor for who names none', async () => {
    const grant = await sessions.grant(token(), ORIGIN);

    for (const origin of ['https://other.example.com', 'null', '', undefined]) {
      expect(sessions.agentOf(grant?.session ?? '', origin)).toBeUndefined();
    }
  });

  it('of who is no browser opens nothing in a page', async () => {
    const grant = await sessions.grant(token(), undefined);

    expect(sessions.agentOf(grant?.session ?? '', ORIGIN)).toBeUndefined();
    expect(sessions.agentOf(grant?.session ?? '', undefined)).toBeDefined();
  });

  it('opens nothing for another org, even with the same secret', async () => {
    const grant = await sessions.grant(token(), ORIGIN);

    expect(open('s'.repeat(40), '00D000000000002AAA').agentOf(grant?.session ?? '', ORIGIN)).toBeUndefined();
  });

  it('cannot be made from a nonce', () => {
    expect(sessions.agentOf(sessions.nonce().nonce, ORIGIN)).toBeUndefined();
  });
});
