import { createEndpoint } from '../../../simulators/phoneNetwork/endpoint.ts';
import type {
  EndCause,
  EndpointCall,
  EndpointEvent,
  PhoneNetwork,
} from '../../../simulators/phoneNetwork/endpointCall.ts';
import type { Clock } from '../../../simulators/shared/clock.ts';
import { createTone, silence, type SoundSource } from '../../../simulators/shared/media/soundSource.ts';
import { createToneRecogniser, type Heard } from '../../../simulators/shared/media/toneRecogniser.ts';
import { newSid } from '../../../simulators/twilio/index.ts';
import type { ClientGateway, ClientInvite } from '../../../simulators/twilio/voiceEdge/clientGateway.ts';

/** Somebody's end of a call, with what happened to it. */
export interface Party {
  readonly from: string;
  readonly to: string;
  readonly heard: readonly ('ringing' | 'answered' | EndCause)[];
  /** What arrived in the last 200 ms; only where the stand-in has sound. */
  readonly hears: () => Heard;
  readonly params: Readonly<Record<string, string>>;
  readonly press: (digits: string) => void;
  readonly hangUp: () => void;
  readonly answer: () => void;
}

/** What somebody who is rung does; `wait` leaves it to the test, and a function is asked when the phone rings. */
export type Habit = 'answer' | 'busy' | 'noAnswer' | 'failed' | 'wait' | ((rung: Party) => void);

/** Everybody outside of Twilio: handsets on the telephone network, and browser clients. */
export interface Parties {
  readonly network: PhoneNetwork;
  readonly clients: ClientGateway;
  /** Calls one of the account's numbers. */
  call(from: string, to: string): Party;
  /** A browser client calls through a TwiML application. */
  connect(identity: string, applicationSid: string, params: Readonly<Record<string, string>>): Party;
  /** From now on whoever has this address says a tone, in hertz, or nothing. */
  say(address: string, hertz: number | undefined): void;
  /** From now on a number, or `client:identity`, behaves like this when it is rung. */
  teach(address: string, habit: Habit): void;
  /** The calls that rang an address, oldest first. */
  rung(address: string): readonly Party[];
}

interface Ringing {
  readonly from: string;
  readonly to: string;
  readonly params?: Readonly<Record<string, string>>;
}

export function createParties(clock: Clock): Parties {
  const habits = new Map<string, Habit>();
  const voices = new Map<string, SoundSource>();
  const rung: Party[] = [];
  let carrier: Parameters<PhoneNetwork['serve']>[0] | undefined;
  let inviteHandler: ((invite: ClientInvite) => void) | undefined;

  function party(own: string, parties: Ringing) {
    const recogniser = createToneRecogniser();
    const heard: Party['heard'][number][] = [];
    const endpoint = createEndpoint({
      ...parties,
      line: {
        read: () => (voices.get(own) ?? silence)(),
        write: (frame) => {
          recogniser.listen(frame);
        },
      },
      clock,
      controls: {
        ring: () => heard.push('ringing'),
        answer: () => heard.push('answered'),
        end: (cause) => heard.push(cause),
      },
    });
    const { call } = endpoint;
    const report = (event: EndpointEvent) => {
      endpoint.report(event);
    };
    const person: Party = {
      ...parties,
      heard,
      hears: recogniser.heard,
      params: parties.params ?? {},
      press(digits) {
        for (const digit of digits) report({ type: 'digit', digit });
      },
      hangUp() {
        report({ type: 'ended', cause: 'completed' });
      },
      answer() {
        report({ type: 'answered' });
      },
    };
    return { call, report, person };
  }

  function ring(parties: Ringing): EndpointCall {
    const { call, report, person } = party(parties.to, parties);
    rung.push(person);
    const habit = habits.get(parties.to) ?? 'noAnswer';
    clock.schedule(200, () => {
      if (habit === 'busy' || habit === 'failed') {
        report({ type: 'ended', cause: habit });
        return;
      }
      report({ type: 'ringing' });
      if (typeof habit === 'function') habit(person);
      if (habit === 'answer') clock.schedule(1000, person.answer);
    });
    return call;
  }

  return {
    network: {
      serve(served) {
        carrier = served;
      },
      dial: ring,
    },
    clients: {
      dialClient: ({ from, to, params }) => ring({ from, to, params }),
      onInvite(handler) {
        inviteHandler = handler;
      },
    },
    call(from, to) {
      const { call, person } = party(from, { from, to });
      carrier?.incoming(call);
      return person;
    },
    connect(identity, applicationSid, params) {
      const from = `client:${identity}`;
      const { call, person } = party(from, { from, to: '' });
      inviteHandler?.({ call, callSid: newSid('CA'), identity, applicationSid, params });
      return person;
    },
    say(address, hertz) {
      voices.set(address, hertz === undefined ? silence : createTone(hertz));
    },
    teach(address, habit) {
      habits.set(address, habit);
    },
    rung: (address) => rung.filter(({ to }) => to === address),
  };
}
