import { WebSocket } from 'ws';
import { AGENT_PAGE, type ComposedApp } from './composedApp.ts';

type Message = Readonly<Record<string, unknown>>;

/** A WebSocket of a page: says what it is told to and keeps what it hears. */
export interface PageSocket {
  say(message: Message | string): void;
  /** The next message of one of these types, heard already or to come. */
  hears(...types: readonly string[]): Promise<Message>;
  readonly heard: readonly Message[];
  /** Resolves with the code and the reason that the connector closes the socket with. */
  readonly closed: Promise<readonly [number, string]>;
  close(): void;
}

export interface SocketOptions {
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Opens a socket as a page of the agents does. Rejects with the status when it is refused. */
export async function openPageSocket(
  { port }: Pick<ComposedApp, 'port'>,
  { path = '/link', headers = { origin: AGENT_PAGE } }: SocketOptions = {},
): Promise<PageSocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers });
  const heard: Message[] = [];
  const waiting = new Set<() => void>();
  socket.on('message', (text: Buffer) => {
    heard.push(JSON.parse(text.toString()) as Message);
    for (const look of waiting) look();
  });
  const closed = new Promise<readonly [number, string]>((resolve) => {
    socket.once('close', (code, reason) => resolve([code, reason.toString()]));
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('unexpected-response', (_request, { statusCode }) => {
      socket.terminate();
      reject(new Error(`Refused with ${statusCode ?? 0}`));
    });
    socket.once('error', reject);
  });
  let read = 0;
  return {
    heard,
    closed,
    say: (message) => socket.send(typeof message === 'string' ? message : JSON.stringify(message)),
    hears: (...types) =>
      new Promise((resolve) => {
        const look = () => {
          const at = heard.findIndex(
            (message, place) => place >= read && types.includes(String(message['type'])),
          );
          if (at < 0) return;
          read = at + 1;
          waiting.delete(look);
          resolve(heard[at] ?? {});
        };
        waiting.add(look);
        look();
      }),
    close: () => socket.terminate(),
  };
}

/** Opens the link of an agent's page and is welcome. */
export async function openLink(app: ComposedApp, session: string, tabId = 'tab'): Promise<PageSocket> {
  const page = await openPageSocket(app);
  page.say({ type: 'hello', session, tabId });
  await page.hears('phoneOwner');
  return page;
}

/** Gives a command; resolves with what the connector answers. */
export async function orders(page: PageSocket, command: Message, commandId = 'c'): Promise<Message> {
  page.say({ type: 'command', commandId, command });
  return page.hears('commandRefused', 'commandDone');
}
