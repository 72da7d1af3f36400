import type { AgentId, Instant, RelatedRecords } from '../../../../softphone/core/index.ts';

/** How an agent's part in a call came to its end; `withdrawn`: the router took the call back. */
export type Leaving = 'missed' | 'declined' | 'withdrawn' | 'abandoned' | 'callEnded';

/** What one agent had to do with an interaction, from the first ring to the last word of wrap-up. */
export interface AgentPart extends RelatedRecords {
  readonly agentId: AgentId;
  /** When it began to ring here; for a call that the agent makes, when it was dialed. */
  readonly offeredAt: Instant;
  readonly answeredAt?: Instant;
  readonly endedAt?: Instant;
  readonly left?: Leaving;
  readonly heldSeconds: number;
  /** Absent while the agent wraps up, and where there was nothing to wrap up. */
  readonly wrapUpSeconds?: number;
  /** While the agent has the interaction, its own notes, disposition and records count, not these. */
  readonly notes: string;
  readonly disposition?: string;
}
