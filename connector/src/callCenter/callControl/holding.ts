import type { AgentId, PartyId } from '../../../../softphone/core/index.ts';
import type { InteractionRecord } from '../interactions/interactionRecord.ts';
import { changeParty } from '../interactions/parties.ts';
import { agentPartyId, isTalking, type PartyRecord } from '../interactions/partyRecord.ts';

/** The interaction with one party on hold, or not. */
export function withHeld(record: InteractionRecord, partyId: PartyId, held: boolean): InteractionRecord {
  return changeParty(record, partyId, { held });
}

/** The interaction in which nobody is on hold. */
export function withAllTogether(record: InteractionRecord): InteractionRecord {
  return { ...record, parties: record.parties.map((party) => ({ ...party, held: false })) };
}

/** The interaction in which all whom the agent talks with are on hold: what comes next is not for them. */
export function withOthersHeld(record: InteractionRecord, agentId: AgentId): InteractionRecord {
  return changeOthers(record, agentId, (party) => ({ ...party, held: true }));
}

/** The interaction in which who was on hold talks, and who talked is on hold. */
export function withSwapped(record: InteractionRecord, agentId: AgentId): InteractionRecord {
  return changeOthers(record, agentId, (party) => ({ ...party, held: !party.held }));
}

function changeOthers(
  record: InteractionRecord,
  agentId: AgentId,
  change: (party: PartyRecord) => PartyRecord,
): InteractionRecord {
  const own = agentPartyId(agentId);
  const parties = record.parties.map((party) =>
    party.id !== own && isTalking(party) ? change(party) : party,
  );
  return { ...record, parties };
}
