import type { AgentId, Instant } from '../../../../softphone/core/index.ts';
import type { Recording, RecordingId } from '../recording/recording.ts';

/** What a caller leaves instead of a talk. */
export interface Voicemail {
  /** Whom it is for; absent when no agent of a queue came. */
  readonly agentId?: AgentId;
  /** Its sound; absent until the caller hears the greeting, `asked` until it is known whether there is a message. */
  readonly message?: Recording;
  /** When the caller was gone before that was known. */
  readonly callerLeftAt?: Instant;
}

/** What the carrier says about a message as soon as the caller has stopped speaking. */
export interface SpokenMessage {
  readonly recordingId: RecordingId;
  readonly seconds: number;
}

/** What is shorter says nothing: a breath, a receiver that is put down. */
const SHORTEST_SECONDS = 2;

interface Mailed {
  readonly voicemail?: Voicemail;
}

/** Whether the caller has left a message: for this agent, or, without one, for nobody in particular. */
export function hasMessageFor({ voicemail }: Mailed, agentId?: AgentId): boolean {
  return voicemail !== undefined && voicemail.agentId === agentId && isLeft(voicemail.message);
}

/** Whether there is a message. */
export function hasMessage({ voicemail }: Mailed): boolean {
  return isLeft(voicemail?.message);
}

/** Whether it is still to be known if there is a message. */
export function awaitsMessage({ voicemail }: Mailed): boolean {
  return voicemail?.message?.state === 'asked';
}

/** A message that is long enough to be one; its sound is ready later. */
export function messageOf(spoken: SpokenMessage | undefined): Recording {
  if (!spoken || spoken.seconds < SHORTEST_SECONDS) return { state: 'absent' };
  return { state: 'running', recordingId: spoken.recordingId };
}

/** The same of what the carrier says about the sound. */
export function messageIn(recording: Recording): Recording {
  return recording.state === 'kept' && recording.seconds < SHORTEST_SECONDS ? { state: 'absent' } : recording;
}

function isLeft(message: Recording | undefined): boolean {
  switch (message?.state) {
    case 'running':
    case 'paused':
    case 'kept':
    case 'deleted':
      return true;
    case 'asked':
    case 'absent':
    case undefined:
      return false;
  }
}
