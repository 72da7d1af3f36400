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

/** The interaction without a party. The carrier may still have to tell of its leg: that changes nothing any more. */
export function withoutParty(record: InteractionRecord, id: PartyId): InteractionRecord {
  const parties = record.parties.filter((party) => party.id !== id);
  return { ...withGoneLeg(record, partyAt(record, id)?.legId), parties };
}

/** The interaction in which a party's leg is over, and the party waits for another one. */
export function withoutLeg(record: InteractionRecord, id: PartyId): InteractionRecord {
  const parties = record.parties.map((party) => {
    if (party.id !== id) return party;
    const { legId: _gone, ...rest } = party;
    return rest;
  });
  return { ...withGoneLeg(record, partyAt(record, id)?.legId), parties };
}

/** Whether a leg is over, or is being ended. */
export function isGoneLeg({ goneLegs = [] }: InteractionRecord, legId: LegId): boolean {
  return goneLegs.includes(legId);
}

export function withGoneLeg(record: InteractionRecord, legId: LegId | undefined): InteractionRecord {
  return legId === undefined ? record : { ...record, goneLegs: [...(record.goneLegs ?? []), legId] };
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
