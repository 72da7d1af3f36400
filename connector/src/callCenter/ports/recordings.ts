import type { Recording, RecordingId } from '../recording/recording.ts';
import type { LegId } from './telephony.ts';

/** The sound of a recording, from its first byte. */
export interface RecordingSound {
  /** A media type such as `audio/mpeg`. */
  readonly type: string;
  /** Bytes in all; absent when the carrier does not say. */
  readonly length?: number;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** The recordings that the carrier keeps. */
export interface Recordings {
  /**
   * What became of the recording of a customer's leg, or of the message that it left, for when the carrier's news about
   * it was lost; `undefined` while it is not decided. Rejects with `TelephonyError`.
   */
  find(legId: LegId, what: 'call' | 'message'): Promise<Recording | undefined>;
  /**
   * Opens the sound of a recording; `undefined` when the carrier does not have it any more.
   * `signal` ends the transfer. Rejects with `TelephonyError`.
   */
  open(recordingId: RecordingId, signal: AbortSignal): Promise<RecordingSound | undefined>;
}
