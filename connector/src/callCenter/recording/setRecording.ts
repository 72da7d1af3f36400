import type { Refusal } from '../../../../softphone/core/index.ts';
import { customerLegOf, type InteractionRecord } from '../interactions/interactionRecord.ts';
import type { Turn } from '../turn.ts';
import { recordingStep } from './adjustRecording.ts';
import { markOf } from './recording.ts';

/**
 * Starts a recording where agents decide, pauses one for what must not be recorded, or lets it go on; the agents see it
 * when the carrier has done it.
 */
export async function setRecording(
  turn: Turn,
  record: InteractionRecord,
  wanted: 'running' | 'paused',
): Promise<Refusal | undefined> {
  const mark = markOf(record);
  if (mark === undefined || (mark === 'startable' && wanted === 'paused')) return { code: 'NOT_RECORDED' };
  if (!customerLegOf(record)) return { code: 'NOT_CONNECTED' };
  const wished = await turn.save({
    ...(mark === 'startable' ? withStart(record) : record),
    recordingWish: wanted,
  });
  if (recordingStep(wished)) await turn.ask({ type: 'adjustRecording', interactionId: record.id });
  return undefined;
}

/** Every agent who talks is on record from now on. */
function withStart(record: InteractionRecord): InteractionRecord {
  const { recording } = record;
  const begun = recording && recording.state !== 'asked';
  return {
    ...record,
    recording: begun ? recording : { state: 'asked', byAgent: true },
    parts: record.parts.map((part) =>
      part.left === undefined && part.answeredAt !== undefined ? { ...part, recorded: true } : part,
    ),
  };
}
