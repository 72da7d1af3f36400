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

/** How a wrap-up came to its end: the agent was done, or the time was up. */
export type WrapUpEnd = 'byAgent' | 'byTime';

/** What one agent had to do with an interaction, from the first ring to the last word of wrap-up. */
export interface AgentPart extends RelatedRecords {
  readonly agentId: AgentId;
  readonly via: Via;
  /** The queue in which the caller waited for this agent, and since when. */
  readonly queue?: string;
  readonly queuedAt?: Instant;
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
  /** Since when the agent has asked supervisors for help. */
  readonly helpAskedAt?: Instant;
  readonly muted: boolean;
  /** The call was to be recorded when the agent answered, or since. */
  readonly recorded?: boolean;
  /** How long the customer was on hold in this part, without what `heldSince` began. */
  readonly heldSeconds: number;
  readonly heldSince?: Instant;
  /** Absent while the agent wraps up, and where there was nothing to wrap up. */
  readonly wrapUpSeconds?: number;
  /** Absent also where a call that came back, or a supervisor, ended it. */
  readonly wrapUpEnded?: WrapUpEnd;
  readonly notes: string;
  readonly disposition?: string;
}
