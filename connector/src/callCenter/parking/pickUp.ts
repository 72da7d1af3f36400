import type { AgentId, Refusal } from '../../../../softphone/core/index.ts';
import type { InteractionRecord } from '../interactions/interactionRecord.ts';
import { openPart } from '../interactions/agentParts.ts';
import { answerOffer } from '../offers/answerOffer.ts';
import { offerCall } from '../offers/offerCall.ts';
import type { Turn } from '../turn.ts';

/** An agent takes a parked call. Of two who do so at once, the second is told. */
export async function pickUp(
  turn: Turn,
  record: InteractionRecord | undefined,
  agentId: AgentId,
): Promise<Refusal | undefined> {
  if (!record || record.phase === 'ended') return { code: 'CALL_GONE' };
  if (!record.parked) return { code: 'TAKEN_ALREADY' };
  const { parked: _taken, ...rest } = record;
  const offered = await offerCall(turn, rest, { agentId, via: 'pickUp' });
  const part = offered && openPart(offered, agentId);
  if (!part) return { code: 'TOO_MANY_CALLS' };
  turn.parkedChanged();
  return answerOffer(turn, offered, part);
}
