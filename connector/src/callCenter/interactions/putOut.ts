import type { PartyId } from '../../../../softphone/core/index.ts';
import type { Turn } from '../turn.ts';
import type { InteractionRecord } from './interactionRecord.ts';
import { partyAt, withoutParty } from './parties.ts';

/** Puts a party out of the call: its leg is ended, and nothing that is told of it later counts. */
export async function putOut(
  turn: Pick<Turn, 'ask'>,
  record: InteractionRecord,
  partyId: PartyId,
): Promise<InteractionRecord> {
  const legId = partyAt(record, partyId)?.legId;
  if (legId) await turn.ask({ type: 'endLeg', interactionId: record.id, legId });
  return withoutParty(record, partyId);
}
