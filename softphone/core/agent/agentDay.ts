import type { Instant } from '../vocabulary.ts';

/** The states whose time an agent sees; who is logged out is not at work. */
export const dayStates = ['ready', 'notReady', 'reserved', 'onCall', 'wrapUp'] as const;
export type DayState = (typeof dayStates)[number];

/** What an agent has done since midnight of the org, counted as the reports count it (`docs/metrics.md`). */
export interface AgentDay {
  /** When this was so. */
  readonly at: Instant;
  /** Calls that rang at the agent: taken, and not taken in time. */
  readonly answered: number;
  readonly missed: number;
  /** Calls that the agent made, answered or not. */
  readonly dialed: number;
  /** Talk, hold and wrap-up of a call; absent before the first one is over. */
  readonly averageHandleSeconds?: number;
  /** Milliseconds in each state until `at`. */
  readonly timesMs: Readonly<Record<DayState, number>>;
  /** The state that holds at `at`; its time runs on. Absent while the agent is logged out. */
  readonly running?: DayState;
}
