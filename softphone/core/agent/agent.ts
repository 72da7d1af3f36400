import type { AgentId, Instant } from '../vocabulary.ts';

/** A state the agent chooses; it holds whenever no interaction is at hand. */
export type RestingState =
  | { readonly name: 'loggedOut' }
  | { readonly name: 'ready' }
  | { readonly name: 'notReady'; readonly reasonCode: string };

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
}
