import { createHmac } from 'node:crypto';
import { createVirtualClock, type VirtualClock } from '../../../shared/clock.ts';
import { silence } from '../../../shared/media/soundSource.ts';
import type { WebRtcLeg, WebRtcLegEvent } from '../../../shared/media/webRtcLeg.ts';
import { createSwitchboard, type Switchboard } from '../switchboard.ts';

const accountSid = `AC${'1'.repeat(32)}`;
const secret = 'key-secret';

/** A message as it went over the wire. */
export interface WireMessage {
  readonly type: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** A client that says exactly what a test writes. */
export interface ScriptedClient {
  /** Everything the edge said except heartbeats, the oldest first. */
  readonly heard: readonly WireMessage[];
  readonly connection: () => 'open' | 'closed' | 'broken';
  say(type: string, payload?: Readonly<Record<string, unknown>>): Promise<void>;
  /** The socket is gone. */
  vanish(): void;
}

export interface SwitchboardUnderTest {
  readonly clock: VirtualClock;
  readonly switchboard: Switchboard;
  /** Legs in the order they were made. */
  readonly legs: readonly ScriptedLeg[];
  readonly connect: () => ScriptedClient;
  /** A client that has shown a token and, unless told otherwise, registered. */
  signIn(
    identity: string,
    options?: { readonly ttl?: number; readonly registered?: boolean },
  ): Promise<ScriptedClient>;
}

export interface ScriptedLeg extends WebRtcLeg {
  readonly closed: () => boolean;
  /** What happens at the browser's end. */
  happen(event: WebRtcLegEvent): void;
}

export function createSwitchboardUnderTest(): SwitchboardUnderTest {
  const clock = createVirtualClock(1_700_000_000_000);
  const legs: ScriptedLeg[] = [];
  let calls = 0;
  const switchboard = createSwitchboard({
    clock,
    accountSid,
    keySecret: () => secret,
    newCallSid: () => `CA${(calls += 1)}`,
    newReconnectToken: () => 'reconnect-token',
    place: { region: 'us', edge: 'near', home: 'us1' },
    createLeg() {
      const leg = createScriptedLeg();
      legs.push(leg);
      return leg;
    },
  });

  function connect(): ScriptedClient {
    const heard: WireMessage[] = [];
    let connection: 'open' | 'closed' | 'broken' = 'open';
    const session = switchboard.connect({
      send(text) {
        if (text !== '\n') heard.push(JSON.parse(text) as WireMessage);
      },
      close: () => {
        connection = 'closed';
      },
      terminate: () => {
        connection = 'broken';
      },
    });
    return {
      heard,
      connection: () => connection,
      async say(type, payload = {}) {
        session.received(JSON.stringify({ type, version: '1.6', payload }));
        await settled();
      },
      vanish: () => {
        session.lost();
      },
    };
  }

  return {
    clock,
    switchboard,
    legs,
    connect,
    async signIn(identity, { ttl = 3600, registered = true } = {}) {
      const client = connect();
      await client.say('listen', {
        token: signToken(identity, clock.now() / 1000 + ttl),
        reconnectTimeout: 30,
      });
      if (registered) await client.say('register', { media: { audio: true } });
      return client;
    },
  };
}

/** A token that lives until `exp`, in seconds since 1970. */
export function signToken(identity: string, exp: number): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const grants = { identity, voice: { incoming: { allow: true }, outgoing: { application_sid: 'AP1' } } };
  const head = part({ alg: 'HS256', typ: 'JWT', cty: 'twilio-fpa;v=1' });
  const body = part({ iss: 'SK1', sub: accountSid, exp, grants });
  const signature = createHmac('sha256', secret).update(`${head}.${body}`).digest('base64url');
  return `${head}.${body}.${signature}`;
}

/** Lets promises that are due finish. */
export async function settled(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

function createScriptedLeg(): ScriptedLeg {
  const listeners = new Set<(event: WebRtcLegEvent) => void>();
  let closed = false;
  return {
    answer: (offer) =>
      offer === 'bad' ? Promise.reject(new Error('unusable offer')) : Promise.resolve(`answer to ${offer}`),
    offer: () => Promise.resolve('offer'),
    accept: (sdp) => (sdp === 'bad' ? Promise.reject(new Error('unusable answer')) : Promise.resolve()),
    read: silence,
    write: () => undefined,
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    close() {
      closed = true;
    },
    closed: () => closed,
    happen(event) {
      for (const listener of listeners) listener(event);
    },
  };
}
