import type { AgentId } from '../../../../softphone/core/index.ts';
import { openPart, withLeave } from '../interactions/agentParts.ts';
import type { InteractionRecord } from '../interactions/interactionRecord.ts';
import { withoutParty } from '../interactions/parties.ts';
import { agentPartyId } from '../interactions/partyRecord.ts';
import type { Turn } from '../turn.ts';

/** Takes a call that rings away from an agent. */
export async function withdrawOffer(
  turn: Turn,
  record: InteractionRecord,
  agentId: AgentId,
  left: 'missed' | 'declined' | 'withdrawn',
): Promise<InteractionRecord> {
  const rest = withoutParty(withLeave(record, agentId, { left, at: turn.at }), agentPartyId(agentId));
  const reason = left === 'withdrawn' ? 'abandoned' : left;
  await turn.tellAgent(agentId, { type: 'callEnded', interactionId: record.id, reason, at: turn.at });
  const part = openPart(record, agentId);
  if (part?.reservation && part.via !== 'queue') {
    await turn.ask({ type: 'releaseAgent', interactionId: record.id, reservation: part.reservation });
  }
  return turn.save(rest);
}
