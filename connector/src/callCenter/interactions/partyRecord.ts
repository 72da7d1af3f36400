import {
  CUSTOMER_PARTY,
  type AgentId,
  type Instant,
  type ListeningMode,
  type Party,
  type PartyId,
} from '../../../../softphone/core/index.ts';
import type { LegId, Sound } from '../ports/telephony.ts';

/** One party of an interaction, as the connector keeps it. */
export interface PartyRecord {
  readonly id: PartyId;
  /** A supervisor listens, and is no party of the talk before coming into it. */
  readonly role: Party['role'] | 'supervisor';
  /** Of an agent, or a supervisor. */
  readonly agentId?: AgentId;
  /** Of a supervisor. */
  readonly listens?: Listening;
  /** In E.164; absent for agents, and for a caller who withholds it. */
  readonly number?: string;
  /** Absent until the carrier has named it. */
  readonly legId?: LegId;
  /**
   * `outside` the conference: in a menu or a queue. `offered`: an agent who has not answered yet. `ringing`: the leg is
   * on its way. `lost`: an agent whose leg broke.
   */
  readonly state: 'outside' | 'offered' | 'ringing' | 'in' | 'lost';
  readonly since: Instant;
  /** An agent has put this party on hold. */
  readonly held: boolean;
  /** An agent who is in another call now. */
  readonly away: boolean;
  /** Present when the page with the agent's phone is gone; `certain` once it is gone for too long to come back. */
  readonly lostPage?: { readonly since: Instant; readonly certain: boolean } | undefined;
  /** What the carrier was told last that this party hears. */
  readonly sound: Sound;
  readonly soundSince: Instant;
}

/** To whom a supervisor listens, and what the supervisor has come for. */
export interface Listening {
  readonly agentId: AgentId;
  readonly for: ListeningMode | 'barge' | 'takeOver';
}

/** A party that has just come up. */
export function newParty(
  facts: Pick<PartyRecord, 'id' | 'role' | 'state'> &
    Partial<Pick<PartyRecord, 'agentId' | 'listens' | 'number' | 'legId' | 'away'>>,
  at: Instant,
): PartyRecord {
  return { away: false, ...facts, since: at, held: false, sound: 'talk', soundSince: at };
}

/** The id of an agent's party: there is one for each agent. */
export function agentPartyId(agentId: AgentId): PartyId {
  return `agent-${agentId}` as PartyId;
}

/** The id of a supervisor's party while it listens. */
export function supervisorPartyId(supervisorId: AgentId): PartyId {
  return `supervisor-${supervisorId}` as PartyId;
}

/** The id of the next party outside the centre that an agent calls. */
export function outsidePartyId(parties: readonly PartyRecord[]): PartyId {
  const taken = parties.flatMap(({ id }) => (id.startsWith('outside-') ? [Number(id.slice(8))] : []));
  return `outside-${Math.max(0, ...taken) + 1}` as PartyId;
}

/** Whether a party of the talk is in the conference. */
export function isTalking({ role, state }: Pick<PartyRecord, 'role' | 'state'>): boolean {
  return role !== 'supervisor' && state === 'in';
}

export function isCustomer({ id }: Pick<PartyRecord, 'id'>): boolean {
  return id === CUSTOMER_PARTY;
}

/** Whether somebody of the talk is on the way to the conference, in it, or may come back to it. */
export function isPresent({ role, state }: PartyRecord): boolean {
  return role !== 'supervisor' && state !== 'outside' && state !== 'offered';
}

/** Whether an agent's page has been gone for so long that nobody hears the agent. */
export function hasLostPage({ lostPage }: PartyRecord): boolean {
  return lostPage?.certain === true;
}

/**
 * What every party should hear. Who is on hold, and who would hear nobody, hears music, except an agent, who knows
 * unless a colleague is away; an agent who is in another call hears nothing of this one, and is not heard. An agent
 * whose page is lost is not heard either, and keeps what there is: the page may live, and only its link be gone.
 */
export function soundsOf(parties: readonly PartyRecord[]): ReadonlyMap<PartyId, Sound> {
  const present = parties.filter(isTalking);
  const talkers = present.filter((party) => !party.held && !isAbsent(party));
  const waited = present.some(isAbsent);
  return new Map(
    present.map((party) => {
      if (party.away) return [party.id, 'silence'];
      const knows = party.role === 'agent' && (!waited || hasLostPage(party));
      const alone = talkers.length < 2 && !knows;
      return [party.id, party.held || alone ? 'music' : 'talk'];
    }),
  );
}

function isAbsent(party: PartyRecord): boolean {
  return party.away || hasLostPage(party);
}
