import type { Instant } from '../../core/index.ts';
import type { Clock } from '../../ports/clock.ts';
import { HEARTBEAT_MS, SILENCE_MS, type ToConnector, type ToSoftphone } from '../../protocol/messages.ts';
import { parseToSoftphone } from '../../protocol/parseToSoftphone.ts';

/** The part of a browser's WebSocket that the link uses. */
export interface Socket {
  send(text: string): void;
  close(): void;
  addEventListener(type: 'open' | 'close' | 'error', listener: () => void): void;
  addEventListener(type: 'message', listener: (message: { readonly data: unknown }) => void): void;
}

/** How long a socket may take from its opening to the first message. */
const WELCOME_MS = 10_000;

export interface AgentSocketParts {
  readonly socket: Socket;
  readonly clock: Clock;
  /** The first message, sent when the socket is open. */
  readonly hello: ToConnector;
  /** Messages other than the heartbeat. */
  readonly hear: (message: ToSoftphone) => void;
  /** Is called once: the socket closed, or stayed silent too long. Not called after `end`. */
  readonly lose: () => void;
}

/** One socket to the connector with its heartbeat. */
export interface AgentSocket {
  send(message: ToConnector): void;
  end(): void;
}

export function openAgentSocket({ socket, clock, hello, hear, lose }: AgentSocketParts): AgentSocket {
  let over = false;
  let heard = false;
  let heardAt = clock.now();
  let forget = clock.schedule(WELCOME_MS, beat);

  function send(message: ToConnector): void {
    if (!over) socket.send(JSON.stringify(message));
  }

  function end(): void {
    over = true;
    forget();
    socket.close();
  }

  function loseOnce(): void {
    if (over) return;
    end();
    lose();
  }

  function beat(): void {
    // A clock that was set back says nothing of the silence before.
    heardAt = Math.min(heardAt, clock.now()) as Instant;
    const silentMs = clock.now() - heardAt;
    if (!heard || silentMs >= SILENCE_MS) {
      loseOnce();
      return;
    }
    const due = silentMs >= HEARTBEAT_MS;
    if (due) send({ type: 'ping' });
    const nextMs = due ? Math.min(HEARTBEAT_MS, SILENCE_MS - silentMs) : HEARTBEAT_MS - silentMs;
    forget = clock.schedule(nextMs, beat);
  }

  socket.addEventListener('open', () => {
    send(hello);
  });
  socket.addEventListener('close', loseOnce);
  socket.addEventListener('error', loseOnce);
  socket.addEventListener('message', ({ data }) => {
    if (over) return;
    heard = true;
    heardAt = clock.now();
    const message = typeof data === 'string' ? parseToSoftphone(data) : undefined;
    if (message?.type === 'ping') send({ type: 'pong' });
    else if (message && message.type !== 'pong') hear(message);
  });

  return { send, end };
}
