import type { Frame } from '../../shared/media/audioLine.ts';
import type { ProgressCallback } from '../webhooks/progressCallback.ts';

/** What is recorded: a conference, or one call. */
export type Recorded = { readonly conferenceSid: string } | { readonly callSid: string };

/** twilio.com/docs/voice/api/recording, `Source`. */
export type RecordingSource = 'Conference' | 'StartCallRecordingAPI' | 'OutboundAPI' | 'RecordVerb';

export type RecordingTrack = 'inbound' | 'outbound' | 'both';

/** twilio.com/docs/voice/api/recording, `Status`. */
export type RecordingStatus = 'in-progress' | 'paused' | 'stopped' | 'processing' | 'completed' | 'absent';

/** 20 ms of a recording, a frame for each channel. */
export type Channels = readonly Frame[];

/** How something is recorded. */
export interface RecordingPlan {
  readonly source: RecordingSource;
  readonly channels: 1 | 2;
  /** Of a call: what the party says, what it hears, or both. */
  readonly track: RecordingTrack;
  readonly callback: ProgressCallback | undefined;
}

/** One recording, while it goes on and afterwards. */
export interface Recording extends RecordingPlan {
  readonly sid: string;
  readonly of: Recorded;
  readonly startedAt: number;
  readonly sound: readonly Channels[];
  readonly status: RecordingStatus;
  readonly updatedAt: number;
  /** Whole seconds; of a recording that goes on, none. */
  readonly seconds: number | undefined;
  /** While paused there is silence in the recording, or nothing at all. */
  pause(behavior: 'silence' | 'skip'): void;
  resume(): void;
  /** Ends it, by request or because there is nothing more to record. Harmless when repeated. */
  stop(how?: { readonly byRequest?: boolean; readonly worthless?: boolean }): void;
}

/** Whether a recording can still be paused, resumed and stopped. */
export function goesOn({ status }: Recording): boolean {
  return status === 'in-progress' || status === 'paused';
}

/** Whether a recording is of this conference or call. */
export function isOf({ of }: Recording, sid: string | undefined): boolean {
  return sid !== undefined && ('callSid' in of ? of.callSid : of.conferenceSid) === sid;
}
