import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket as ServerSocket } from 'ws';
import type { ConnectorLinkEvent } from '../../ports/connectorLink.ts';
import { createVirtualClock } from '../../testing/virtualClock.ts';
import { createConnectorLink } from './connectorLink.ts';
import { numbered, welcome } from './testing/fakeConnector.ts';

let server: Server;
let sockets: WebSocketServer;
let heard: unknown[];
let lines: ServerSocket[];

beforeEach(async () => {
  heard = [];
  lines = [];
  server = createServer((request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(
      request.method === 'GET'
        ? '{"nonce":"n","audience":"a"}'
        : JSON.stringify({ session: 's', expiresAt: Date.UTC(2027, 0) }),
    );
  });
  sockets = new WebSocketServer({ server, path: '/link' });
  sockets.on('connection', (line) => {
    lines.push(line);
    line.on('message', (text: Buffer) => heard.push(JSON.parse(text.toString())));
    line.on('message', (text: Buffer) => {
      if (text.includes('"hello"')) line.send(JSON.stringify(welcome));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterEach(async () => {
  for (const line of sockets.clients) line.terminate();
  await new Promise((resolve) => server.close(resolve));
});

describe('a link over real sockets', () => {
  it('signs in, follows, sends, and comes back when the connection breaks', async () => {
    const clock = createVirtualClock();
    const events = createEventLog();
    const link = createConnectorLink({
      clock,
      connectorUrl: () => Promise.resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
      vouch: ({ nonce }) => Promise.resolve(`vouched ${nonce}`),
      fetch,
      openSocket: (url) => new WebSocket(url),
      random: Math.random,
      newId: () => crypto.randomUUID(),
    });
    link.subscribe(events.add);

    link.open();
    await events.until('welcomed');
    lines[0]!.send(JSON.stringify(numbered(8)));
    await events.until('deskChanged');
    link.send({ type: 'dial', target: { kind: 'number', number: '+14155550100' } });
    lines[0]!.on('message', () => {
      lines[0]!.terminate();
    });
    await events.until('linkLost');
    await clock.advance(250);
    await events.until('welcomed');
    link.close();

    expect(heard).toMatchObject([
      { type: 'hello', session: 's' },
      { type: 'command', command: { type: 'dial' } },
      { type: 'hello', session: 's', seq: 8 },
    ]);
    expect(events.types).toEqual(['welcomed', 'deskChanged', 'commandRefused', 'linkLost', 'welcomed']);
  });
});

/** Events as they come; `until` waits for the next of a type that no `until` has seen. */
function createEventLog() {
  const types: ConnectorLinkEvent['type'][] = [];
  let seen = 0;
  let notify: () => void = () => undefined;
  return {
    types,
    add: ({ type }: ConnectorLinkEvent) => {
      types.push(type);
      notify();
    },
    until: async (type: ConnectorLinkEvent['type']) => {
      for (;;) {
        const index = types.indexOf(type, seen);
        if (index >= 0) {
          seen = index + 1;
          return;
        }
        await new Promise<void>((resolve) => (notify = resolve));
      }
    },
  };
}
