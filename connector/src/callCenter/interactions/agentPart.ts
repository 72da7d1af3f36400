import type { AgentId, Instant, RelatedRecords, Via } from '../../../../softphone/core/index.ts';
import type { ReservationRef } from '../ports/telephony.ts';

/** How an agent's part in a call came to its end; `withdrawn`: the offer was taken back before an answer. */
export type Leaving =
  | 'missed'
  | 'declined'
  | 'withdrawn'
  | 'abandoned'
  | 'callEnded'
  | 'transferred'
  | 'parked'
  /** The agent left, the others talk on. */
  | 'left'
  | 'connectionLost';

/** What one agent had to do with an interaction, from the first ring to the last word of wrap-up. */
export interface AgentPart extends RelatedRecords {
  readonly agentId: AgentId;
  readonly via: Via;
  /** Who gave the call, or calls. */
  readonly from?: AgentId;
  /** When it began to ring here; for a call that the agent makes, when it was dialed. */
  readonly offeredAt: Instant;
  readonly acceptedAt?: Instant;
  readonly answeredAt?: Instant;
  readonly endedAt?: Instant;
  readonly left?: Leaving;
  /** The router's hold on the agent for this part. */
  readonly reservation?: ReservationRef;
  /** Until when the agent's broken connection may come back. */
  readonly lostUntil?: Instant;
  readonly muted: boolean;
  /** The call was to be recorded when the agent answered. */
  readonly recorded?: boolean;
  /** How long the customer was on hold in this part, without what `heldSince` began. */
  readonly heldSeconds: number;
  readonly heldSince?: Instant;
  /** Absent while the agent wraps up, and where there was nothing to wrap up. */
  readonly wrapUpSeconds?: number;
  readonly notes: string;
  readonly disposition?: string;
}
