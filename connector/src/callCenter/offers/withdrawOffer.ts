import type { AgentId } from '../../../../softphone/core/index.ts';
import { openPart, withLeave } from '../interactions/agentParts.ts';
import type { InteractionRecord } from '../interactions/interactionRecord.ts';
import { agentPartyId } from '../interactions/partyRecord.ts';
import { putOut } from '../interactions/putOut.ts';
import type { Turn } from '../turn.ts';

/** Takes a call that rings away from an agent, also when the agent's leg is on its way. */
export async function withdrawOffer(
  turn: Turn,
  record: InteractionRecord,
  { agentId, left }: { agentId: AgentId; left: 'missed' | 'declined' | 'withdrawn' },
): Promise<InteractionRecord> {
  const rest = await putOut(turn, withLeave(record, agentId, { left, at: turn.at }), agentPartyId(agentId));
  const reason = left === 'withdrawn' ? 'abandoned' : left;
  await turn.tellAgent(agentId, { type: 'callEnded', interactionId: record.id, reason, at: turn.at });
  const part = openPart(record, agentId);
  if (part?.reservation && part.via !== 'queue') {
    await turn.ask({ type: 'releaseAgent', interactionId: record.id, reservation: part.reservation });
  }
  return turn.save(rest);
}
