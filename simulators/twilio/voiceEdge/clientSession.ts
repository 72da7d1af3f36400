import type { Clock } from '../../shared/clock.ts';
import { isRefusal, verifyAccessToken, type AccessClaims, type TokenCheck } from './accessToken.ts';
import {
  formatEdgeMessage,
  HEARTBEAT,
  parseClientMessage,
  type ClientMessage,
  type EdgeMessage,
} from './signalling.ts';

/** The socket below a session. */
export interface ClientSocket {
  send(text: string): void;
  /** Closes in good order. */
  close(): void;
  /** Breaks the connection without a word. */
  terminate(): void;
}

/** One browser client's signalling connection. */
export interface ClientSession {
  /** Set once the client has shown a valid token. */
  claims(): AccessClaims | undefined;
  /** Whether incoming calls may be given to this client. */
  registered(): boolean;
  /** For how long the client's calls outlive a lost connection. */
  reconnectTimeoutMs(): number;
  send(message: EdgeMessage): void;
  /** Ends the token's life now. */
  expire(): void;
  /** Breaks the connection. */
  drop(): void;
  received(line: string): void;
  lost(): void;
}

export interface ClientSessionOptions {
  readonly socket: ClientSocket;
  readonly clock: Clock;
  readonly check: Omit<TokenCheck, 'now'>;
  readonly place: { readonly region: string; readonly edge: string; readonly home: string };
  /** Called for everything that concerns calls. */
  onCallMessage(session: ClientSession, message: CallMessage): void;
  onRegistered(session: ClientSession): void;
  onLost(session: ClientSession): void;
}

export type CallMessage = Exclude<ClientMessage, { readonly type: 'listen' | 'register' }>;

const heartbeatMs = 5000;
const silenceLimitMs = 15_000;

type Phase =
  | { readonly state: 'unknown' }
  | { readonly state: 'known'; readonly claims: AccessClaims; readonly token: string; expired: boolean }
  | { readonly state: 'lost' };

/**
 * A connection from its first word to its loss.
 *
 *     unknown --listen--> known (registered or not, token expired or not) --> lost
 */
export function createClientSession(options: ClientSessionOptions): ClientSession {
  const { socket, clock } = options;
  let phase: Phase = { state: 'unknown' };
  let registered = false;
  let reconnectTimeoutMs = 0;
  let lastReceivedAt = clock.now();
  let forgetExpiry: () => void = () => undefined;
  let forgetHeartbeat = clock.schedule(heartbeatMs, beat);

  const session: ClientSession = {
    claims: () => (phase.state === 'known' ? phase.claims : undefined),
    registered: () => registered,
    reconnectTimeoutMs: () => reconnectTimeoutMs,
    send,
    expire,
    drop() {
      socket.terminate();
      session.lost();
    },
    received(line) {
      lastReceivedAt = clock.now();
      const message = parseClientMessage(line);
      if (message) handle(message);
    },
    lost() {
      if (phase.state === 'lost') return;
      forgetExpiry();
      forgetHeartbeat();
      registered = false;
      options.onLost(session);
      phase = { state: 'lost' };
    },
  };
  return session;

  function send(message: EdgeMessage) {
    if (phase.state !== 'lost') socket.send(formatEdgeMessage(message));
  }

  function handle(message: ClientMessage) {
    if (message.type === 'listen') {
      listen(message);
      return;
    }
    if (phase.state !== 'known') {
      fail(31_204, 'JWT is invalid');
      return;
    }
    if (message.type !== 'register') {
      options.onCallMessage(session, message);
      return;
    }
    if (phase.expired) {
      fail(31_205, 'JWT token expired');
      return;
    }
    registered = message.audio && phase.claims.incomingAllowed;
    send({ type: message.audio ? 'ready' : 'offline', payload: {} });
    if (registered) options.onRegistered(session);
  }

  function listen({ token, reconnectTimeoutMs: timeoutMs }: ClientMessage & { type: 'listen' }) {
    reconnectTimeoutMs = timeoutMs;
    const revoked = phase.state === 'known' && phase.expired && phase.token === token;
    const claims = verifyAccessToken(token, { ...options.check, now: clock.now() });
    if (isRefusal(claims) || revoked) {
      refuse(isRefusal(claims) ? claims : { code: 31_205, message: 'JWT token expired' });
      return;
    }
    if (phase.state === 'known' && phase.claims.identity !== claims.identity) {
      fail(31_204, 'JWT is invalid: a connection keeps its identity');
      return;
    }
    phase = { state: 'known', claims, token, expired: false };
    forgetExpiry();
    forgetExpiry = clock.schedule(claims.expiresAt - clock.now(), expire);
    send({
      type: 'connected',
      payload: {
        ...options.place,
        gateway: 'local',
        token: { identity: claims.identity, ttl: claims.ttlSeconds },
      },
    });
  }

  /** An unknown client is sent away: `close` is what makes the SDK's pending `register()` fail. */
  function refuse({ code, message }: { code: number; message: string }) {
    fail(code, message);
    if (phase.state !== 'unknown') return;
    send({ type: 'close', payload: {} });
    socket.close();
  }

  /** The connection and its calls stay; a new token by `listen` makes the client register again. */
  function expire() {
    if (phase.state !== 'known' || phase.expired) return;
    forgetExpiry();
    phase.expired = true;
    fail(31_205, 'JWT token expired');
    if (registered) send({ type: 'offline', payload: {} });
    registered = false;
  }

  function fail(code: number, message: string) {
    send({ type: 'error', payload: { error: { code, message } } });
  }

  function beat() {
    if (clock.now() - lastReceivedAt >= silenceLimitMs) {
      session.drop();
      return;
    }
    socket.send(HEARTBEAT);
    forgetHeartbeat = clock.schedule(heartbeatMs, beat);
  }
}
