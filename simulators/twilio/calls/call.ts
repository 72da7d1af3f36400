import type { EndCause } from '../../phoneNetwork/endpointCall.ts';
import type { SoundSource } from '../../shared/media/soundSource.ts';
import type { TappedLine } from '../../shared/media/tappedLine.ts';
import type { ProgressCallback } from '../webhooks/progressCallback.ts';
import type { Params } from '../webhooks/signature.ts';

export type FinalStatus = 'completed' | 'busy' | 'failed' | 'no-answer' | 'canceled';

/**
 * Twilio's words for a call's progress.
 *
 *     queued -> initiated -> ringing -> in-progress -> completed
 *        '---------'------------'--> busy, failed, no-answer, canceled
 *
 * Source: twilio.com/docs/voice/api/call-resource#call-status-values.
 */
export type CallStatus = 'queued' | 'initiated' | 'ringing' | 'in-progress' | FinalStatus;

export type CallEvent =
  | { readonly type: 'ringing' | 'answered' }
  /** A request sends the call elsewhere: whatever it does now is over. */
  | { readonly type: 'redirected' }
  | { readonly type: 'digit'; readonly digit: string }
  | { readonly type: 'ended' };

export type Direction = 'inbound' | 'outbound-api' | 'outbound-dial';

/** Who speaks with whom, and how it is told. */
export interface CallPlan {
  readonly from: string;
  readonly to: string;
  readonly direction: Direction;
  readonly sid?: string;
  readonly parentCallSid?: string;
  /** The owned number that was dialled. */
  readonly phoneNumberSid?: string;
  /** Steps: initiated, ringing, answered, completed. */
  readonly statusCallback?: ProgressCallback | undefined;
}

/** One call of the account: a leg between Twilio and one party. */
export interface Call extends CallPlan {
  readonly sid: string;
  readonly createdAt: number;
  readonly status: CallStatus;
  readonly answeredAt: number | undefined;
  readonly endedAt: number | undefined;
  /** The party's sound, once there is a party. */
  readonly line: TappedLine | undefined;
  /** The parameters that every webhook about this call carries. */
  params(): Params;
  /** Answers a caller. Harmless once answered or ended. */
  answer(): void;
  /** Ends the call from Twilio's side; without a status, the one that fits its progress. */
  end(status?: FinalStatus): void;
  /** Takes the call out of whatever it does, so that something else can be done with it. */
  redirect(): void;
  /** Plays to the party alone; `undefined` stops it. */
  readonly hear: (source: SoundSource | undefined) => void;
  setStatusCallback(callback: ProgressCallback): void;
  subscribe(listener: (event: CallEvent) => void): () => void;
}

const finals: readonly CallStatus[] = ['completed', 'busy', 'failed', 'no-answer', 'canceled'];

export function isFinal(status: CallStatus): status is FinalStatus {
  return finals.includes(status);
}

/** The network's word for how Twilio ends a call. */
export function causeOf(status: FinalStatus): EndCause {
  return status === 'no-answer' ? 'noAnswer' : status;
}

/** How a call ended that was never answered. A party that hangs up instead of answering is busy. */
export function unansweredStatus(cause: EndCause): FinalStatus {
  if (cause === 'noAnswer') return 'no-answer';
  return cause === 'completed' ? 'busy' : cause;
}
