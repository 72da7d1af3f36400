import type { Instant } from '../../../../softphone/core/index.ts';
import type { InteractionRecord } from '../interactions/interactionRecord.ts';
import type { Turn } from '../turn.ts';

/** How long after a caller's hang-up the carrier may take to say whether there is a message. */
const NEWS_MS = 10_000;

/** The caller is gone; whether there is a message is known a moment later, and the call ends then. */
export async function awaitMessage(turn: Turn, record: InteractionRecord): Promise<void> {
  const { id: interactionId, voicemail } = record;
  if (!voicemail || voicemail.callerLeftAt !== undefined) return;
  const callerLeftAt = record.endedAt ?? turn.at;
  await turn.save({ ...record, voicemail: { ...voicemail, callerLeftAt } });
  await turn.ask({ type: 'findMessage', interactionId }, (turn.at + NEWS_MS) as Instant);
}
