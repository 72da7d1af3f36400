import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Fastify, { type FastifyInstance } from 'fastify';
import { WebSocket } from 'ws';
import { CUSTOMER_PARTY, type InteractionId } from '../../../../softphone/core/index.ts';
import { HEARTBEAT_MS, type ToSoftphone } from '../../../../softphone/protocol/messages.ts';
import { AGENT, openCallCenterKit, type CallCenterKit } from '../../callCenter/testing/callCenterKit.ts';
import { createSocketDoors, type SocketDoor, type SocketDoors } from '../sockets/socketDoors.ts';
import { openSoftphoneLink, type SoftphoneLink } from './softphoneLink.ts';

const ORIGIN = 'https://org.example.com';

let kit: CallCenterKit;
let app: FastifyInstance;
let link: SoftphoneLink;
let socket: WebSocket;

const openLink = (doors: SocketDoors, server = app) =>
  openSoftphoneLink(server, {
    doors,
    callCenter: kit.callCenter,
    directory: { search: () => Promise.resolve([]) },
    days: { follow: () => () => undefined },
    sessions: {
      nonce: () => ({ nonce: 'nonce', audience: ORIGIN }),
      grant: () => Promise.resolve(undefined),
      agentOf: (session, origin) =>
        session === 'good' && origin === ORIGIN
          ? { id: AGENT, name: 'Ada Agent', supervises: false }
          : undefined,
    },
    clock: kit.clock,
    journal: { note: () => undefined, problem: () => undefined },
    issueVoiceToken: () => ({ token: 'voice', ttlSeconds: 3_600 }),
    allowedOrigins: [ORIGIN],
    signInsPerMinute: 1_000,
  });

beforeEach(async () => {
  kit = await openCallCenterKit();
  app = Fastify();
  link = openLink(createSocketDoors(app));
  await app.listen({ port: 0, host: '127.0.0.1' });
  socket = await openSocket();
});

afterEach(async () => {
  socket.terminate();
  link.close();
  await app.close();
  await kit.stop();
});

async function openSocket(): Promise<WebSocket> {
  const { port } = app.server.address() as AddressInfo;
  const opened = new WebSocket(`ws://127.0.0.1:${port}/link`, { origin: ORIGIN });
  await new Promise((resolve) => opened.once('open', resolve));
  return opened;
}

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

it('a page that does not fetch what it is told is not kept', () => {
  let welcome: SocketDoor['welcome'] | undefined;
  openLink(
    {
      open(door) {
        ({ welcome } = door);
        return () => undefined;
      },
      counts: () => [],
    },
    Fastify(),
  );
  const page = { readyState: 1, OPEN: 1, bufferedAmount: 0, sent: 0, isKept: true };
  const webSocket = {
    ...page,
    on: () => webSocket,
    send: () => void (page.sent += 1),
    terminate: () => void (page.isKept = false),
    close: () => undefined,
  };
  welcome?.(webSocket as unknown as WebSocket, { origin: ORIGIN });

  webSocket.bufferedAmount = 4 * 1024 * 1024;
  kit.clock.advance(HEARTBEAT_MS - 1);
  expect(page).toMatchObject({ isKept: true });
  webSocket.bufferedAmount += 1;
  kit.clock.advance(1);

  expect(page).toMatchObject({ isKept: false, sent: 0 });
});

describe('a page with a call', () => {
  let interactionId: InteractionId;

  beforeEach(async () => {
    interactionId = await kit.talk();
    await greet(socket, { tabId: 't' });
  });

  const customerHears = async () => (await kit.appliedSounds(interactionId))[CUSTOMER_PARTY];

  it('that dies leaves the caller with music, until it is back', async () => {
    await ends(socket);
    await kit.passes(4);
    expect(await customerHears()).toBe('music');

    await greet(await openSocket(), { tabId: 't', again: true });
    await kit.passes(1);
    expect(await customerHears()).toBe('talk');
  });

  it('that was written before pages said that they are back is known by what it has heard', async () => {
    await ends(socket);
    await kit.passes(4);
    await greet(await openSocket(), { tabId: 't', seq: 1 });
    await kit.passes(1);

    expect(await customerHears()).toBe('talk');
  });

  it('that dies is not replaced by a new one: that has no sound yet', async () => {
    await ends(socket);
    await greet(await openSocket(), { tabId: 'u' });
    await kit.passes(4);

    expect(await customerHears()).toBe('music');
  });

  it('that dies beside another one of the agent is missed as well: it had the sound', async () => {
    await greet(await openSocket(), { tabId: 'u' });
    await ends(socket);
    await kit.passes(4);

    expect(await customerHears()).toBe('music');
  });

  it('does not miss another one, which had no sound', async () => {
    const other = await openSocket();
    await greet(other, { tabId: 'u' });
    await ends(other);
    await kit.passes(10);

    expect(await customerHears()).toBe('talk');
  });

  it('that is back before its old link is seen to be dead is not missed', async () => {
    const back = await openSocket();
    await greet(back, { tabId: 't', again: true });
    await ends(socket);
    await kit.passes(10);

    expect(await customerHears()).toBe('talk');
  });

  it('is not missed when the connector itself ends the link', async () => {
    const ended = closed();
    link.close();
    await ended;
    await kit.restarts();
    await kit.passes(10);

    expect(await customerHears()).toBe('talk');
  });
});

async function greet(page: WebSocket, more: object): Promise<void> {
  const owned = new Promise<void>((resolve) => {
    page.on('message', (text: Buffer) => {
      if (text.includes('"phoneOwner"')) resolve();
    });
  });
  page.send(JSON.stringify({ type: 'hello', session: 'good', ...more }));
  await owned;
}

async function ends(page: WebSocket): Promise<void> {
  const before = link.tabCount();
  page.terminate();
  while (link.tabCount() === before) await new Promise((resolve) => setImmediate(resolve));
  await kit.settle();
}
