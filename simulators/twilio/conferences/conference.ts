import type { Call } from '../calls/call.ts';
import type { Talk } from '../sound.ts';
import type { Seat } from '../../shared/media/mixer.ts';
import type { Recording, RecordingPlan } from '../recordings/recording.ts';
import type { HttpMethod, ProgressCallback } from '../webhooks/progressCallback.ts';

/** Twilio's words; twilio.com/docs/voice/twiml/conference#attributes-status-callback-event. */
export type LeaveReason =
  | 'participant_hung_up'
  | 'participant_updated_via_api'
  | 'moderator_ended_conference'
  | 'conference_ended_via_api'
  | 'participant_add_failed';

/** How a party gets out. */
export type Exit = 'hungUp' | 'kicked' | 'redirected' | 'conferenceEnded';

export type EndReason =
  | 'conference-ended-via-api'
  | 'participant-with-end-conference-on-exit-left'
  | 'participant-with-end-conference-on-exit-kicked'
  | 'last-participant-kicked'
  | 'last-participant-left';

/** What somebody hears who does not talk: nothing but the talk, Twilio's music, or documents of the application. */
export type Music = 'none' | 'standard' | { readonly url: string; readonly method: HttpMethod };

/** Without an address it is Twilio's music; an empty one is none. */
export function musicAt(url: string | undefined, method: HttpMethod): Music {
  if (url === '') return 'none';
  return url === undefined ? 'standard' : { url, method };
}

/** How somebody takes part. */
export interface Participation {
  readonly label?: string | undefined;
  readonly startConferenceOnEnter: boolean;
  readonly endConferenceOnExit: boolean;
  readonly muted: boolean;
  /** Who finds so many there, those who ring among them, is turned away; 250 where nothing is said. */
  readonly maxParticipants?: number | undefined;
  readonly coaching?: boolean;
  readonly callSidToCoach?: string | undefined;
  /** Heard before the conference starts. */
  readonly waitMusic: Music;
  /** Whether the others hear this party's phone ring. */
  readonly earlyMedia?: boolean;
  /** Steps, in TwiML's short words: start, end, join, leave, mute, hold, modify, announcement. */
  readonly callback?: ProgressCallback | undefined;
  /** Counts for the first participant only. */
  readonly recording?: RecordingPlan | undefined;
  /** Called once when the party is out; the call itself may go on. */
  onLeft(exit: Exit): void;
}

export interface Participant extends Omit<Participation, 'waitMusic'> {
  readonly call: Call;
  readonly addedAt: number;
  updatedAt: number;
  /** Set while the party is in the talk; a party that still rings has none. */
  seat: Seat | undefined;
  muted: boolean;
  hold: boolean;
  /** Heard on hold. */
  holdMusic: Music;
  waitMusic: Music;
  /** Heard now. */
  hears: Music;
  stopMusic: AbortController;
  /** Fires when the party leaves. */
  readonly out: AbortController;
  endConferenceOnExit: boolean;
  coaching: boolean;
  callSidToCoach: string | undefined;
}

export interface Conference {
  readonly sid: string;
  readonly friendlyName: string;
  readonly createdAt: number;
  readonly talk: Talk;
  readonly participants: Map<string, Participant>;
  status: 'init' | 'in-progress' | 'completed';
  updatedAt: number;
  /** Of the first participant; later ones change nothing. */
  callback: ProgressCallback | undefined;
  /** Of the first participant to join. */
  recording: RecordingPlan | 'none' | undefined;
  /** Goes on as long as the conference. */
  recorded: Recording | undefined;
  sequence: number;
  /** Fires when the conference ends. */
  readonly over: AbortController;
  ending: { readonly reason: EndReason; readonly callSid?: string } | undefined;
}
