import type { Refusal } from '../../../../softphone/core/index.ts';
import type { InteractionRecord } from '../interactions/interactionRecord.ts';
import type { Turn } from '../turn.ts';

/** Pauses a recording, for what must not be recorded, or lets it go on. */
export async function setRecording(
  _turn: Turn,
  _record: InteractionRecord,
  _wanted: 'running' | 'paused',
): Promise<Refusal | undefined> {
  return Promise.resolve({ code: 'NOT_RECORDED' });
}
