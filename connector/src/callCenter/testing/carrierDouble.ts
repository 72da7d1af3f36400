import { CUSTOMER_PARTY, type AgentId, type PartyId } from '../../../../softphone/core/index.ts';
import type { LegEnd, LegId, RungParty, Sound, Telephony } from '../ports/telephony.ts';
import type { Recording, RecordingId } from '../recording/recording.ts';
import { createRouterDouble, type RouterDouble } from './routerDouble.ts';

export const AGENT = '005000000000001AAA' as AgentId;
export const CUSTOMER_LEG = 'CA-customer' as LegId;
export const AGENT_LEG = 'CA-agent' as LegId;

/** What was asked of the carrier, in order, as `method` and the arguments that matter. */
export interface Asked {
  readonly method: keyof Telephony;
  readonly with: unknown;
}

/** The carrier, as far as the call centre sees it: does what it is told, and says nothing by itself. */
export interface CarrierDouble {
  readonly telephony: Telephony;
  readonly router: RouterDouble;
  /** What the carrier says about who is where. */
  sight: Pick<Telephony, 'attendees' | 'waitingLegs'>;
  readonly asked: Asked[];
  /** The legs that are over at the carrier; the others last. */
  readonly over: Map<LegId, LegEnd>;
  /** Whom the carrier was asked to ring, first to last. */
  readonly rung: (RungParty & { readonly legId: LegId })[];
  /** The messages that legs have left. */
  readonly messages: Map<LegId, Recording>;
  /** What each leg in a conference hears. */
  readonly heard: Map<LegId, Sound>;
  /** The next answers of a method wait until the returned function is called. */
  delays(method: keyof Telephony): () => void;
  /** The carrier fails what is asked about what a leg hears. */
  failsFor(legId: LegId, failure: Error): void;
  /** How many questions are being answered late. */
  unanswered(): number;
  /** A leg that no party had before. */
  newLegOf(partyId: PartyId): LegId;
}

/** The first leg that the carrier gives a party: the customer and the kit's agent have their own. */
export function legOf(partyId: PartyId): LegId {
  if (partyId === CUSTOMER_PARTY) return CUSTOMER_LEG;
  return partyId === `agent-${AGENT}` ? AGENT_LEG : (`CA-${partyId}` as LegId);
}

/** A carrier for tests. `failIfTold` may throw in place of any method. */
export function createCarrierDouble(failIfTold: (method: string) => void): CarrierDouble {
  const asked: Asked[] = [];
  const over = new Map<LegId, LegEnd>();
  const rung: (RungParty & { legId: LegId })[] = [];
  const heard = new Map<LegId, Sound>();
  const messages = new Map<LegId, Recording>();
  const used = new Set<LegId>();
  const gates = new Map<string, Promise<void>>();
  const failures = new Map<LegId, Error>();
  const router = createRouterDouble();
  let unanswered = 0;
  let recordings = 0;

  const answerIn = async (method: keyof Telephony) => {
    const gate = gates.get(method);
    if (gate) {
      unanswered += 1;
      await gate;
      unanswered -= 1;
    }
    failIfTold(method);
  };
  const ask = (method: keyof Telephony) => async (request: unknown, second?: unknown) => {
    asked.push({ method, with: second ?? request });
    await answerIn(method);
  };

  function newLegOf(partyId: PartyId): LegId {
    const first = legOf(partyId);
    let leg = first;
    for (let count = 2; used.has(leg); count += 1) leg = `${first}-${count}` as LegId;
    used.add(leg);
    return leg;
  }

  const telephony: Telephony = {
    async routerState(agentId) {
      await answerIn('routerState');
      return router.telephony.routerState(agentId);
    },
    async routerStates() {
      await answerIn('routerStates');
      return router.telephony.routerStates();
    },
    async setAvailability(agentId, availability, version) {
      await ask('setAvailability')(agentId, availability);
      await router.telephony.setAvailability(agentId, availability, version);
    },
    connectReservation: ask('connectReservation'),
    rejectReservation: ask('rejectReservation'),
    occupyAgent: ask('occupyAgent'),
    confirmReservation: ask('confirmReservation'),
    releaseAgent: ask('releaseAgent'),
    setListening: ask('setListening'),
    sendToQueue: ask('sendToQueue'),
    sendToVoicemail: ask('sendToVoicemail'),
    sendToRoom: ask('sendToRoom'),
    setRecording: ask('setRecording'),
    endRecording: ask('endRecording'),
    async startRecording(request) {
      await ask('startRecording')(request);
      recordings += 1;
      return `RE${recordings}` as RecordingId;
    },
    async endLeg(legId) {
      await ask('endLeg')(legId);
      heard.delete(legId);
    },
    async setSound(request) {
      await ask('setSound')(request);
      const failure = failures.get(request.legId);
      if (failure) throw failure;
      if (heard.has(request.legId)) heard.set(request.legId, request.sound);
    },
    async ringParty(request) {
      asked.push({ method: 'ringParty', with: request });
      const legId = newLegOf(request.partyId);
      rung.push({ ...request, legId });
      await answerIn('ringParty');
      return legId;
    },
    async findMessage(legId) {
      await answerIn('findMessage');
      return messages.get(legId) ?? { state: 'absent' };
    },
    async attendees(room) {
      await answerIn('attendees');
      return double.sight.attendees(room);
    },
    async waitingLegs() {
      await answerIn('waitingLegs');
      return double.sight.waitingLegs();
    },
    async legEnd(legId) {
      await answerIn('legEnd');
      return over.get(legId);
    },
  };
  const double: CarrierDouble = {
    telephony,
    router,
    sight: { attendees: () => Promise.resolve([]), waitingLegs: () => Promise.resolve(undefined) },
    asked,
    over,
    rung,
    heard,
    messages,
    newLegOf,
    delays(method) {
      let open: () => void = () => undefined;
      gates.set(method, new Promise((resolve) => (open = resolve)));
      return () => {
        gates.delete(method);
        open();
      };
    },
    failsFor: (legId, failure) => void failures.set(legId, failure),
    unanswered: () => unanswered,
  };
  return double;
}
