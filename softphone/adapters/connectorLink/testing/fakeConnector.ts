import { newDesk, newSoftphone, type AgentId, type Instant } from '../../../core/index.ts';
import type { ConnectorLinkEvent } from '../../../ports/connectorLink.ts';
import type { ToConnector, ToSoftphone } from '../../../protocol/messages.ts';
import { createVirtualClock, settled } from '../../../testing/virtualClock.ts';
import type { Socket } from '../agentSocket.ts';
import { createConnectorLink } from '../connectorLink.ts';

type Listener = (message: { data: unknown }) => void;

/** One socket as the connector sees it. */
export interface Line {
  readonly url: string;
  readonly heard: ToConnector[];
  closed: boolean;
  say(message: ToSoftphone): void;
  sayText(text: string): void;
  hangUp(): void;
}

/** A link with a connector that a test plays: its doors answer what the test sets, its sockets say what the test says. */
export function createFakeConnector() {
  const clock = createVirtualClock();
  const events: ConnectorLinkEvent[] = [];
  const lines: Line[] = [];
  const requests: string[] = [];
  const vouched: { nonce: string; audience: string }[] = [];
  let ids = 0;
  let nonces = 0;
  const doors = {
    connectorUrl: () => Promise.resolve('https://connector.example/base/'),
    vouch: (request: { nonce: string; audience: string }) => {
      vouched.push(request);
      return Promise.resolve(`token for ${request.nonce}`);
    },
    nonce: (): Promise<Response> => {
      nonces += 1;
      return Promise.resolve(Response.json({ nonce: `nonce-${nonces}`, audience: 'connector' }));
    },
    session: (body: unknown): Promise<Response> =>
      Promise.resolve(
        Response.json({ session: `session of ${JSON.stringify(body)}`, expiresAt: clock.now() + 3_600_000 }),
      ),
  };

  const link = createConnectorLink({
    clock,
    connectorUrl: () => doors.connectorUrl(),
    vouch: (request) => doors.vouch(request),
    fetch: (url, request) => {
      requests.push(`${request.method} ${url}`);
      const answer =
        request.method === 'GET' ? doors.nonce() : doors.session(JSON.parse(request.body as string));
      return Promise.race([answer, aborted(request.signal)]);
    },
    openSocket: (url) => {
      const { socket, line } = createLine(url);
      lines.push(line);
      return socket;
    },
    random: () => 1,
    newId: () => {
      ids += 1;
      return `id-${ids}`;
    },
  });
  link.subscribe((event) => events.push(event));

  const line = (): Line => {
    const open = lines.at(-1);
    if (!open) throw new Error('no socket was opened');
    return open;
  };

  return {
    link,
    clock,
    events,
    lines,
    requests,
    vouched,
    doors,
    /** The socket that is open now. */
    line,
    types: () => events.map(({ type }) => type),
    /** Signs in and is welcomed with the desk as of `seq`. */
    welcome: async (seq = 7) => {
      link.open();
      await settled();
      line().say({ ...welcome, seq });
      events.length = 0;
    },
  };
}

function createLine(url: string): { socket: Socket; line: Line } {
  const listeners: Record<string, Listener[]> = { open: [], close: [], error: [], message: [] };
  const emit = (type: string, data?: unknown) => {
    for (const listener of listeners[type] ?? []) listener({ data });
  };
  const line: Line = {
    url,
    heard: [],
    closed: false,
    say: (message) => {
      emit('message', JSON.stringify(message));
    },
    sayText: (text) => {
      emit('message', text);
    },
    hangUp: () => {
      line.closed = true;
      emit('close');
    },
  };
  const socket: Socket = {
    send: (text) => line.heard.push(JSON.parse(text) as ToConnector),
    close: () => {
      line.closed = true;
    },
    addEventListener: (type: string, listener: Listener) => listeners[type]?.push(listener),
  };
  queueMicrotask(() => {
    if (!line.closed) emit('open');
  });
  return { socket, line };
}

function aborted(signal: AbortSignal | null | undefined): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal?.addEventListener('abort', () => {
      reject(new Error('aborted'));
    });
  });
}

export const welcome = {
  type: 'welcome',
  seq: 7,
  desk: newDesk({ id: '005000000000001' as AgentId, name: 'Grace' }, 1_767_603_600_000 as Instant),
  settings: newSoftphone.settings,
  history: [],
  parkedCalls: [],
} as const satisfies ToSoftphone;

/** A desk event with its number. */
export function numbered(seq: number): ToSoftphone {
  const at = (1_767_603_600_000 + seq) as Instant;
  return { type: 'deskEvent', seq, event: { type: 'agentStateSet', state: { name: 'ready' }, at } };
}
