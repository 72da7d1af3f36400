import type { Refusal } from '../../../../softphone/core/index.ts';
import type { InteractionRecord } from '../interactions/interactionRecord.ts';
import type { Turn } from '../turn.ts';
import { recordingStep } from './adjustRecording.ts';
import { markOf } from './recording.ts';

/** Pauses a recording, for what must not be recorded, or lets it go on; the agents see it when the carrier has done it. */
export async function setRecording(
  turn: Turn,
  record: InteractionRecord,
  wanted: 'running' | 'paused',
): Promise<Refusal | undefined> {
  if (markOf(record) === undefined) return { code: 'NOT_RECORDED' };
  const wished = await turn.save({ ...record, recordingWish: wanted });
  if (recordingStep(wished)) await turn.ask({ type: 'adjustRecording', interactionId: record.id });
  return undefined;
}
