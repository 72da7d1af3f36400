import type { Branded, Instant, RecordingMark } from '../../../../softphone/core/index.ts';

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
  /** The carrier is being told to record; `byAgent`: no rule wants it, and an agent waits to see it begin. */
  | { readonly state: 'asked'; readonly byAgent?: true }
  | { readonly state: 'running' | 'paused'; readonly recordingId: RecordingId }
  | { readonly state: 'kept'; readonly recordingId: RecordingId; readonly seconds: number }
  /** Nothing was recorded: silence, or the carrier would not. */
  | { readonly state: 'absent' }
  | { readonly state: 'deleted'; readonly recordingId: RecordingId };

/**
 * What the recording is to be: `off` by the org's rule, `paused` by an agent; `onDemand`: nothing is recorded by the
 * org's rule, until an agent wants it.
 */
export type RecordingWish = 'running' | 'paused' | 'off' | 'onDemand';

/** What a call record knows about its recording. */
export interface Recorded {
  /** Absent while no rule has asked for a recording, nor allows one. */
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

/** What agents see: the truth of the carrier, and whether they may start what does not run by the rule. */
export function markOf({ recording, recordingWish }: Recorded): RecordingMark | undefined {
  switch (recording?.state) {
    case 'running':
      return 'running';
    case 'paused':
      return recordingWish === 'paused' || recordingWish === 'running' ? 'paused' : startable(recordingWish);
    case 'asked':
      return recordingWish === 'running' && recording.byAgent ? 'startable' : startable(recordingWish);
    case undefined:
      return startable(recordingWish);
    case 'kept':
    case 'absent':
    case 'deleted':
      return undefined;
  }
}

function startable(wish: RecordingWish | undefined): 'startable' | undefined {
  return wish === 'onDemand' ? 'startable' : undefined;
}

/** Whether two recordings that both have a name are not the same. */
export function isAnother(
  known: Recording | undefined,
  recording: Recording,
): recording is Extract<Recording, { recordingId: RecordingId }> {
  if (!known || !('recordingId' in known) || !('recordingId' in recording)) return false;
  return known.recordingId !== recording.recordingId;
}
