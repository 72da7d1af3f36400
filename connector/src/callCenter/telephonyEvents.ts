import type { AgentId, Ani, Dnis, InteractionId } from '../../../softphone/core/index.ts';
import type { LegId, ReservationRef } from './ports/telephony.ts';
import type { Recording } from './recording/recording.ts';

/** Questions of the carrier: each is answered with a `CallInstruction`. */
export type CallQuestion =
  | { readonly type: 'callArrived'; readonly legId: LegId; readonly ani: Ani; readonly dnis: Dnis }
  /** `digits` is empty when the caller keyed in nothing. */
  | { readonly type: 'digitsCollected'; readonly interactionId: InteractionId; readonly digits: string }
  /** The caller left the queue without a further instruction: the agent's call is over, or the caller hung up. */
  | { readonly type: 'queueLeft'; readonly interactionId: InteractionId; readonly callerGone: boolean }
  /** The agent's own leg of an outbound call asks where to go. */
  | {
      readonly type: 'agentLegArrived';
      readonly interactionId: InteractionId;
      readonly agentId: AgentId;
      readonly legId: LegId;
    };

/** What the carrier does next with a leg. */
export type CallInstruction =
  | { readonly type: 'collectDigits'; readonly interactionId: InteractionId; readonly prompt: string }
  | {
      readonly type: 'enqueue';
      readonly interactionId: InteractionId;
      readonly queue: string;
      readonly greeting?: string;
    }
  | { readonly type: 'joinConference'; readonly interactionId: InteractionId; readonly recorded: boolean }
  | { readonly type: 'hangUp'; readonly message?: string };

/** News of the carrier. `key` is the same for every repetition of one event, and for no other. */
export type TelephonyNews = { readonly key: string } & (
  | {
      readonly type: 'reservationCreated';
      readonly interactionId: InteractionId;
      readonly agentId: AgentId;
      readonly reservation: ReservationRef;
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
  /** The router gave the task up: the caller hung up, or nobody came in time. */
  | { readonly type: 'taskCanceled'; readonly interactionId: InteractionId; readonly callerGone: boolean }
  | { readonly type: 'legJoined'; readonly interactionId: InteractionId; readonly legId: LegId }
  | {
      readonly type: 'legLeft';
      readonly interactionId: InteractionId;
      readonly legId: LegId;
      /** The leg was put out because the other party's leaving ended the conference. */
      readonly followed?: boolean;
    }
  | {
      readonly type: 'legAnswered';
      readonly interactionId: InteractionId;
      readonly role: LegRole;
      readonly legId: LegId;
    }
  | {
      readonly type: 'legEnded';
      readonly interactionId: InteractionId;
      readonly role: LegRole;
      readonly legId: LegId;
      readonly cause: 'completed' | 'busy' | 'noAnswer' | 'failed' | 'canceled';
    }
  | {
      readonly type: 'conferenceEnded';
      readonly interactionId: InteractionId;
      /** The leg whose leaving ended it, when the carrier says so. */
      readonly legId?: LegId;
    }
  /** A recording began, is ready, or came to nothing. */
  | {
      readonly type: 'recordingChanged';
      readonly interactionId: InteractionId;
      readonly recording: Recording;
    }
  /** The leg that reached the centre is over, wherever it was: in a menu, in a queue, in a call. */
  | { readonly type: 'callerGone'; readonly legId: LegId }
);

export type LegRole = 'customer' | 'agent';
