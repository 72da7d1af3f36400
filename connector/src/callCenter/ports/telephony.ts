import type {
  AgentId,
  Ani,
  Branded,
  Dnis,
  Instant,
  InteractionId,
  PartyId,
} from '../../../../softphone/core/index.ts';
import type { Recording, RecordingId } from '../recording/recording.ts';

/** One party's connection at the carrier. */
export type LegId = Branded<string, 'LegId'>;
/** The router's work item for an interaction. */
export type TaskId = Branded<string, 'TaskId'>;
/** The router's hold on an agent for an interaction. */
export type ReservationId = Branded<string, 'ReservationId'>;

/** How the router sees an agent: gets calls, gets none, is not there. */
export type Availability = 'available' | 'unavailable' | 'offline';

/** What the router calls each availability, and the state in which it puts an agent who did not take a call. */
export const routerNames = {
  available: 'Available',
  unavailable: 'Unavailable',
  offline: 'Offline',
  notTaken: 'Call Not Taken',
} as const;

/** How the router has an agent. */
export interface RouterState {
  readonly agentId: AgentId;
  readonly availability: Availability;
  /** One of `routerNames`, or a name that an administrator has given. */
  readonly stateName: string;
  /** By the router's clock, to the second. */
  readonly since: Instant;
}

/** How the router has an agent at this moment. */
export interface FreshRouterState extends RouterState {
  /** Nobody has changed it since this connector did. */
  readonly own: boolean;
  /** Another one after every change; absent where the router does not count. */
  readonly version?: string;
}

/** What a party of a conference hears; with `music` and `silence` it is not heard either. */
export type Sound = 'talk' | 'music' | 'silence';

export interface ReservationRef {
  readonly taskId: TaskId;
  readonly reservationId: ReservationId;
}

/** A conference. */
export interface Room {
  readonly name: string;
  /** The carrier's id; absent until it has told of it. */
  readonly conferenceId?: string;
}

export interface LegEnd {
  readonly cause: 'completed' | 'busy' | 'noAnswer' | 'failed' | 'canceled';
  /** By the carrier's clock, to the second; absent when it does not say. */
  readonly endedAt?: Instant;
}

/** A leg that is rung into a conference. */
export interface RungParty {
  readonly interactionId: InteractionId;
  readonly partyId: PartyId;
  readonly room: Room;
  readonly to: { readonly agentId: AgentId } | { readonly number: Dnis };
  /** What the party sees as the origin of the call. */
  readonly from: Ani | Dnis;
  readonly ringSeconds: number;
  /** Whether the conference ends when this party leaves it. */
  readonly endsRoom: boolean;
  /** Of a supervisor who listens. */
  readonly listens?: ListeningSound;
}

/** What a supervisor's leg hears, and who hears it: nobody, the agent of `agentLegId` alone, everybody. */
export type ListeningSound =
  | { readonly mode: 'monitor' }
  | { readonly mode: 'coach'; readonly agentLegId: LegId }
  | { readonly mode: 'talk' };

/** A recording of a leg that lasts. */
export interface OngoingRecording {
  readonly legId: LegId;
  readonly recordingId: RecordingId;
}

/** A party of a conference as the carrier has it. */
export interface Attendee {
  readonly conferenceId: string;
  readonly legId: LegId;
  readonly partyId?: PartyId;
  readonly state: 'ringing' | 'in';
  readonly held: boolean;
}

/**
 * The carrier and its router.
 *
 * Every method may be repeated: the outbox calls it again when it cannot know whether the first call arrived.
 * Ending what has ended succeeds. Each rejects with `TelephonyError`.
 */
export interface Telephony {
  /** How the router has the agent, whom this makes known to it if need be: offline, and `own`. */
  routerState(agentId: AgentId): Promise<FreshRouterState>;
  /** How the router has everybody whom it knows. */
  routerStates(): Promise<readonly RouterState[]>;
  /**
   * Makes the agent known to the router, if it is not yet, and sets whether the agent gets calls. With a `version`, only
   * where nobody has changed the agent there since it was read: else `TELEPHONY_OVERTAKEN`.
   */
  setAvailability(agentId: AgentId, availability: Availability, version?: string): Promise<void>;
  /** Connects the caller of a reservation with its agent, in a conference named after the task. */
  connectReservation(
    request: ReservationRef & { interactionId: InteractionId; agentId: AgentId; ani: Ani },
  ): Promise<void>;
  /** Gives the caller back to the queue and makes the agent unavailable in the same step. */
  rejectReservation(reservation: ReservationRef): Promise<void>;
  /** Occupies the agent at the router for a call that the router does not bring. */
  occupyAgent(request: { interactionId: InteractionId; agentId: AgentId }): Promise<void>;
  /** Takes the reservation that `occupyAgent` brought. */
  confirmReservation(reservation: ReservationRef): Promise<void>;
  /** Ends the agent's part in a task after wrap-up: the router may offer the next call. */
  releaseAgent(reservation: ReservationRef): Promise<void>;
  /** Rings a party into a conference, which comes to be if there is none; resolves with the new leg. */
  ringParty(request: RungParty): Promise<LegId>;
  /** Lets a party talk, or hear music or nothing. */
  setSound(request: { interactionId: InteractionId; room: Room; legId: LegId; sound: Sound }): Promise<void>;
  /** Changes who hears a supervisor's leg. */
  setListening(request: { room: Room; legId: LegId; sound: ListeningSound }): Promise<void>;
  /** Sends a leg to the queue of its interaction: the carrier asks `queueAsked`. */
  sendToQueue(request: { interactionId: InteractionId; legId: LegId }): Promise<void>;
  /** Sends a leg to leave a message: the carrier asks `messageAsked`. */
  sendToVoicemail(request: { interactionId: InteractionId; legId: LegId }): Promise<void>;
  /** Sends a leg into a conference: the carrier asks `roomAsked`. */
  sendToRoom(request: { interactionId: InteractionId; legId: LegId }): Promise<void>;
  /** Records a leg, both directions apart, until it ends; resolves with the recording. */
  startRecording(request: { interactionId: InteractionId; legId: LegId }): Promise<RecordingId>;
  /** Pauses a recording, silence standing for what is left out, or lets it go on. */
  setRecording(request: OngoingRecording & { recording: 'running' | 'paused' }): Promise<void>;
  /** Ends a recording before its leg. */
  endRecording(recording: OngoingRecording): Promise<void>;
  /** The message that a leg has left; `undefined` while that is not decided, `absent` when it has left none. */
  findMessage(legId: LegId): Promise<Recording | undefined>;
  endLeg(legId: LegId): Promise<void>;
  /** How a leg came to its end, or `undefined` while it lasts. A leg that the carrier does not know is over. */
  legEnd(legId: LegId): Promise<LegEnd | undefined>;
  /** Who is in a conference; nobody when it is over. */
  attendees(room: Room): Promise<readonly Attendee[]>;
  /** The legs that wait in the queues; `undefined` where the carrier does not tell. */
  waitingLegs(): Promise<ReadonlySet<LegId> | undefined>;
}

export type TelephonyErrorCode =
  /** The call, task or reservation is over: nothing to do any more. */
  | 'TELEPHONY_GONE'
  /** The carrier refuses this request for good, for example a number it does not call. */
  | 'TELEPHONY_REFUSED'
  /** Somebody else has changed it meanwhile: to be read and decided again. */
  | 'TELEPHONY_OVERTAKEN'
  /** The carrier could not be reached, is overloaded or failed: worth another try. */
  | 'TELEPHONY_UNAVAILABLE';

export class TelephonyError extends Error {
  readonly code: TelephonyErrorCode;
  /** The carrier's own error number, when it gave one. */
  readonly vendorCode: number | undefined;

  constructor(code: TelephonyErrorCode, options?: ErrorOptions & { vendorCode?: number | undefined }) {
    super(options?.vendorCode === undefined ? code : `${code} (${options.vendorCode})`, options);
    this.name = 'TelephonyError';
    this.code = code;
    this.vendorCode = options?.vendorCode;
  }
}
