import {
  agentStateOf,
  CUSTOMER_PARTY,
  type AgentId,
  type AgentState,
  type Ani,
  type Desk,
  type DeskCommand,
  type Dnis,
  type Interaction,
  type InteractionId,
  type PartyId,
  type Refusal,
  type Target,
} from '../../../../softphone/core/index.ts';
import { agentPartyId, type PartyRecord } from '../interactions/partyRecord.ts';
import { partyAt } from '../interactions/parties.ts';
import type {
  LegEnd,
  LegId,
  ReservationId,
  ReservationRef,
  Room,
  Sound,
  TaskId,
} from '../ports/telephony.ts';
import { AGENT, type CarrierDouble } from './carrierDouble.ts';
import type { CallCenterKit } from './callCenterKit.ts';

/** Somebody in a call, by party or, for an agent, by the agent's id. */
export type Who = PartyId | AgentId;

/** What people and the carrier do, in sentences. Each settles what follows at once. */
export interface Scenes {
  /** What an agent has at hand now. */
  deskOf(agentId: AgentId): Promise<Desk>;
  stateOf(agentId: AgentId): Promise<AgentState['name']>;
  /** A call as it is at an agent's desk; `undefined` when it is not there. */
  callAt(agentId: AgentId, interactionId: InteractionId): Promise<Interaction | undefined>;
  /** An agent signs in and is ready. */
  signsIn(agentId: AgentId, name: string): Promise<void>;
  orders(agentId: AgentId, command: DeskCommand): Promise<Refusal | undefined>;
  /** Another caller than the one of `arrive`; waits in the queue. */
  anotherCalls(dnis?: Dnis): Promise<InteractionId>;
  /** The router holds an agent for a caller. */
  reserves(interactionId: InteractionId, agentId: AgentId): Promise<ReservationRef>;
  /** The router holds an agent for a call that it did not bring. */
  holds(interactionId: InteractionId, agentId: AgentId): Promise<ReservationRef>;
  /** A call of the queue rings at an agent and is answered. */
  queueCall(agentId: AgentId): Promise<InteractionId>;
  /** A caller keys in an extension and waits in the conference. */
  directCall(extension: string): Promise<InteractionId>;
  /** An agent takes a call that rings; the legs come. */
  answers(interactionId: InteractionId, agentId?: AgentId): Promise<void>;
  /** An agent calls somebody; the agent's leg comes, and the other party is rung. */
  dials(target: Target, agentId?: AgentId): Promise<InteractionId>;
  /** A party's leg is in the conference. */
  joins(interactionId: InteractionId, who: Who): Promise<void>;
  /** A party's leg ends by itself. */
  drops(interactionId: InteractionId, who: Who): Promise<void>;
  /** A party that is rung does not come. */
  doesNotCome(interactionId: InteractionId, who: Who, cause?: LegEnd['cause']): Promise<void>;
  partyOf(interactionId: InteractionId, who: Who): Promise<PartyRecord | undefined>;
  /** What each party in the conference hears at the carrier. */
  appliedSounds(interactionId: InteractionId): Promise<Readonly<Record<string, Sound>>>;
  /** The legs that the carrier was asked to end. */
  endedLegs(): readonly LegId[];
  /** Time passes; what falls due happens. */
  passes(seconds: number): Promise<void>;
}

type Stage = Pick<
  CallCenterKit,
  'callCenter' | 'clock' | 'asked' | 'command' | 'tell' | 'settle' | 'recordOf'
> & {
  readonly carrier: CarrierDouble;
  readonly centre: Dnis;
  readonly extensionLine: Dnis;
  readonly readDesk: (agentId: AgentId) => Promise<Desk>;
};

/** The conference of that name, once the carrier has told of it. */
export function roomNamed(name: string): Required<Room> {
  return { name, conferenceId: name === 'WT1' ? 'CF1' : `CF-${name}` };
}

/** Sentences on top of a kit. */
export function createScenes(stage: Stage): Scenes {
  const { carrier, tell, settle, recordOf } = stage;
  let callers = 1;
  let reservations = 100;

  async function partyOf(id: InteractionId, who: Who): Promise<PartyRecord | undefined> {
    return partyAt(await recordOf(id), partyIdOf(who));
  }

  async function legOfParty(id: InteractionId, partyId: PartyId): Promise<LegId> {
    const known = (await partyOf(id, partyId))?.legId;
    const rung = carrier.rung.findLast((each) => each.interactionId === id && each.partyId === partyId);
    return known ?? rung?.legId ?? carrier.newLegOf(partyId);
  }

  async function call(dnis: Dnis): Promise<InteractionId> {
    callers += 1;
    const instruction = await stage.callCenter.ask({
      type: 'callArrived',
      legId: `CA-customer-${callers}` as LegId,
      ani: `+1415555020${callers}` as Ani,
      dnis,
    });
    await settle();
    if (instruction.type === 'hangUp') throw new Error('The call was not taken');
    return instruction.interactionId;
  }

  async function reserve(whom: {
    interactionId: InteractionId;
    agentId: AgentId;
    onlyOccupies?: boolean;
  }): Promise<ReservationRef> {
    reservations += 1;
    const reservation = {
      taskId: `WT${reservations}` as TaskId,
      reservationId: `WR${reservations}` as ReservationId,
    };
    await tell({ type: 'reservationCreated', ...whom, reservation });
    await settle();
    return reservation;
  }

  const scenes: Scenes = {
    deskOf: stage.readDesk,
    stateOf: async (agentId) => agentStateOf(await stage.readDesk(agentId)).name,
    async callAt(agentId, interactionId) {
      return (await stage.readDesk(agentId)).interactions.find(({ id }) => id === interactionId);
    },
    async signsIn(agentId, name) {
      await stage.callCenter.signIn({ id: agentId, name });
      await scenes.orders(agentId, { type: 'setAgentState', state: { name: 'ready' } });
    },
    async orders(agentId, command) {
      const refusal = await stage.callCenter.command(agentId, command);
      await settle();
      return refusal;
    },
    anotherCalls: (dnis = stage.centre) => call(dnis),
    reserves: (interactionId, agentId) => reserve({ interactionId, agentId }),
    holds: (interactionId, agentId) => reserve({ interactionId, agentId, onlyOccupies: true }),
    async queueCall(agentId) {
      const interactionId = await scenes.anotherCalls();
      await scenes.reserves(interactionId, agentId);
      await scenes.answers(interactionId, agentId);
      return interactionId;
    },
    async directCall(extension) {
      const interactionId = await call(stage.extensionLine);
      const question = { type: 'digitsCollected', interactionId, digits: extension, attempt: 1 } as const;
      const instruction = await stage.callCenter.ask(question);
      await settle();
      if (instruction.type === 'joinConference') await scenes.joins(interactionId, CUSTOMER_PARTY);
      return interactionId;
    },
    async answers(interactionId, agentId = AGENT) {
      await scenes.orders(agentId, { type: 'answer', interactionId });
      const customer = await partyOf(interactionId, CUSTOMER_PARTY);
      if (customer?.state === 'outside') await scenes.joins(interactionId, CUSTOMER_PARTY);
      await scenes.joins(interactionId, agentId);
    },
    async dials(target, agentId = AGENT) {
      const refusal = await scenes.orders(agentId, { type: 'dial', target });
      const made = (await stage.readDesk(agentId)).interactions.at(-1);
      if (refusal || !made) throw new Error(`The call was not made: ${refusal?.code}`);
      const legId = carrier.newLegOf(agentPartyId(agentId));
      await stage.callCenter.ask({ type: 'agentLegArrived', interactionId: made.id, agentId, legId });
      await scenes.joins(made.id, agentId);
      return made.id;
    },
    async joins(interactionId, who) {
      const partyId = partyIdOf(who);
      const legId = await legOfParty(interactionId, partyId);
      const { room } = await recordOf(interactionId);
      if (!room) throw new Error('There is no conference to join');
      if (!carrier.heard.has(legId)) carrier.heard.set(legId, 'talk');
      const rung = carrier.rung.some((each) => each.legId === legId);
      await tell({
        type: 'legJoined',
        interactionId,
        legId,
        room: roomNamed(room.name),
        ...(rung && { partyId }),
      });
      await settle();
    },
    async drops(interactionId, who) {
      const partyId = partyIdOf(who);
      const legId = await legOfParty(interactionId, partyId);
      const { room } = await recordOf(interactionId);
      carrier.heard.delete(legId);
      if (room) await tell({ type: 'legLeft', interactionId, legId, room: roomNamed(room.name) });
      await tell({ type: 'legEnded', interactionId, partyId, legId, cause: 'completed' });
      await settle();
    },
    async doesNotCome(interactionId, who, cause = 'noAnswer') {
      const partyId = partyIdOf(who);
      const legId = await legOfParty(interactionId, partyId);
      await tell({ type: 'legEnded', interactionId, partyId, legId, cause });
      await settle();
    },
    partyOf,
    async appliedSounds(interactionId) {
      const { parties } = await recordOf(interactionId);
      const heard = parties.flatMap(({ id, legId }) => {
        const sound = legId && carrier.heard.get(legId);
        return sound ? [[id, sound] as const] : [];
      });
      return Object.fromEntries(heard);
    },
    endedLegs: () => carrier.asked.flatMap((each) => (each.method === 'endLeg' ? [each.with as LegId] : [])),
    async passes(seconds) {
      for (let second = 0; second < seconds; second += 1) {
        stage.clock.advance(1000);
        await settle();
      }
    },
  };
  return scenes;
}

function partyIdOf(who: Who): PartyId {
  return /^(customer|agent-|outside-|supervisor-)/.test(who)
    ? (who as PartyId)
    : agentPartyId(who as AgentId);
}
