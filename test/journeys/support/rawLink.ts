import { WebSocket } from 'ws';
import type { LocalSystem } from '../../../scripts/local/startLocal.ts';
import { askForSession, orgToken } from './orgToken.ts';
import { eventually } from './eventually.ts';

type Message = Readonly<Record<string, unknown>>;

/** An agent link without a softphone: says what it is told to, keeps what it hears, and answers a ping. */
export interface RawLink {
  say(message: Message | string | Buffer): void;
  /** The first message of a type, once it is there. */
  hears(type: string): Promise<Message>;
  /** Resolves with the code that the connector closes the socket with. */
  closed(): Promise<number>;
  close(): Promise<void>;
}

/** Opens a socket and says nothing. Rejects with the status when it is refused. */
export async function openRawLink(
  system: LocalSystem,
  headers: Record<string, string> = {},
): Promise<RawLink> {
  const socket = new WebSocket(`${system.connector.url.replace('http', 'ws')}/link`, { headers });
  const heard: Message[] = [];
  socket.on('message', (data: Buffer) => {
    const message = JSON.parse(data.toString()) as Message;
    heard.push(message);
    if (message['type'] === 'ping') socket.send(JSON.stringify({ type: 'pong' }));
  });
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('unexpected-response', (_request, { statusCode }) => {
      socket.terminate();
      reject(new Error(`Refused with ${statusCode ?? 0}`));
    });
    socket.once('error', reject);
  });
  return {
    say(message) {
      const raw = typeof message === 'string' || Buffer.isBuffer(message);
      socket.send(raw ? message : JSON.stringify(message));
    },
    async hears(type) {
      await eventually(`the connector says ${type}`, () =>
        Promise.resolve(heard.some((each) => each['type'] === type)),
      );
      return heard.find((each) => each['type'] === type) ?? {};
    },
    closed: () => closed,
    async close() {
      socket.close();
      await closed;
    },
  };
}

/** A session as the first agent has one. */
export async function openSession(system: LocalSystem): Promise<string> {
  const answer = await askForSession(system, await orgToken(system));
  return ((await answer.json()) as { session: string }).session;
}

/** Opens a link, says hello with a session and waits for the welcome. */
export async function openWelcomedLink(system: LocalSystem, session: string): Promise<RawLink> {
  const link = await openRawLink(system);
  link.say({ type: 'hello', session, tabId: 'raw' });
  await link.hears('welcome');
  return link;
}
