import { connect, type AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createHttpServer } from '../../connector/src/httpServer.ts';
import { openLink, openPageSocket, orders } from './support/agentSocket.ts';
import { incoming, LIGHTNING, startComposedApp, type ComposedApp } from './support/composedApp.ts';

let app: ComposedApp;

beforeAll(async () => {
  app = await startComposedApp({ CONNECTOR_SIGN_INS_PER_MINUTE: '20' });
});

afterEach(() => {
  app.clock.advance(60_000);
});

afterAll(() => app.stop());

describe('a body that is too large', () => {
  it('is refused with 413, whoever asks', async () => {
    const json = { 'content-type': 'application/json' };
    const large = (bytes: number) => JSON.stringify({ agentToken: 'a'.repeat(bytes) });
    const key = '/org/unloggedCalls/i1/retry';

    const session = await fetch(`${app.url}/session`, { method: 'POST', headers: json, body: large(9_000) });
    const webhook = await app.webhook('/twilio/voice', { ...incoming, More: 'a'.repeat(70_000) });
    const org = await fetch(app.url + key, { method: 'POST', headers: json, body: large(2_000) });

    expect([session, webhook, org].map(({ status }) => status)).toEqual([413, 413, 413]);
    for (const answer of [session, webhook, org]) {
      expect(await answer.json()).toMatchObject({ code: 'BODY_INVALID' });
    }
  });

  it('ends a socket: a page has so much at no time to say', async () => {
    const page = await openPageSocket(app);
    page.say(`{"type":"ping","more":"${'a'.repeat(64 * 1024)}"}`);
    const board = await openPageSocket(app, { path: '/org/board', headers: { origin: LIGHTNING } });
    board.say(`{"type":"pong","more":"${'a'.repeat(8 * 1024)}"}`);

    expect((await page.closed)[0]).toBe(1009);
    expect((await board.closed)[0]).toBe(1009);
  });

  it('cannot fill the log, however many sockets are opened for it', async () => {
    const before = app.problems.length;
    for (let place = 0; place < 65; place += 1) {
      const page = await openPageSocket(app);
      page.say('x'.repeat(65 * 1024));
      await page.closed;
    }

    const lines = app.problems.slice(before).filter(({ code }) => code === 'LINK_BROKEN');
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.length).toBeLessThanOrEqual(60);
  });

  it('in its headers is refused with 431', async () => {
    const answer = await rawAnswer(
      app.port,
      `GET /health HTTP/1.1\r\nHost: x\r\nX-A: ${'a'.repeat(17_000)}\r\n\r\n`,
    );

    expect(answer).toMatch(/^HTTP\/1\.1 431 /);
  });
});

describe('who is slow', () => {
  const quick = { headersMs: 200, requestMs: 400, lookMs: 50 };

  async function withServer(act: (port: number) => Promise<void>): Promise<void> {
    const journal = { note: () => undefined, problem: () => undefined };
    const server = createHttpServer({ trustedProxies: [], journal, limits: quick });
    server.post('/echo', (request) => ({ body: request.body }));
    await server.listen({ port: 0, host: '127.0.0.1' });
    try {
      await act((server.server.address() as AddressInfo).port);
    } finally {
      await server.close();
    }
  }

  it('with the headers gets 408, and is hung up on', () =>
    withServer(async (port) => {
      expect(await rawAnswer(port, 'POST /echo HTTP/1.1\r\nHost: x\r\nX-Slow: ')).toMatch(/^HTTP\/1\.1 408 /);
    }));

  it('with the body gets 408, and is hung up on', () =>
    withServer(async (port) => {
      const head =
        'POST /echo HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{';

      expect(await rawAnswer(port, head)).toMatch(/^HTTP\/1\.1 408 /);
    }));

  it('has these limits in the connector', () => {
    const { headersTimeout, requestTimeout, timeout, maxHeadersCount } = app.http.server;

    expect({ headersTimeout, requestTimeout, timeout, maxHeadersCount }).toEqual({
      headersTimeout: 10_000,
      requestTimeout: 20_000,
      timeout: 120_000,
      maxHeadersCount: 100,
    });
  });

  it('to say whose the socket is loses it', async () => {
    const page = await openPageSocket(app);
    const board = await openPageSocket(app, { path: '/org/board', headers: { origin: LIGHTNING } });

    app.clock.advance(10_000);

    expect(await page.closed).toEqual([1008, 'HELLO_MISSING']);
    expect(await board.closed).toEqual([1008, 'TOKEN_MISSING']);
  });
});

describe('who asks too often', () => {
  const asksForNonce = (forwardedFor?: string) =>
    fetch(`${app.url}/session/nonce`, {
      headers: { ...(forwardedFor !== undefined && { 'x-forwarded-for': forwardedFor }) },
    });
  const statuses = async (answers: Promise<Response>[]) => {
    const counted: Record<number, number> = {};
    for (const { status } of await Promise.all(answers)) counted[status] = (counted[status] ?? 0) + 1;
    return counted;
  };

  it('for nonces gets 429, is told when to come back, and is welcome then', async () => {
    const times = Array.from({ length: 25 }, () => asksForNonce());
    expect(await statuses(times)).toEqual({ 200: 20, 429: 5 });

    const refused = await asksForNonce();
    expect(refused.headers.get('retry-after')).toBe('3');
    expect(await refused.json()).toEqual({ code: 'TOO_MANY_REQUESTS', message: 'Ask again in 3 s.' });
    app.clock.advance(3_000);
    expect((await asksForNonce()).status).toBe(200);
  });

  it('for sessions gets 429, however good the token is', async () => {
    const answers = Array.from({ length: 25 }, () => app.askForSession('no.token.atall'));

    expect(await statuses(answers)).toEqual({ 401: 20, 429: 5 });
  });

  it('behind a proxy is counted alone', async () => {
    const one = Array.from({ length: 25 }, () => asksForNonce('198.51.100.1'));

    expect(await statuses(one)).toEqual({ 200: 20, 429: 5 });
    expect((await asksForNonce('198.51.100.2')).status).toBe(200);
  });

  it('cannot hide behind addresses that are not the proxy’s word', async () => {
    const hiding = Array.from({ length: 25 }, (_none, place) =>
      asksForNonce(`203.0.113.${place}, 198.51.100.7`),
    );

    expect(await statuses(hiding)).toEqual({ 200: 20, 429: 5 });
  });

  it('cannot hide at all where no proxy is trusted', async () => {
    const bare = await startComposedApp({
      CONNECTOR_SIGN_INS_PER_MINUTE: '20',
      CONNECTOR_TRUSTED_PROXIES: 'none',
    });
    try {
      const hiding = Array.from({ length: 25 }, (_none, place) =>
        fetch(`${bare.url}/session/nonce`, { headers: { 'x-forwarded-for': `203.0.113.${place}` } }),
      );
      expect(await statuses(hiding)).toEqual({ 200: 20, 429: 5 });
    } finally {
      await bare.stop();
    }
  });

  it('with commands is refused them, and noted once', async () => {
    const page = await openLink(app, await app.session());
    const answers: unknown[] = [];
    for (let place = 0; place < 110; place += 1) {
      answers.push(await orders(page, { type: 'hangUp', interactionId: 'x' }, `c${place}`));
    }

    const failed = answers.filter((answer) => JSON.stringify(answer).includes('COMMAND_FAILED'));
    expect(failed).toHaveLength(10);
    expect(app.problems.filter(({ code }) => code === 'TOO_MANY_REQUESTS')).toEqual([
      { code: 'TOO_MANY_REQUESTS', ids: { agent: '005000000000001AAA', asked: 'command' } },
    ]);
    page.close();
  });

  it('with searches finds nothing any more, in all tabs together', async () => {
    const session = await app.session();
    const tabs = [await openLink(app, session, 'one'), await openLink(app, session, 'two')];
    for (const [tab, page] of tabs.entries()) {
      for (let place = 0; place < 15; place += 1) {
        page.say({ type: 'searchDirectory', searchId: `${tab}-${place}`, text: 'Support' });
      }
    }
    const found = await Promise.all(
      tabs.flatMap((page) => Array.from({ length: 15 }, () => page.hears('directory'))),
    );

    expect(found.filter(({ entries }) => (entries as unknown[]).length > 0)).toHaveLength(20);
    for (const page of tabs) page.close();
  });

  it('with messages of any kind loses the socket', async () => {
    const page = await openPageSocket(app);
    for (let place = 0; place < 501; place += 1) page.say({ type: 'ping' });

    expect(await page.closed).toEqual([1008, 'TOO_MANY_MESSAGES']);
  });
});

/** What is answered until the connection ends. */
function rawAnswer(port: number, request: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(request));
    socket.on('data', (data: Buffer) => (answer += data.toString()));
    socket.on('error', reject);
    socket.on('close', () => resolve(answer));
  });
}
