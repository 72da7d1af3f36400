import { createHmac } from 'node:crypto';
import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import {
  openLink,
  openPageSocket,
  orders,
  type PageSocket,
  type SocketOptions,
} from './support/agentSocket.ts';
import {
  AGENT_PAGE,
  BOB,
  incoming,
  LIGHTNING,
  startComposedApp,
  type ComposedApp,
  type TokenChanges,
} from './support/composedApp.ts';

let app: ComposedApp;
let pages: PageSocket[] = [];

beforeAll(async () => {
  app = await startComposedApp();
});

afterEach(() => {
  for (const page of pages) page.close();
  pages = [];
});

afterAll(() => app.stop());

async function open(options?: SocketOptions): Promise<PageSocket> {
  const page = await openPageSocket(app, options);
  pages.push(page);
  return page;
}

async function link(session: string, tabId?: string): Promise<PageSocket> {
  const page = await openLink(app, session, tabId);
  pages.push(page);
  return page;
}

const seconds = () => app.clock.now() / 1000;

describe('an agent token', () => {
  it.each<[string, () => TokenChanges]>([
    ['of another org', () => ({ claims: { iss: '00D000000000009AAA' } })],
    ['signed by another org', () => ({ forged: true })],
    ['for another audience', () => ({ claims: { aud: 'https://elsewhere.example.com' } })],
    ['for the org API', () => ({ claims: { aud: 'https://cti.example.com/org' } })],
    ['that is over', () => ({ claims: { iat: seconds() - 100, exp: seconds() - 1 } })],
    ['that would last a day', () => ({ claims: { exp: seconds() + 86_400 } })],
    ['that says it needs no signature', () => ({ alg: 'none' })],
    ['that says it is sealed with a secret', () => ({ alg: 'HS256' })],
    ['of a user who is no agent', () => ({ claims: { permissions: ['CTI_Supervisor'] } })],
    ['with a made-up nonce', () => ({ claims: { nonce: 'e30.e30' } })],
  ])('%s opens nothing', async (_what, changes) => {
    const answer = await app.askForSession(await app.agentToken(changes()));

    expect(answer.status).toBe(401);
    expect(await answer.json()).toEqual({ code: 'TOKEN_REFUSED', message: expect.any(String) });
  });

  it('sealed with the public key as if that were a secret opens nothing', async () => {
    const [, payload = ''] = (await app.agentToken()).split('.');
    const header = Buffer.from(JSON.stringify({ alg: 'HS256', typ: 'JWT' })).toString('base64url');
    const seal = createHmac('sha256', app.config.org.certificate).update(`${header}.${payload}`);

    const answer = await app.askForSession(`${header}.${payload}.${seal.digest('base64url')}`);

    expect(answer.status).toBe(401);
  });

  it('that was stolen opens nothing once it was used, nor does its nonce with another token', async () => {
    const token = await app.agentToken();
    const { nonce } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as {
      nonce: string;
    };

    expect((await app.askForSession(token)).status).toBe(200);
    expect((await app.askForSession(token)).status).toBe(401);
    expect((await app.askForSession(await app.agentToken({ claims: { nonce } }))).status).toBe(401);
  });

  it('used by two at the same time opens one session', async () => {
    const token = await app.agentToken();

    const answers = await Promise.all([1, 2, 3, 4].map(() => app.askForSession(token)));

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401, 401]);
  });
});

describe('a session', () => {
  async function isWelcome(session: string, headers: Record<string, string> = { origin: AGENT_PAGE }) {
    const page = await open({ headers });
    page.say({ type: 'hello', session, tabId: 'x' });
    const answer = await page.hears('welcome', 'goodbye');
    return answer['type'] === 'welcome';
  }

  it('opens the link in pages of the origin that it was given to', async () => {
    expect(await isWelcome(await app.session())).toBe(true);
  });

  it('that was stolen opens nothing for who names no origin', async () => {
    expect(await isWelcome(await app.session(), {})).toBe(false);
  });

  it('of who is no browser opens nothing in a page', async () => {
    const answer = await app.askForSession(await app.agentToken(), {});
    const { session } = (await answer.json()) as { session: string };

    expect(await isWelcome(session, {})).toBe(true);
    expect(await isWelcome(session)).toBe(false);
  });

  it('sealed with another secret opens nothing', async () => {
    const other = await startComposedApp({
      CONNECTOR_SESSION_SECRET: 'another secret of forty characters .....',
    });
    try {
      expect(await isWelcome(await other.session())).toBe(false);
    } finally {
      await other.stop();
    }
  });

  it('of another org opens nothing, even where the secret is shared', async () => {
    const secret = app.environment['CONNECTOR_SESSION_SECRET'] ?? '';
    const other = await startComposedApp({
      CONNECTOR_SESSION_SECRET: secret,
      SALESFORCE_ORG_ID: '00D000000000009AAA',
    });
    try {
      const foreign = await other.session({ iss: '00D000000000009AAA' });
      expect(foreign).toContain('.');
      expect(await isWelcome(foreign)).toBe(false);
    } finally {
      await other.stop();
    }
  });

  it('whose content was changed opens nothing', async () => {
    const [body = '', seal = ''] = (await app.session()).split('.');
    const content = JSON.parse(Buffer.from(body, 'base64url').toString()) as object;
    const changed = Buffer.from(JSON.stringify({ ...content, supervises: true })).toString('base64url');

    expect(await isWelcome(`${changed}.${seal}`)).toBe(false);
  });

  it('cannot be a nonce', async () => {
    const { nonce } = (await (await fetch(`${app.url}/session/nonce`)).json()) as { nonce: string };

    expect(await isWelcome(nonce)).toBe(false);
  });
});

describe('a page of another origin', () => {
  const strangers = ['https://evil.example.com', 'null', `${AGENT_PAGE}.evil.example.com`, LIGHTNING, ''];

  it.each(strangers)('"%s" gets no nonce, no session, no link', async (origin) => {
    const nonce = await fetch(`${app.url}/session/nonce`, { headers: { origin } });
    const session = await app.askForSession(await app.agentToken(), { origin });

    // `fetch` does not send an empty origin; a socket does.
    for (const answer of origin === '' ? [] : [nonce, session]) {
      expect(answer.status).toBe(403);
      expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    }
    await expect(open({ headers: { origin } })).rejects.toThrow('Refused with 403');
  });

  it('gets no wallboard, nor does a page of the agents', async () => {
    for (const origin of ['https://evil.example.com', AGENT_PAGE]) {
      await expect(open({ path: '/org/board', headers: { origin } })).rejects.toThrow('Refused with 403');
    }
  });

  it('that breaks its connection while it is refused does not end the connector', async () => {
    await new Promise<void>((resolve) => {
      const socket = connect(app.port, '127.0.0.1', () => {
        socket.write(
          'GET /link HTTP/1.1\r\nHost: x\r\nOrigin: https://evil.example.com\r\nUpgrade: websocket\r\n' +
            'Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n',
        );
        socket.resetAndDestroy();
      });
      socket.on('error', () => undefined);
      socket.on('close', () => resolve());
    });

    expect((await fetch(`${app.url}/health`)).status).toBe(200);
  });
});

describe('an agent', () => {
  it.each(['monitor', 'coach', 'barge', 'takeOver', 'endInteraction'])(
    'without the permission may not %s a call of another',
    async (type) => {
      const page = await link(await app.session());
      const order = { type, agentId: BOB.id, interactionId: 'x' };

      expect(await orders(page, { type: 'supervise', order })).toMatchObject({
        type: 'commandRefused',
        refusal: { code: 'NOT_A_SUPERVISOR' },
      });
    },
  );

  it('may not change the state of another', async () => {
    const page = await link(await app.session());
    const order = { type: 'setState', agentId: BOB.id, state: { name: 'loggedOut' } };

    expect(await orders(page, { type: 'supervise', order })).toMatchObject({
      refusal: { code: 'NOT_A_SUPERVISOR' },
    });
  });

  it('may not give orders about a call of nobody or of another', async () => {
    const twiml = await (await app.webhook('/twilio/voice', incoming)).text();
    const [, interactionId = ''] = /"interactionId":"(\w+)"/.exec(twiml.replaceAll('&quot;', '"')) ?? [];
    expect(interactionId).not.toBe('');
    const page = await link(await app.session());
    await orders(page, { type: 'setAgentState', state: { name: 'ready' } }, 'ready');

    for (const type of ['answer', 'hangUp', 'swap', 'park', 'leave', 'pickUp', 'completeWrapUp']) {
      expect(await orders(page, { type, interactionId }, type)).toMatchObject({
        type: 'commandRefused',
        refusal: { code: expect.stringMatching(/CALL_GONE|TAKEN_ALREADY|NOT_CONNECTED/) },
      });
    }
  });

  it('at the wallboard needs the permission', async () => {
    const page = await open({ path: '/org/board', headers: { origin: LIGHTNING } });
    page.say({ type: 'hello', token: app.orgToken({ claims: { permissions: ['CTI_Agent', 'CTI_Admin'] } }) });

    expect(await page.hears('goodbye')).toMatchObject({ code: 'PERMISSION_MISSING' });
    expect((await page.closed)[0]).toBe(1008);
  });
});

describe('a token of the org API', () => {
  const asks = (token: string, headers: Record<string, string> = {}) =>
    fetch(`${app.url}/org/unloggedCalls`, { headers: { authorization: `Bearer ${token}`, ...headers } });

  it('is good for one request', async () => {
    const token = app.orgToken();

    expect((await asks(token)).status).toBe(200);
    expect(await (await asks(token)).json()).toMatchObject({ code: 'TOKEN_USED' });
  });

  it.each<[string, () => TokenChanges]>([
    ['for the agent link', () => ({ claims: { aud: 'https://cti.example.com' } })],
    ['of another org', () => ({ claims: { iss: '00D000000000009AAA' } })],
    ['signed by another org', () => ({ forged: true })],
    ['that is over', () => ({ claims: { exp: seconds() - 1 } })],
    ['that says it needs no signature', () => ({ alg: 'none' })],
  ])('%s opens nothing', async (_what, changes) => {
    expect(await (await asks(app.orgToken(changes()))).json()).toMatchObject({ code: 'TOKEN_REFUSED' });
  });

  it('opens nothing in a page of another origin', async () => {
    expect((await asks(app.orgToken(), { origin: AGENT_PAGE })).status).toBe(403);
  });

  it('cannot be a session of an agent', async () => {
    expect(await (await asks(await app.session())).json()).toMatchObject({ code: 'TOKEN_REFUSED' });
  });
});
