import type { AgentId, Instant } from '../vocabulary.ts';

/** A state the agent chooses; it holds whenever no interaction is at hand. */
export type RestingState =
  | { readonly name: 'loggedOut' }
  | { readonly name: 'ready' }
  | { readonly name: 'notReady'; readonly reasonCode: string };

/** Who set a state: the agent, a supervisor, the router, the org, or a rule of the administrator. */
export type StateSetter = 'agent' | 'supervisor' | 'router' | 'org' | 'rule';

/** Why an agent is not ready, as the administrator has set it up. */
export interface ReasonCode {
  readonly name: string;
  /** `#` and six hexadecimal digits, for the dot beside it. */
  readonly colour?: string;
  /** Whether agents may choose it; the others are set for them. */
  readonly choosable: boolean;
}

/** What the agent does now. `reserved`, `onCall` and `wrapUp` follow from the interactions at hand. */
export type AgentState = (
  | RestingState
  | { readonly name: 'reserved' }
  | { readonly name: 'onCall' }
  | { readonly name: 'wrapUp'; readonly endsAt: Instant }
) & { readonly since: Instant };

export interface Agent {
  readonly id: AgentId;
  readonly name: string;
  /** The state between interactions; chosen during an interaction, it is the next agent state. */
  readonly resting: RestingState;
  /** Since when the resting state holds without an interaction on top of it. */
  readonly restingSince: Instant;
  /** Who set the resting state; absent when the agent did. */
  readonly restingBy?: Exclude<StateSetter, 'agent'>;
  /** When the resting state was set, also in the middle of an interaction; absent until it is. */
  readonly restingSetAt?: Instant;
  /** Since when no page of the agent is open; absent while one is, or where nobody counts. */
  readonly goneSince?: Instant;
}
