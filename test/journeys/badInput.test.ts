import { createHmac, generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { LocalSystem } from '../../scripts/local/startLocal.ts';
import { orgCertificate } from '../../simulators/salesforce/apex/orgCertificate.ts';
import { changesNothing } from './support/everything.ts';
import { askForSession, orgToken, signedBy, type TokenChanges } from './support/orgToken.ts';
import { openRawLink, openSession, openWelcomedLink } from './support/rawLink.ts';
import { startSystem } from './support/world.ts';

let system: LocalSystem;
let remove: () => Promise<void>;
let session: string;

beforeAll(async () => {
  ({ system, remove } = await startSystem());
  session = await openSession(system);
  // A page that stays: an agent without one would be missed, which changes something.
  await openWelcomedLink(system, session);
});

afterAll(() => remove());

describe('an agent token', () => {
  const foreign = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const now = () => Math.floor(Date.now() / 1000);
  const publicKey = () => orgCertificate(system.salesforce.org.dataFolder).publicKeyPem;

  it.each<[string, () => TokenChanges]>([
    ['signed by somebody else', () => ({ sign: signedBy(foreign.privateKey) })],
    ['not signed at all', () => ({ header: { alg: 'none' }, sign: () => Buffer.alloc(0) })],
    [
      'sealed with the public key, as a secret',
      () => ({
        header: { alg: 'HS256' },
        sign: (signed) => createHmac('sha256', publicKey()).update(signed).digest(),
      }),
    ],
    ['of another org', () => ({ claims: { iss: '00D000000000009AAA' } })],
    ['for another connector', () => ({ claims: { aud: 'https://elsewhere.example' } })],
    ['that is over', () => ({ claims: { iat: now() - 200, exp: now() - 110 } })],
    ['that would last a year', () => ({ claims: { exp: now() + 31_536_000 } })],
    ['of a user who is no agent', () => ({ claims: { permissions: ['CTI_Admin'] } })],
    ['with a nonce that was never given', () => ({ claims: { nonce: 'made-up' } })],
  ])('%s opens nothing', async (_what, changes) => {
    const answer = await askForSession(system, await orgToken(system, changes()));

    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ code: 'TOKEN_REFUSED' });
  });

  it('opens one session, and none when it is replayed', async () => {
    const token = await orgToken(system);

    expect((await askForSession(system, token)).status).toBe(200);
    expect((await askForSession(system, token)).status).toBe(401);
  });

  it('with the nonce of another opens nothing', async () => {
    const { nonce } = (await (await fetch(`${system.connector.url}/session/nonce`)).json()) as {
      nonce: string;
    };

    expect((await askForSession(system, await orgToken(system, { claims: { nonce } }))).status).toBe(200);
    expect((await askForSession(system, await orgToken(system, { claims: { nonce } }))).status).toBe(401);
  });

  it.each<[string, RequestInit, number]>([
    ['no token', { body: '{}' }, 400],
    ['something else for a token', { body: '{"agentToken":{"sub":"005"}}' }, 400],
    ['broken JSON', { body: '{"agentToken":' }, 400],
    ['no JSON', { body: 'agentToken=x', headers: { 'content-type': 'text/xml' } }, 415],
    ['a token without end', { body: JSON.stringify({ agentToken: 'a'.repeat(10_000) }) }, 413],
  ])('asked with %s is refused clearly', async (_what, request, status) => {
    const answer = await fetch(`${system.connector.url}/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      ...request,
    });

    expect(answer.status).toBe(status);
    expect(await answer.json()).toHaveProperty('message');
  });
});

describe('the agent link', () => {
  it.each<[string, object | string | Buffer, number]>([
    ['no JSON', 'hello?', 1007],
    ['a message of no type', { kind: 'hello' }, 1007],
    ['a message that nobody knows', { type: 'reboot' }, 1007],
    ['bytes', Buffer.from([0, 255, 1]), 1007],
    ['more than any message has', 'x'.repeat(70_000), 1009],
    ['a forged session', { type: 'hello', session: 'forged.session', tabId: 'raw' }, 1008],
    ['a command before hello', { type: 'claimPhone' }, 1008],
    ['a question for a voice token before hello', { type: 'voiceToken' }, 1008],
  ])('hangs up at %s, and nothing changes', (_what, message, code) =>
    changesNothing({ system, session }, async () => {
      const link = await openRawLink(system);
      link.say(message as Record<string, unknown>);

      expect(await link.closed()).toBe(code);
    }),
  );

  it.each<[string, object]>([
    ['a state that there is not', { type: 'setAgentState', state: { name: 'asleep' } }],
    ['a number that is none', { type: 'dial', target: { kind: 'number', number: 14155550100 } }],
    ['a number without end', { type: 'dial', target: { kind: 'number', number: '5'.repeat(41) } }],
    ['notes without end', { type: 'writeNotes', interactionId: 'x', notes: 'n'.repeat(30_001) }],
    ['a target that there is not', { type: 'dial', target: { kind: 'ship', number: '+14155550100' } }],
    ['no call', { type: 'answer' }],
  ])('hangs up at a command with %s, and nothing changes', (_what, command) =>
    changesNothing({ system, session }, async () => {
      const link = await openWelcomedLink(system, session);
      link.say({ type: 'command', commandId: '1', command: command });

      expect(await link.closed()).toBe(1007);
    }),
  );

  it.each<[string, object, string]>([
    ['to answer a call that is not there', { type: 'answer', interactionId: 'x' }, 'CALL_GONE'],
    ['to hang up a call that is not there', { type: 'hangUp', interactionId: 'x' }, 'CALL_GONE'],
    ['to pick up a call while logged out', { type: 'pickUp', interactionId: 'x' }, 'LOGGED_OUT'],
    [
      'to dial while logged out',
      { type: 'dial', target: { kind: 'number', number: '+14155550100' } },
      'LOGGED_OUT',
    ],
    [
      'to be not ready for no reason',
      { type: 'setAgentState', state: { name: 'notReady', reasonCode: '' } },
      'REASON_REQUIRED',
    ],
  ])('refuses %s, and nothing changes', (_what, command, code) =>
    changesNothing({ system, session }, async () => {
      const link = await openWelcomedLink(system, session);
      link.say({ type: 'command', commandId: '1', command: command });

      expect(await link.hears('commandRefused')).toMatchObject({ commandId: '1', refusal: { code } });
      await link.close();
    }),
  );

  it.each(['12', 'call me', '+1 415 555', '+999123456789', '911; rm -rf', ''])(
    'refuses to dial "%s", and calls nobody',
    async (number) => {
      const link = await openWelcomedLink(system, session);
      link.say({
        type: 'command',
        commandId: '1',
        command: { type: 'setAgentState', state: { name: 'ready' } },
      });
      await link.hears('commandDone');

      await changesNothing({ system, session }, async () => {
        const command = { type: 'dial', target: { kind: 'number', number } };
        link.say({ type: 'command', commandId: '2', command });
        expect(await link.hears('commandRefused')).toMatchObject({ refusal: { code: 'NUMBER_INVALID' } });
      });

      await link.close();
    },
  );
});

describe('a page of another origin', () => {
  const origin = 'https://evil.example';

  it('gets no nonce and no session', async () => {
    const nonce = await fetch(`${system.connector.url}/session/nonce`, { headers: { origin } });
    const grant = await fetch(`${system.connector.url}/session`, {
      method: 'POST',
      headers: { origin, 'content-type': 'application/json' },
      body: JSON.stringify({ agentToken: await orgToken(system) }),
    });

    for (const answer of [nonce, grant]) {
      expect(answer.status).toBe(403);
      expect(answer.headers.get('access-control-allow-origin')).toBeNull();
      expect(await answer.json()).toMatchObject({ code: 'ORIGIN_REFUSED' });
    }
  });

  it('gets no link, even with a good session', async () => {
    await expect(openRawLink(system, { origin })).rejects.toThrow('Refused with 403');
  });

  it("is told apart from the org's own page, which gets all three", async () => {
    const answer = await fetch(`${system.connector.url}/session/nonce`, { headers: { origin: system.url } });

    expect(answer.headers.get('access-control-allow-origin')).toBe(system.url);
    await (await openRawLink(system, { origin: system.url })).close();
  });
});
