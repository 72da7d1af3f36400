import type { Branded, Instant } from '../../../../softphone/core/index.ts';

/** The carrier's id of a recording. */
export type RecordingId = Branded<string, 'RecordingId'>;

/**
 * The sound recording of an interaction, as the carrier has it; an interaction without one is not recorded.
 *
 *     asked ─▶ running ◀─▶ paused ─▶ kept ─▶ deleted
 *       └─────────┴──────────┴─────▶ absent
 *
 * The carrier's news may come late and in any order: a later state never goes back to an earlier one.
 */
export type Recording =
  /** The carrier is being told to record. */
  | { readonly state: 'asked' }
  | { readonly state: 'running' | 'paused'; readonly recordingId: RecordingId }
  | { readonly state: 'kept'; readonly recordingId: RecordingId; readonly seconds: number }
  /** Nothing was recorded: silence, or the carrier would not. */
  | { readonly state: 'absent' }
  | { readonly state: 'deleted'; readonly recordingId: RecordingId };

/** What the recording is to be: `off` by the org's rule, `paused` by an agent. */
export type RecordingWish = 'running' | 'paused' | 'off';

/** What a call record knows about its recording. */
export interface Recorded {
  /** Absent while no rule has asked for a recording. */
  readonly recordingWish?: RecordingWish;
  /** Absent when nothing was ever recorded. */
  readonly recording?: Recording;
}

/** Whether the call log may promise a recording: two parties spoke, and the carrier was told to record them. */
export function isRecorded(record: Pick<Recorded, 'recording'> & { readonly answeredAt?: Instant }): boolean {
  const state = record.recording?.state;
  return record.answeredAt !== undefined && state !== undefined && state !== 'absent' && state !== 'deleted';
}

/** Whether an agent talked while the call was to be recorded. */
export function isOnRecord({ recorded }: { readonly recorded?: boolean }): boolean {
  return recorded === true;
}

/** What agents see: the truth of the carrier; nothing where a rule keeps the recording paused. */
export function markOf({ recording, recordingWish }: Recorded): 'running' | 'paused' | undefined {
  switch (recording?.state) {
    case 'running':
      return 'running';
    case 'paused':
      return recordingWish === 'off' ? undefined : 'paused';
    case 'asked':
    case 'kept':
    case 'absent':
    case 'deleted':
    case undefined:
      return undefined;
  }
}

/** Whether two recordings that both have a name are not the same. */
export function isAnother(
  known: Recording | undefined,
  recording: Recording,
): recording is Extract<Recording, { recordingId: RecordingId }> {
  if (!known || !('recordingId' in known) || !('recordingId' in recording)) return false;
  return known.recordingId !== recording.recordingId;
}
