import type { AgentId, InteractionId } from '../../../../softphone/core/index.ts';
import type { InteractionRecord } from '../interactions/interactionRecord.ts';
import type { CallInstruction } from '../telephonyEvents.ts';
import type { Turn } from '../turn.ts';
import { nameOf } from '../interactions/partyViews.ts';

/** The caller is to leave a message. */
export async function messageAsked(turn: Turn, record: InteractionRecord): Promise<CallInstruction> {
  const { voicemail, phase, id } = record;
  if (!voicemail || phase === 'ended') return { type: 'hangUp' };
  return messageInstruction(turn, id, voicemail.agentId);
}

export async function messageInstruction(
  turn: Turn,
  interactionId: InteractionId,
  agentId: AgentId,
): Promise<CallInstruction> {
  const name = await nameOf(turn, agentId);
  const prompt = `${name} cannot take your call now. Please leave a message after the tone, then press any key.`;
  return { type: 'recordMessage', interactionId, prompt };
}

export function messageLeft(): CallInstruction {
  return { type: 'hangUp', message: 'Thank you. Goodbye.' };
}
