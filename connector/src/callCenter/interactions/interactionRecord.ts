import type {
  AgentId,
  Ani,
  CallSummary,
  Direction,
  Dnis,
  Instant,
  InteractionId,
  RecordMatch,
  RelatedRecords,
} from '../../../../softphone/core/index.ts';
import type { AgentPart } from './agentPart.ts';
import type { LegId, ReservationRef } from '../ports/telephony.ts';
import type { Recording } from '../recording/recording.ts';

/** How an interaction came out, in the words of the call log. */
export type Outcome = CallSummary['outcome'];

/** Who ended a call; `system` when nobody came, or it could not be made. */
export type HungUpBy = 'customer' | 'agent' | 'system';

/**
 * One customer contact as the connector keeps it, from arrival to the last word of its call log.
 *
 *     arriving ─▶ waiting ─▶ reserved ─▶ answering ─▶ connected ─▶ ended
 *                    ▲___________│____________│
 *                 dialing ────────────────────────▶ connected ─▶ ended
 *
 * Every phase may go to `ended`; `ended` is final.
 */
export interface InteractionRecord extends RelatedRecords {
  readonly id: InteractionId;
  readonly direction: Direction;
  readonly ani: Ani;
  readonly dnis: Dnis;
  readonly queue?: string;
  readonly collected?: string;
  readonly phase: 'arriving' | 'waiting' | 'reserved' | 'answering' | 'dialing' | 'connected' | 'ended';
  /** The agent who has the interaction, or had it last. */
  readonly agentId?: AgentId;
  /** The agents who had a part in it, first to last; absent before the first. */
  readonly parts?: readonly AgentPart[];
  readonly reservation?: ReservationRef;
  readonly customerLegId?: LegId;
  readonly agentLegId?: LegId;
  /** Legs in the conference now. */
  readonly joined: readonly LegId[];
  /** Absent while the CRM is being asked. */
  readonly matches?: readonly RecordMatch[];
  readonly notes: string;
  readonly disposition?: string;
  readonly startedAt: Instant;
  readonly answeredAt?: Instant;
  readonly endedAt?: Instant;
  readonly outcome?: Outcome;
  /** What a reserved agent did last instead of answering. */
  readonly unanswered?: 'missed' | 'declined';
  readonly hungUpBy?: HungUpBy;
  /** Absent when the call is not recorded. */
  readonly recording?: Recording;
}
