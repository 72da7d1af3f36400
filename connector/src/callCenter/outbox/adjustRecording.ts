import type { InteractionId } from '../../../../softphone/core/index.ts';
import type { Store } from '../ports/store.ts';
import type { Telephony } from '../ports/telephony.ts';
import { recordingSet, recordingStep, takeRecordingStep } from '../recording/adjustRecording.ts';
import type { Turn } from '../turn.ts';

export interface RecordingHands {
  readonly telephony: Pick<Telephony, 'startRecording' | 'setRecording'>;
  readonly store: Pick<Store, 'interaction'>;
  readonly takeTurn: (decide: (turn: Turn) => Promise<void>) => Promise<void>;
}

/** Starts, pauses or resumes a recording, as it is wanted by now. */
export async function adjustRecording(hands: RecordingHands, id: InteractionId): Promise<void> {
  const record = await hands.store.interaction(id);
  const step = record && recordingStep(record);
  if (!step) return;
  const recording = await takeRecordingStep(hands.telephony, record, step);
  await hands.takeTurn(async (turn) => {
    const current = await turn.store.interaction(id);
    if (current) await recordingSet(turn, current, recording);
  });
}
