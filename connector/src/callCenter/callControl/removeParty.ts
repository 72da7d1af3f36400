import type { PartyId, Refusal } from '../../../../softphone/core/index.ts';
import type { InteractionRecord } from '../interactions/interactionRecord.ts';
import { openPart } from '../interactions/agentParts.ts';
import { endInteraction, endPart } from '../interactions/endInteraction.ts';
import { partyAt } from '../interactions/parties.ts';
import { isCustomer } from '../interactions/partyRecord.ts';
import { putOut } from '../interactions/putOut.ts';
import { settle } from '../interactions/settle.ts';
import { withdrawOffer } from '../offers/withdrawOffer.ts';
import type { Turn } from '../turn.ts';

/** Puts a party out of the call; without the customer the call is over. */
export async function removeParty(
  turn: Turn,
  record: InteractionRecord,
  partyId: PartyId,
): Promise<Refusal | undefined> {
  const party = partyAt(record, partyId);
  if (!party) return { code: 'CALL_GONE' };
  if (isCustomer(party)) {
    await endInteraction(turn, record, 'hungUp');
    return undefined;
  }
  const part = party.agentId && openPart(record, party.agentId);
  if (!part) await settle(turn, await putOut(turn, record, partyId));
  else if (part.answeredAt === undefined) {
    await settle(turn, await withdrawOffer(turn, record, { agentId: part.agentId, left: 'withdrawn' }));
  } else {
    const left = await endPart(turn, record, { agentId: part.agentId, left: 'left', reason: 'left' });
    await settle(turn, await putOut(turn, left, partyId));
  }
  return undefined;
}
