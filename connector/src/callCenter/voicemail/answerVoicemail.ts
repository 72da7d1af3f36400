import type { InteractionRecord } from '../interactions/interactionRecord.ts';
import { nameOf } from '../interactions/partyViews.ts';
import type { CallInstruction } from '../telephonyEvents.ts';
import type { Turn } from '../turn.ts';
import { takesMessages } from './leaveMessage.ts';
import { messageKnown } from './messageKnown.ts';
import { messageOf, type SpokenMessage, type Voicemail } from './voicemail.ts';

const GOODBYE = 'Thank you. Goodbye.';
const NO_MESSAGE = 'We did not get a message. Goodbye.';
const AFTER_THE_TONE = 'Please leave a message after the tone, then press any key.';

/** The leg that asks where to go is to leave a message; `undefined` when nobody would hear of it. */
export async function offerMessage(
  turn: Turn,
  record: InteractionRecord,
  voicemail: Pick<Voicemail, 'agentId'>,
): Promise<CallInstruction | undefined> {
  if (!takesMessages(turn)) return undefined;
  return messageAsked(turn, { ...record, phase: 'waiting', voicemail });
}

/** The caller's leg asks what to do where messages are left. */
export async function messageAsked(turn: Turn, record: InteractionRecord): Promise<CallInstruction> {
  const { voicemail, phase, id: interactionId } = record;
  if (!voicemail || phase === 'ended') return { type: 'hangUp' };
  if (!voicemail.message) {
    await turn.save({ ...record, voicemail: { ...voicemail, message: { state: 'asked' } } });
  }
  return { type: 'recordMessage', interactionId, prompt: await promptOf(turn, voicemail) };
}

/** The caller has spoken, or not. */
export async function messageLeft(
  turn: Turn,
  record: InteractionRecord,
  spoken: SpokenMessage | undefined,
): Promise<CallInstruction> {
  const message = messageOf(spoken);
  await messageKnown(turn, record, message);
  return { type: 'hangUp', message: message.state === 'absent' ? NO_MESSAGE : GOODBYE };
}

/** Nothing is said about an agent but the name. */
async function promptOf(turn: Turn, { agentId }: Voicemail): Promise<string> {
  const name = agentId === undefined ? '' : await nameOf(turn, agentId);
  const who = name === '' ? 'Nobody can' : `${name} cannot`;
  return `${who} take your call now. ${AFTER_THE_TONE}`;
}
