import type { AgentId } from '../../../../softphone/core/index.ts';
import { endInteraction } from '../interactions/endInteraction.ts';
import type { InteractionRecord } from '../interactions/interactionRecord.ts';
import { changeParty, customerOf } from '../interactions/parties.ts';
import type { Turn } from '../turn.ts';

/** Sends the caller to leave a message for an agent who does not take the call. */
export async function leaveMessage(turn: Turn, record: InteractionRecord, agentId: AgentId): Promise<void> {
  const customer = customerOf(record);
  if (!customer?.legId) return endInteraction(turn, record, 'abandoned');
  const { room: _left, ...rest } = changeParty(record, customer.id, { state: 'outside', since: turn.at });
  await turn.save({ ...rest, phase: 'waiting', voicemail: { agentId } });
  await turn.ask({ type: 'sendToVoicemail', interactionId: record.id, legId: customer.legId });
}
