import type { Branded, Instant } from '../../../../softphone/core/index.ts';

/** The carrier's id of a recording. */
export type RecordingId = Branded<string, 'RecordingId'>;

/**
 * The sound recording of an interaction; an interaction without one is not recorded.
 *
 *     asked ─▶ running ─▶ kept ─▶ deleted
 *       └─────────┴─────▶ absent
 *
 * The carrier's news may come late and in any order: a later state never goes back to an earlier one.
 */
export type Recording =
  /** The carrier is told to record from the moment when two parties are together. */
  | { readonly state: 'asked' }
  | { readonly state: 'running'; readonly recordingId: RecordingId }
  | { readonly state: 'kept'; readonly recordingId: RecordingId; readonly seconds: number }
  /** Nothing was recorded: silence, or nobody came together. */
  | { readonly state: 'absent' }
  | { readonly state: 'deleted'; readonly recordingId: RecordingId };

/** Whether the call log may promise a recording: two parties spoke, and the carrier was told to record them. */
export function isRecorded(record: {
  readonly recording?: Recording;
  readonly answeredAt?: Instant;
}): boolean {
  const state = record.recording?.state;
  return record.answeredAt !== undefined && state !== undefined && state !== 'absent' && state !== 'deleted';
}
