import { endInteraction } from '../interactions/endInteraction.ts';
import type { InteractionRecord } from '../interactions/interactionRecord.ts';
import type { Recording } from '../recording/recording.ts';
import { isNews } from '../recording/recordingChanged.ts';
import type { Turn } from '../turn.ts';
import { awaitsMessage, messageIn } from './voicemail.ts';

/**
 * What has become of the message: first whether there is one, later that its sound is ready. Once there is said to be
 * none, the log says so too, and it stays at that.
 */
export async function messageKnown(
  turn: Turn,
  record: InteractionRecord,
  recording: Recording,
): Promise<void> {
  const { voicemail } = record;
  const before = voicemail?.message;
  if (!before || before.state === 'absent') return;
  const message = messageIn(recording);
  if (!isNews(before, message)) return;
  const known = await turn.save({ ...record, voicemail: { ...voicemail, message } });
  const { callerLeftAt } = voicemail;
  if (!awaitsMessage(record) || callerLeftAt === undefined) return;
  await endInteraction(turn, { ...known, endedAt: callerLeftAt }, 'abandoned');
}
