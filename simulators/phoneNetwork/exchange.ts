import { randomUUID } from 'node:crypto';
import type { Clock } from '../shared/clock.ts';
import type { EndpointCall, PhoneNetwork } from './endpointCall.ts';
import { defaultBehaviour, type PartyBehaviour } from './partyBehaviour.ts';
import { createCallee, createCaller, type CallRequest, type ScriptedCall } from './scriptedCall.ts';

/** A telephone that a person holds; it has one number at a time and takes one call at a time. */
export interface Station {
  /** Rings the station; `undefined` when it is in a call. */
  call(from: string): EndpointCall | undefined;
}

/** Connects numbers: carriers' numbers, stations, and scripted parties everywhere else. */
export interface Exchange extends PhoneNetwork {
  /** Whether a carrier serves the number. */
  serves(number: string): boolean;
  /** Hands a call to the carrier of the dialled number; `false` when no carrier has it. */
  connect(call: EndpointCall): boolean;
  /** Gives a number to a station, ahead of any other with that number; the returned function takes it back. */
  assign(number: string, station: Station): () => void;
  /** Decides what a number does when it is called. */
  script(number: string, behaviour: PartyBehaviour): void;
  /** A scripted party calls. */
  call(request: CallRequest): ScriptedCall;
  /** Scripted parties' calls, the newest first. */
  calls(): readonly ScriptedCall[];
}

type Carrier = Parameters<PhoneNetwork['serve']>[0];

const mostCallsKept = 200;

export function createExchange(clock: Clock): Exchange {
  const carriers: Carrier[] = [];
  const behaviours = new Map<string, PartyBehaviour>();
  const stations: { readonly number: string; readonly station: Station }[] = [];
  const calls: ScriptedCall[] = [];

  const carrierOf = (number: string) => carriers.find((carrier) => carrier.owns(number));
  const stationOf = (number: string) => stations.find((each) => each.number === number)?.station;

  function keep(call: ScriptedCall) {
    calls.unshift(call);
    calls.splice(mostCallsKept);
  }

  function connect(call: EndpointCall) {
    const carrier = carrierOf(call.to);
    carrier?.incoming(call);
    return carrier !== undefined;
  }

  function dialScripted(from: string, to: string, behaviour: PartyBehaviour) {
    const party = createCallee({ from, to, behaviour }, { id: randomUUID(), clock });
    keep(party.call);
    return party.endpoint;
  }

  return {
    serve(carrier) {
      carriers.push(carrier);
    },
    serves: (number) => carrierOf(number) !== undefined,
    connect,
    dial({ from, to }) {
      const station = stationOf(to);
      if (!station) return dialScripted(from, to, behaviours.get(to) ?? defaultBehaviour(to));
      return station.call(from) ?? dialScripted(from, to, { outcome: 'busy' });
    },
    assign(number, station) {
      const entry = { number, station };
      stations.unshift(entry);
      return () => {
        const index = stations.indexOf(entry);
        if (index >= 0) stations.splice(index, 1);
      };
    },
    script(number, behaviour) {
      behaviours.set(number, behaviour);
    },
    call(request) {
      const party = createCaller(request, { id: randomUUID(), clock });
      keep(party.call);
      if (!connect(party.endpoint)) party.endpoint.hangUp('failed');
      return party.call;
    },
    calls: () => calls,
  };
}
