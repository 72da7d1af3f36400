import type { AgentId, Direction, Instant } from '../../../../softphone/core/index.ts';

/** A call log that the CRM refuses for good, until somebody mends the reason. */
export interface UnloggedCall {
  /** The log's key. */
  readonly key: string;
  readonly startedAt: Instant;
  readonly direction: Direction;
  readonly agentId?: AgentId;
  readonly queue?: string;
  /** What the CRM said. */
  readonly reason: string;
  /** Fields that the CRM named. */
  readonly fields: readonly string[];
  readonly attempts: number;
  readonly givenUpAt: Instant;
}

/** The calls that could not be logged. */
export interface UnloggedCalls {
  /** Newest first. */
  list(): Promise<readonly UnloggedCall[]>;
  /** Lets the log be written again; `false` when no such call waits. */
  retry(key: string): Promise<boolean>;
  /** Gives the log up; `false` when no such call waits. */
  dismiss(key: string): Promise<boolean>;
}
