import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import Fastify, { type FastifyInstance } from 'fastify';
import { WebSocket } from 'ws';
import type { ToSoftphone } from '../../../../softphone/protocol/messages.ts';
import { AGENT, openCallCenterKit, type CallCenterKit } from '../../callCenter/testing/callCenterKit.ts';
import { openSoftphoneLink, type SoftphoneLink } from './softphoneLink.ts';

const ORIGIN = 'https://org.example.com';

let kit: CallCenterKit;
let app: FastifyInstance;
let link: SoftphoneLink;
let socket: WebSocket;

beforeEach(async () => {
  kit = await openCallCenterKit();
  app = Fastify();
  link = openSoftphoneLink(app, {
    callCenter: kit.callCenter,
    directory: { search: () => Promise.resolve([]) },
    sessions: {
      nonce: () => ({ nonce: 'nonce', audience: ORIGIN }),
      grant: () => Promise.resolve(undefined),
      agentOf: (session) => (session === 'good' ? { id: AGENT, name: 'Ada Agent' } : undefined),
    },
    clock: kit.clock,
    journal: { note: () => undefined, problem: () => undefined },
    issueVoiceToken: () => ({ token: 'voice', ttlSeconds: 3_600 }),
    allowedOrigins: [ORIGIN],
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.server.address() as AddressInfo;
  socket = new WebSocket(`ws://127.0.0.1:${port}/link`, { origin: ORIGIN });
  await new Promise((resolve) => socket.once('open', resolve));
});

afterEach(async () => {
  socket.terminate();
  link.close();
  await app.close();
  await kit.stop();
});

const say = (message: unknown) => socket.send(JSON.stringify(message));
const closed = () => new Promise<number>((resolve) => socket.once('close', resolve));
const nextMessage = () =>
  new Promise<ToSoftphone>((resolve) => {
    socket.once('message', (text: Buffer) => resolve(JSON.parse(text.toString()) as ToSoftphone));
  });

it('a page that says something unknown is hung up on, and nothing happens', async () => {
  say({ type: 'hello', session: 'good', tabId: 't' });
  await nextMessage();

  say({ type: 'sellTheCompany', interactionId: 'i1' });

  expect(await closed()).toBe(1007);
  expect(kit.asked).toEqual([]);
});

it('a page that gives an unknown command is hung up on', async () => {
  say({ type: 'hello', session: 'good', tabId: 't' });
  await nextMessage();

  say({ type: 'command', commandId: 'a', command: { type: 'sellTheCompany' } });

  expect(await closed()).toBe(1007);
});

it('a page is welcomed with the calls that are parked', async () => {
  const welcome = nextMessage();

  say({ type: 'hello', session: 'good', tabId: 't' });

  expect(await welcome).toMatchObject({ type: 'welcome', parkedCalls: [] });
});
