import {
  CUSTOMER_PARTY,
  type AgentId,
  type Instant,
  type Party,
  type PartyId,
} from '../../../../softphone/core/index.ts';
import type { LegId, Sound } from '../ports/telephony.ts';

/** One party of an interaction, as the connector keeps it. */
export interface PartyRecord {
  readonly id: PartyId;
  readonly role: Party['role'];
  /** Of an agent. */
  readonly agentId?: AgentId;
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
  /** What the carrier was told last that this party hears. */
  readonly sound: Sound;
  readonly soundSince: Instant;
}

/** A party that has just come up. */
export function newParty(
  facts: Pick<PartyRecord, 'id' | 'role' | 'state'> &
    Partial<Pick<PartyRecord, 'agentId' | 'number' | 'legId' | 'away'>>,
  at: Instant,
): PartyRecord {
  return { away: false, ...facts, since: at, held: false, sound: 'talk', soundSince: at };
}

/** The id of an agent's party: there is one for each agent. */
export function agentPartyId(agentId: AgentId): PartyId {
  return `agent-${agentId}` as PartyId;
}

/** The id of the next party outside the centre that an agent calls. */
export function outsidePartyId(parties: readonly PartyRecord[]): PartyId {
  const taken = parties.flatMap(({ id }) => (id.startsWith('outside-') ? [Number(id.slice(8))] : []));
  return `outside-${Math.max(0, ...taken) + 1}` as PartyId;
}

export function isCustomer({ id }: Pick<PartyRecord, 'id'>): boolean {
  return id === CUSTOMER_PARTY;
}

/** Whether somebody is on the way to the conference, in it, or may come back to it. */
export function isPresent({ state }: PartyRecord): boolean {
  return state !== 'outside' && state !== 'offered';
}

/**
 * What every party should hear. Who is on hold, and who would hear nobody, hears music, except an agent, who knows
 * unless a colleague is away; an agent who is in another call hears nothing of this one, and is not heard.
 */
export function soundsOf(parties: readonly PartyRecord[]): ReadonlyMap<PartyId, Sound> {
  const present = parties.filter(({ state }) => state === 'in');
  const talkers = present.filter(({ held, away }) => !held && !away);
  const waited = present.some(({ away }) => away);
  return new Map(
    present.map((party) => {
      if (party.away) return [party.id, 'silence'];
      const alone = talkers.length < 2 && (party.role !== 'agent' || waited);
      return [party.id, party.held || alone ? 'music' : 'talk'];
    }),
  );
}
