import type {
  AgentId,
  AgentState,
  Direction,
  Instant,
  InteractionId,
  RestingState,
  Via,
} from '../core/index.ts';

/**
 * The centre as supervisors see it now. It names agents, never customers: whom a call is with, the org shows to those
 * who may see it.
 */
export interface Board {
  readonly queues: readonly BoardQueue[];
  readonly agents: readonly BoardAgent[];
  /** Within which a call is to be answered to be in time. */
  readonly serviceLevelSeconds: number;
  /** Why a supervisor can make an agent not ready. */
  readonly reasonCodes: readonly string[];
}

export interface BoardQueue {
  readonly name: string;
  /** Callers who wait, also those whose call rings at an agent. */
  readonly waiting: number;
  /** Since when the one waits who waits longest; absent while nobody does. */
  readonly longestSince?: Instant;
  /** Agents who would get the next call. */
  readonly readyAgents: number;
  /** Agents who are in a call that came through the queue. */
  readonly onCallAgents: number;
  readonly today: BoardCounts;
}

/** What became of the callers who began to wait since midnight of the org, as `docs/metrics.md` defines it. */
export interface BoardCounts {
  readonly offered: number;
  readonly answered: number;
  readonly abandoned: number;
  /** From 0 to 1; absent while no call counts. */
  readonly serviceLevel?: number;
}

export interface BoardAgent {
  readonly id: AgentId;
  readonly name: string;
  readonly state: AgentState['name'];
  /** Of an agent who is not ready. */
  readonly reasonCode?: string;
  readonly since: Instant;
  /** The state that follows the interactions at hand; absent when there are none. */
  readonly next?: RestingState;
  /** That ring or run, in the order in which they came. */
  readonly calls: readonly BoardCall[];
}

export interface BoardCall {
  readonly interactionId: InteractionId;
  readonly direction: Direction;
  readonly via: Via;
  readonly queue?: string;
  readonly state: 'ringing' | 'dialing' | 'talking' | 'held';
  /** Since when it rings, is dialed, or is answered. */
  readonly since: Instant;
  /** Who is in the call besides the agent. */
  readonly parties: number;
  /** The agent has asked supervisors for help. */
  readonly helpAsked?: true;
}
