import type { InteractionRecord } from '../interactions/interactionRecord.ts';
import type { TelephonyNews } from '../telephonyEvents.ts';
import type { Turn } from '../turn.ts';
import type { Recording } from './recording.ts';

/** The order of the states: news of an earlier one that comes late changes nothing. */
const order: readonly Recording['state'][] = ['asked', 'running', 'absent', 'kept', 'deleted'];

/** The carrier said how far the recording is. */
export async function recordingChanged(
  turn: Turn,
  record: InteractionRecord,
  { recording }: Extract<TelephonyNews, { type: 'recordingChanged' }>,
): Promise<void> {
  const { state = 'asked' } = record.recording ?? {};
  if (order.indexOf(recording.state) > order.indexOf(state)) await turn.save({ ...record, recording });
}
