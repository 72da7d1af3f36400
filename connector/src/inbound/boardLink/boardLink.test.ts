import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Fastify, { type FastifyInstance } from 'fastify';
import { WebSocket } from 'ws';
import type { ToBoard } from '../../../../softphone/wallboard/boardMessages.ts';
import { openWallboardKit, type WallboardKit } from '../../callCenter/wallboard/testing/wallboardKit.ts';
import { createSocketDoors } from '../sockets/socketDoors.ts';
import { openBoardLink } from './boardLink.ts';

const ORIGIN = 'https://acme.lightning.force.com';

let kit: WallboardKit;
let app: FastifyInstance;
let close: () => void;
let socket: WebSocket;
let problems: string[];
let ordered: unknown[];

beforeEach(async () => {
  kit = await openWallboardKit();
  problems = [];
  ordered = [];
  app = Fastify();
  close = openBoardLink({
    doors: createSocketDoors(app),
    wallboard: kit.wallboard,
    admit: (token) =>
      token === 'good' ? Promise.resolve({ userId: 'sofia' }) : Promise.reject(failures[token]!),
    obey: (by, order) => {
      ordered.push({ by, order });
      if (order.type === 'endInteraction') return Promise.reject(new Error('The disk is full'));
      return Promise.resolve(order.type === 'monitor' ? { code: 'LOGGED_OUT' } : undefined);
    },
    allowedOrigins: [ORIGIN],
    clock: kit.clock,
    journal: { note: () => undefined, problem: (code) => void problems.push(code) },
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
  socket = connect();
  await new Promise((resolve) => socket.once('open', resolve));
});

afterEach(async () => {
  socket.terminate();
  close();
  await app.close();
});

const failures: Record<string, Error> = {
  agents: Object.assign(new Error('Only users with CTI_Supervisor may ask this.'), {
    code: 'PERMISSION_MISSING',
    status: 403,
  }),
  broken: new Error('The disk is full'),
};

function connect(origin = ORIGIN): WebSocket {
  const { port } = app.server.address() as AddressInfo;
  return new WebSocket(`ws://127.0.0.1:${port}/org/board`, { origin });
}

const say = (message: unknown) => socket.send(JSON.stringify(message));
const closed = () => new Promise<number>((resolve) => socket.once('close', resolve));
const nextMessage = () =>
  new Promise<ToBoard>((resolve) => {
    socket.once('message', (text: Buffer) => resolve(JSON.parse(text.toString()) as ToBoard));
  });

/** What was said before has been heard when the echo is back. */
const theConnectorHasHeard = () =>
  new Promise((resolve) => {
    socket.once('pong', resolve);
    socket.ping();
  });

it('a supervisor gets the board, and what changes', async () => {
  say({ type: 'hello', token: 'good' });
  expect(await nextMessage()).toMatchObject({ type: 'snapshot', seq: 0 });

  kit.rests('a1', { name: 'ready' });
  kit.clock.advance(0);

  expect(await nextMessage()).toMatchObject({ type: 'change', seq: 1, agents: [{ id: 'a1' }] });
});

it('who may not look is told why, and hung up on', async () => {
  say({ type: 'hello', token: 'agents' });

  expect(await nextMessage()).toMatchObject({ type: 'goodbye', code: 'PERMISSION_MISSING' });
  expect(await closed()).toBe(1008);
  expect(problems).toEqual([]);
});

it('what cannot be decided is logged, not told', async () => {
  say({ type: 'hello', token: 'broken' });

  expect(await nextMessage()).toMatchObject({
    type: 'goodbye',
    code: 'BOARD_NOT_OPENED',
    message: 'Try again; the log of the connector says why.',
  });
  expect(problems).toEqual(['BOARD_NOT_OPENED']);
});

it('a page of another origin is not let in', async () => {
  const stranger = connect('https://elsewhere.example.com');

  const refused = await new Promise<Error>((resolve) => stranger.once('error', resolve));

  expect(refused.message).toContain('403');
});

it('who says nothing, or something else first, is hung up on', async () => {
  say({ type: 'refresh' });
  expect(await closed()).toBe(1007);

  socket = connect();
  await new Promise((resolve) => socket.once('open', resolve));
  kit.clock.advance(10_000);

  expect(await closed()).toBe(1008);
});

it('a page that does not answer for two heartbeats is hung up on', async () => {
  say({ type: 'hello', token: 'good' });
  await nextMessage();

  kit.clock.advance(15_000);
  expect(await nextMessage()).toEqual({ type: 'ping' });
  kit.clock.advance(15_000);

  expect(await closed()).toBe(1006);
});

it('a board is shown for an hour on one token', async () => {
  say({ type: 'hello', token: 'good' });
  await nextMessage();

  for (let beat = 1; beat < 240; beat += 1) {
    kit.clock.advance(15_000);
    say({ type: 'pong' });
    await theConnectorHasHeard();
  }
  kit.clock.advance(15_000);

  expect(await closed()).toBe(1000);
});

describe('an order of a supervisor', () => {
  const about = { agentId: 'a1', interactionId: 'i1' };

  beforeEach(async () => {
    say({ type: 'hello', token: 'good' });
    await nextMessage();
  });

  it('is carried out in the name of who looks', async () => {
    say({ type: 'order', id: 'o1', order: { type: 'coach', ...about } });

    expect(await nextMessage()).toEqual({ type: 'done', id: 'o1' });
    expect(ordered).toEqual([{ by: 'sofia', order: { type: 'coach', ...about } }]);
  });

  it('that the rules refuse is answered with what to do', async () => {
    say({ type: 'order', id: 'o2', order: { type: 'monitor', ...about } });

    expect(await nextMessage()).toEqual({
      type: 'refused',
      id: 'o2',
      code: 'LOGGED_OUT',
      message: 'Open your softphone and log in: what you hear comes to it.',
    });
  });

  it('that fails is logged, and said to have failed', async () => {
    say({ type: 'order', id: 'o3', order: { type: 'endInteraction', ...about } });

    expect(await nextMessage()).toMatchObject({ type: 'refused', id: 'o3', code: 'COMMAND_FAILED' });
    expect(problems).toEqual(['ORDER_FAILED']);
  });

  it('of another shape ends the link', async () => {
    say({ type: 'order', id: 'o4', order: { type: 'dismiss', ...about } });

    expect(await closed()).toBe(1007);
    expect(ordered).toEqual([]);
  });
});

it('who has not said who it is gives no orders', async () => {
  say({ type: 'order', id: 'o5', order: { type: 'stopMonitoring' } });

  expect(await closed()).toBe(1007);
  expect(ordered).toEqual([]);
});
