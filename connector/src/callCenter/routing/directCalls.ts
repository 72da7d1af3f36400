import type { InteractionRecord } from '../interactions/interactionRecord.ts';
import { roomOf } from '../interactions/parties.ts';
import { offerCall } from '../offers/offerCall.ts';
import type { CallInstruction } from '../telephonyEvents.ts';
import type { Turn } from '../turn.ts';
import { messageInstruction } from '../voicemail/answerVoicemail.ts';
import { customerJoins } from './customerJoins.ts';

const TRIES = 3;
const NOT_VALID = 'That extension is not valid. Please try again.';

/**
 * The caller keyed in an extension: the agent there is rung, even on a call, and the caller waits in the conference;
 * an agent who is away gets a message. `undefined` after three wrong ones: then the queue takes the call.
 */
export async function extensionCollected(
  turn: Turn,
  record: InteractionRecord,
  digits: string,
): Promise<CallInstruction | undefined> {
  const { id: interactionId } = record;
  const agentId = turn.settings.agentOfExtension(digits);
  if (agentId === undefined) {
    const wrongExtensions = (record.wrongExtensions ?? 0) + 1;
    await turn.save({ ...record, wrongExtensions });
    return wrongExtensions < TRIES ? { type: 'collectDigits', interactionId, prompt: NOT_VALID } : undefined;
  }
  if (record.phase !== 'arriving') return customerJoins(record);
  await turn.ask({ type: 'findMatches', interactionId });
  const { queue: _none, ...direct } = record;
  const waiting = await turn.save({ ...direct, phase: 'waiting', room: roomOf(record) });
  const offered = await offerCall(turn, waiting, { agentId, via: 'direct' });
  if (offered) return customerJoins(offered);
  const { room: _left, ...away } = waiting;
  await turn.save({ ...away, voicemail: { agentId } });
  return messageInstruction(turn, away.id, agentId);
}
