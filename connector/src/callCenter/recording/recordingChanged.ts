import type { InteractionRecord } from '../interactions/interactionRecord.ts';
import type { Turn } from '../turn.ts';
import { endOtherRecording, recordingStep } from './adjustRecording.ts';
import { isAnother, type Recording } from './recording.ts';
import { tellRecording } from './tellRecording.ts';

/** The order of the states: news of an earlier one that comes late changes nothing. */
const order: Readonly<Record<Recording['state'], number>> = {
  asked: 0,
  running: 1,
  paused: 1,
  absent: 2,
  kept: 3,
  deleted: 4,
};

/** The carrier said how far the recording is. */
export async function recordingChanged(
  turn: Turn,
  record: InteractionRecord,
  { recording }: { readonly recording: Recording },
): Promise<void> {
  const known = record.recording;
  if (isAnother(known, recording)) {
    if (recording.state === 'running') await endOtherRecording(turn, record, recording.recordingId);
    return;
  }
  if (!isNews(known, recording)) return;
  const saved = await turn.save({ ...record, recording });
  await tellRecording(turn, saved);
  if (recordingStep(saved)) await turn.ask({ type: 'adjustRecording', interactionId: record.id });
}

/** Whether what the carrier says goes beyond what is known. */
export function isNews(known: Recording | undefined, recording: Recording): boolean {
  return order[recording.state] > order[known?.state ?? 'asked'];
}
