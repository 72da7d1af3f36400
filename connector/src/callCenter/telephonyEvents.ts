import type { AgentId, Ani, Dnis, InteractionId, PartyId } from '../../../softphone/core/index.ts';
import type { RouterChange } from './agents/whoIsRight.ts';
import type { LegEnd, LegId, ReservationRef, Room } from './ports/telephony.ts';
import type { Recording } from './recording/recording.ts';
import type { SpokenMessage } from './voicemail/voicemail.ts';

/** Questions of the carrier: each is answered with a `CallInstruction`. */
export type CallQuestion =
  | { readonly type: 'callArrived'; readonly legId: LegId; readonly ani: Ani; readonly dnis: Dnis }
  /** `digits` is empty when the caller keyed in nothing. */
  | {
      readonly type: 'digitsCollected';
      readonly interactionId: InteractionId;
      readonly digits: string;
      /** Which of the caller's tries it is, from 1. */
      readonly attempt: number;
    }
  /** The caller left the queue without a further instruction: the agent's call is over, or the caller hung up. */
  | {
      readonly type: 'queueLeft';
      readonly interactionId: InteractionId;
      readonly callerGone: boolean;
      /** The caller left because we sent the leg elsewhere. */
      readonly sentOn?: true;
    }
  /** A leg that was sent to the queue, to leave a message, or into the conference, asks what to do there. */
  | { readonly type: 'queueAsked' | 'messageAsked' | 'roomAsked'; readonly interactionId: InteractionId }
  /** The caller has spoken, or not: then there is no message. */
  | {
      readonly type: 'messageLeft';
      readonly interactionId: InteractionId;
      readonly message?: SpokenMessage;
    }
  /** The agent's own leg of an outbound call asks where to go. */
  | {
      readonly type: 'agentLegArrived';
      readonly interactionId: InteractionId;
      readonly agentId: AgentId;
      readonly legId: LegId;
    };

/** What the carrier does next with a leg. */
export type CallInstruction =
  | {
      readonly type: 'collectDigits';
      readonly interactionId: InteractionId;
      readonly prompt: string;
      readonly attempt: number;
    }
  | {
      readonly type: 'enqueue';
      readonly interactionId: InteractionId;
      readonly queue: string;
      readonly greeting?: string;
      /** Who waits with a higher one comes first. */
      readonly priority?: number;
    }
  | {
      readonly type: 'joinConference';
      readonly interactionId: InteractionId;
      readonly partyId: PartyId;
      readonly room: Room;
      /** Whether the conference ends when this party leaves it. */
      readonly endsRoom: boolean;
      /** Whether the party hears music while it is alone. */
      readonly music: boolean;
    }
  | { readonly type: 'recordMessage'; readonly interactionId: InteractionId; readonly prompt: string }
  | { readonly type: 'hangUp'; readonly message?: string };

/** News of the carrier. `key` is the same for every repetition of one event, and for no other. */
export type TelephonyNews = { readonly key: string } & (
  | {
      readonly type: 'reservationCreated';
      readonly interactionId: InteractionId;
      readonly agentId: AgentId;
      readonly reservation: ReservationRef;
      /** It holds the agent for a call that the router did not bring: no caller waits for it. */
      readonly onlyOccupies?: boolean;
      /** How long the reservation lasts, when the carrier says so. */
      readonly timeoutSeconds?: number;
    }
  | {
      readonly type: 'reservationEnded';
      readonly interactionId: InteractionId;
      readonly agentId: AgentId;
      readonly reservation: ReservationRef;
      readonly outcome: 'rejected' | 'expired' | 'canceled' | 'rescinded';
    }
  /** The router has an agent in another state, whoever put the agent there. */
  | ({ readonly type: 'availabilityChanged'; readonly agentId: AgentId } & RouterChange)
  /** The router gave the task up: the caller hung up, or nobody came in time. */
  | { readonly type: 'taskCanceled'; readonly interactionId: InteractionId; readonly callerGone: boolean }
  | (InRoom & {
      readonly type: 'legJoined';
      readonly interactionId: InteractionId;
      readonly legId: LegId;
      /** Absent for a leg that the router has put there. */
      readonly partyId?: PartyId;
    })
  | (InRoom & {
      readonly type: 'legLeft';
      readonly interactionId: InteractionId;
      readonly legId: LegId;
      /** The leg was put out because the other party's leaving ended the conference. */
      readonly followed?: boolean;
    })
  | {
      readonly type: 'legAnswered';
      readonly interactionId: InteractionId;
      readonly partyId: PartyId;
      readonly legId: LegId;
    }
  | {
      readonly type: 'legEnded';
      readonly interactionId: InteractionId;
      readonly partyId: PartyId;
      readonly legId: LegId;
      readonly cause: LegEnd['cause'];
    }
  | (InRoom & {
      readonly type: 'conferenceEnded';
      readonly interactionId: InteractionId;
      /** The leg whose leaving ended it, when the carrier says so. */
      readonly legId?: LegId;
    })
  /** The recording of a call, or of a message, began, is ready, or came to nothing. */
  | {
      readonly type: 'recordingChanged' | 'messageChanged';
      readonly interactionId: InteractionId;
      readonly recording: Recording;
    }
  /** The leg that reached the centre is over, wherever it was: in a menu, in a queue, in a call. */
  | { readonly type: 'callerGone'; readonly legId: LegId }
);

/** News of a conference says which: of one that the interaction has left, nothing follows. */
interface InRoom {
  readonly room: Required<Room>;
}
