import type { AgentId, Ani, Instant, InteractionId, PartyId } from '../../../softphone/core/index.ts';
import { logKeyOf } from './callLog/logKey.ts';
import type { RouterChange } from './agents/whoIsRight.ts';
import type { LegId, OngoingRecording, ReservationRef } from './ports/telephony.ts';
import type { StepRef } from './ports/tracer.ts';

/**
 * What a decision asks of the world. Effects are stored with the decision and carried out afterwards,
 * at least once, in the order in which they were written for one interaction or agent.
 */
export type Effect =
  /** Makes desk and router agree about an agent, as both are then. */
  | {
      readonly type: 'setAvailability';
      readonly agentId: AgentId;
      /** What the router told about a change there. */
      readonly changed?: RouterChange;
    }
  | {
      readonly type: 'connectReservation';
      readonly interactionId: InteractionId;
      readonly agentId: AgentId;
      readonly ani: Ani;
      readonly reservation: ReservationRef;
    }
  | {
      readonly type: 'rejectReservation';
      readonly interactionId: InteractionId;
      readonly reservation: ReservationRef;
    }
  | { readonly type: 'occupyAgent'; readonly interactionId: InteractionId; readonly agentId: AgentId }
  | {
      readonly type: 'confirmReservation';
      readonly interactionId: InteractionId;
      readonly reservation: ReservationRef;
    }
  | {
      readonly type: 'releaseAgent';
      readonly interactionId: InteractionId;
      readonly reservation: ReservationRef;
    }
  /** Rings a party of the interaction, as it stands then, into its conference. */
  | {
      readonly type: 'ringParty';
      readonly interactionId: InteractionId;
      readonly partyId: PartyId;
      /** When the party began to ring: one who has stopped since is not rung. */
      readonly since: Instant;
    }
  /** Makes everybody hear what they should, as the interaction stands then. */
  | { readonly type: 'adjustSounds'; readonly interactionId: InteractionId }
  /** Lets a supervisor be heard by whom it is meant for, as the interaction stands then. */
  | { readonly type: 'adjustListening'; readonly interactionId: InteractionId; readonly agentId: AgentId }
  | {
      readonly type: 'sendToQueue' | 'sendToVoicemail' | 'sendToRoom';
      readonly interactionId: InteractionId;
      readonly legId: LegId;
    }
  | { readonly type: 'endLeg'; readonly interactionId: InteractionId; readonly legId: LegId }
  /** Starts, pauses or resumes the recording, as is wanted then. */
  | { readonly type: 'adjustRecording'; readonly interactionId: InteractionId }
  /** Ends a recording that is not the interaction's. */
  | (OngoingRecording & { readonly type: 'endRecording'; readonly interactionId: InteractionId })
  /** Due when the carrier should have said whether a caller who is gone has left a message. */
  | { readonly type: 'findMessage'; readonly interactionId: InteractionId }
  | { readonly type: 'findMatches'; readonly interactionId: InteractionId }
  /** Without an agent: the log of a call that no agent took part in. */
  | {
      readonly type: 'saveCallLog';
      readonly interactionId: InteractionId;
      readonly agentId?: AgentId;
    }
  | { readonly type: 'completeWrapUp'; readonly interactionId: InteractionId; readonly agentId: AgentId }
  /** Due when the agent's own leg of an outbound call should have come. */
  | { readonly type: 'expectAgentLeg'; readonly interactionId: InteractionId }
  /** Due when an agent to whom a call was offered should have answered. */
  | {
      readonly type: 'offerExpires';
      readonly interactionId: InteractionId;
      readonly agentId: AgentId;
      readonly offeredAt: Instant;
    }
  /** Due when a parked call comes back to its agent. */
  | { readonly type: 'parkExpires'; readonly interactionId: InteractionId; readonly parkedAt: Instant }
  /** Due when a broken connection is not waited for any longer. */
  | {
      readonly type: 'connectionExpires';
      readonly interactionId: InteractionId;
      readonly agentId: AgentId;
      readonly lostUntil: Instant;
    }
  /** Due when an agent of whom no page is open counts as away. */
  | { readonly type: 'agentStaysAway'; readonly agentId: AgentId; readonly since: Instant }
  /** Due when an agent's page that is gone should have come back. */
  | {
      readonly type: 'pageLost';
      readonly interactionId: InteractionId;
      readonly agentId: AgentId;
      readonly since: Instant;
    };

/** An effect with the step that asked for it, while steps are followed. */
export type AskedEffect = Effect & { readonly askedBy?: StepRef };

/** An effect as the outbox keeps it. */
export interface StoredEffect {
  readonly id: number;
  readonly effect: AskedEffect;
  /** Effects of one lane leave in order, one at a time. */
  readonly lane: string;
  readonly dueAt: Instant;
  readonly attempts: number;
}

/** What the names of lanes begin with, up to the colon. */
export const laneKinds = ['call', 'agent', 'leg', 'match', 'log', 'recording', 'deadline'] as const;

/**
 * The lane of an effect: what must not overtake each other. Questions and accounts about an interaction
 * do not wait behind its call control.
 */
export function laneOf(effect: Effect): string {
  switch (effect.type) {
    case 'setAvailability':
      return `agent:${effect.agentId}`;
    case 'findMatches':
      return `match:${effect.interactionId}`;
    case 'saveCallLog':
      return `log:${logKeyOf(effect.interactionId, effect.agentId)}`;
    case 'completeWrapUp':
      return `deadline:${effect.type}:${effect.interactionId}:${effect.agentId}`;
    case 'agentStaysAway':
      return `deadline:${effect.type}:${effect.agentId}:${effect.since}`;
    case 'adjustRecording':
    case 'endRecording':
      return `recording:${effect.interactionId}`;
    case 'findMessage':
    case 'expectAgentLeg':
      return `deadline:${effect.type}:${effect.interactionId}`;
    case 'offerExpires':
      return `deadline:${effect.type}:${effect.interactionId}:${effect.agentId}:${effect.offeredAt}`;
    case 'parkExpires':
      return `deadline:${effect.type}:${effect.interactionId}:${effect.parkedAt}`;
    case 'connectionExpires':
      return `deadline:${effect.type}:${effect.interactionId}:${effect.agentId}:${effect.lostUntil}`;
    case 'pageLost':
      return `deadline:${effect.type}:${effect.interactionId}:${effect.agentId}:${effect.since}`;
    case 'connectReservation':
    case 'rejectReservation':
    case 'occupyAgent':
    case 'confirmReservation':
    case 'releaseAgent':
    case 'ringParty':
    case 'adjustSounds':
    case 'adjustListening':
    case 'sendToQueue':
    case 'sendToVoicemail':
    case 'sendToRoom':
      return `call:${effect.interactionId}`;
    case 'endLeg':
      return `leg:${effect.legId}`;
  }
}
