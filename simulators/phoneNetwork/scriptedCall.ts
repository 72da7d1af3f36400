import type { Clock } from '../shared/clock.ts';
import { createTone, silence } from '../shared/media/soundSource.ts';
import { createToneRecogniser, type Heard } from '../shared/media/toneRecogniser.ts';
import { createEndpoint, type Endpoint } from './endpoint.ts';
import type { EndCause, EndpointCall } from './endpointCall.ts';
import type { PartyBehaviour, Say } from './partyBehaviour.ts';

export type ScriptedCallPhase =
  | { readonly state: 'dialing' | 'ringing' | 'answered' }
  | { readonly state: 'ended'; readonly cause: EndCause };

/** One call of a scripted party, as a test or a person at the command line follows it. */
export interface ScriptedCall {
  readonly id: string;
  /** Whether the party made the call or was called. */
  readonly direction: 'caller' | 'callee';
  readonly from: string;
  readonly to: string;
  phase(): ScriptedCallPhase;
  /** What the party has heard in the last 200 ms; nothing after the end. */
  heard(): Heard;
  /** Presses keys one after the other, 0.3 s each; `w` waits half a second. */
  press(digits: string): void;
  hangUp(): void;
  subscribe(listener: (phase: ScriptedCallPhase) => void): () => void;
}

export interface CallRequest {
  readonly from: string;
  readonly to: string;
  readonly say: Say;
  /** Pressed once the call is answered. */
  readonly digits?: string;
  /** Counted from the answer. */
  readonly hangUpAfterSeconds?: number;
}

/** A scripted party's call, seen from both of its ends. */
export interface ScriptedParty {
  readonly call: ScriptedCall;
  /** For the carrier. */
  readonly endpoint: EndpointCall;
}

interface PartyOptions {
  readonly id: string;
  readonly clock: Clock;
}

const keySeconds = 0.3;
const waitSeconds = 0.5;

/** A party that calls. */
export function createCaller(request: CallRequest, options: PartyOptions): ScriptedParty {
  return createParty({ ...request, direction: 'caller' }, options);
}

/** A party that is called, and does what its behaviour says. */
export function createCallee(
  { from, to, behaviour }: { readonly from: string; readonly to: string; readonly behaviour: PartyBehaviour },
  options: PartyOptions,
): ScriptedParty {
  const wishes = behaviour.outcome === 'answers' ? behaviour : { say: 'silence' as const };
  const party = createParty({ ...wishes, from, to, direction: 'callee' }, options);
  if (behaviour.outcome === 'busy') party.end('busy');
  if (behaviour.outcome === 'fails') party.end('failed');
  if (behaviour.outcome === 'noAnswer' || behaviour.outcome === 'answers') party.ring();
  if (behaviour.outcome === 'answers') options.clock.schedule(behaviour.afterSeconds * 1000, party.answer);
  return party;
}

interface Party extends ScriptedParty {
  readonly ring: () => void;
  readonly answer: () => void;
  readonly end: (cause: EndCause) => void;
}

function createParty(
  wishes: CallRequest & { readonly direction: ScriptedCall['direction'] },
  { id, clock }: PartyOptions,
): Party {
  const { from, to, direction } = wishes;
  const say = wishes.say === 'silence' ? silence : createTone(wishes.say.tone);
  const recogniser = createToneRecogniser();
  const listeners = new Set<(phase: ScriptedCallPhase) => void>();
  let phase: ScriptedCallPhase = { state: 'dialing' };
  let keysFreeAt = 0;

  const ring = () => {
    if (phase.state === 'dialing') enter({ state: 'ringing' });
  };
  const answer = () => {
    if (phase.state === 'ended' || phase.state === 'answered') return;
    enter({ state: 'answered' });
    press(wishes.digits ?? '');
    if (wishes.hangUpAfterSeconds !== undefined) {
      clock.schedule(wishes.hangUpAfterSeconds * 1000, () => {
        end('completed');
      });
    }
  };
  const endpoint: Endpoint = createEndpoint({
    from,
    to,
    clock,
    line: {
      read: () => (phase.state === 'answered' ? say() : silence()),
      write: (frame) => {
        recogniser.listen(frame);
      },
    },
    controls: {
      ring,
      answer,
      end: (cause) => {
        enter({ state: 'ended', cause });
      },
    },
  });

  return {
    ring,
    answer,
    end,
    endpoint: endpoint.call,
    call: {
      id,
      direction,
      from,
      to,
      phase: () => phase,
      heard: () => (phase.state === 'ended' ? { loudness: 0, tones: [] } : recogniser.heard()),
      press,
      hangUp: () => {
        end(phase.state === 'answered' ? 'completed' : 'canceled');
      },
      subscribe(listener) {
        listeners.add(listener);
        return () => {
          listeners.delete(listener);
        };
      },
    },
  };

  function end(cause: EndCause) {
    if (phase.state === 'ended') return;
    enter({ state: 'ended', cause });
    endpoint.report({ type: 'ended', cause });
  }

  /** The carrier hears of what a called party does; a calling party only learns what the carrier did. */
  function enter(next: ScriptedCallPhase) {
    phase = next;
    if (direction === 'callee' && (next.state === 'ringing' || next.state === 'answered')) {
      endpoint.report({ type: next.state });
    }
    for (const listener of [...listeners]) listener(next);
  }

  function press(digits: string) {
    keysFreeAt = Math.max(keysFreeAt, clock.now());
    for (const digit of digits) {
      keysFreeAt += 1000 * (digit === 'w' ? waitSeconds : keySeconds);
      if (digit === 'w') continue;
      clock.schedule(keysFreeAt - clock.now(), () => {
        if (phase.state === 'answered') endpoint.report({ type: 'digit', digit });
      });
    }
  }
}
