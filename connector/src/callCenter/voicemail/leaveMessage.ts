import type { AgentId } from '../../../../softphone/core/index.ts';
import { withCustomerOutside } from '../interactions/customerOutside.ts';
import { endInteraction } from '../interactions/endInteraction.ts';
import { customerLegOf, type InteractionRecord } from '../interactions/interactionRecord.ts';
import type { Turn } from '../turn.ts';

/** Whether anybody would hear of a message: it is told in a call log. */
export function takesMessages({ settings }: Pick<Turn, 'settings'>): boolean {
  return settings.logPolicy('voicemail').log !== 'none';
}

/** Sends the caller to leave a message: for an agent who does not take the call, or because nobody of a queue did. */
export async function leaveMessage(turn: Turn, record: InteractionRecord, agentId?: AgentId): Promise<void> {
  const legId = customerLegOf(record);
  if (!legId || !takesMessages(turn)) {
    return endInteraction(turn, { ...record, hungUpBy: 'system' }, 'abandoned');
  }
  const voicemail = agentId === undefined ? {} : { agentId };
  await turn.save({ ...(await withCustomerOutside(turn, record)), voicemail });
  await turn.ask({ type: 'sendToVoicemail', interactionId: record.id, legId });
}
