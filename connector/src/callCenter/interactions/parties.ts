import type { Instant, PartyId } from '../../../../softphone/core/index.ts';
import type { LegId, Room } from '../ports/telephony.ts';
import type { InteractionRecord } from './interactionRecord.ts';
import { isCustomer, type PartyRecord } from './partyRecord.ts';

export function partyAt({ parties }: InteractionRecord, id: PartyId): PartyRecord | undefined {
  return parties.find((party) => party.id === id);
}

export function partyOfLeg({ parties }: InteractionRecord, legId: LegId): PartyRecord | undefined {
  return parties.find((party) => party.legId === legId);
}

export function customerOf({ parties }: InteractionRecord): PartyRecord | undefined {
  return parties.find(isCustomer);
}

/** The interaction with one more party; one of the same id gives way. */
export function withParty(record: InteractionRecord, party: PartyRecord): InteractionRecord {
  return { ...record, parties: [...record.parties.filter(({ id }) => id !== party.id), party] };
}

export function withoutParty(record: InteractionRecord, id: PartyId): InteractionRecord {
  return { ...record, parties: record.parties.filter((party) => party.id !== id) };
}

export function changeParty(
  record: InteractionRecord,
  id: PartyId,
  change: Partial<Omit<PartyRecord, 'id'>>,
): InteractionRecord {
  return {
    ...record,
    parties: record.parties.map((party) => (party.id === id ? { ...party, ...change } : party)),
  };
}

/** The interaction with a party in another state since `at`. */
export function withState(
  record: InteractionRecord,
  id: PartyId,
  { state, at }: { state: PartyRecord['state']; at: Instant },
): InteractionRecord {
  return changeParty(record, id, { state, since: at });
}

/** The conference in which the interaction goes on; a new one where it has none. */
export function roomOf(record: InteractionRecord): Room {
  const { id, room, parts } = record;
  return room ?? { name: parts.length < 2 ? `i-${id}` : `i-${id}-${parts.length}` };
}
