import type { AgentState } from '../agent/agent.ts';

/** An agent state and what the desktop calls it, as the administrator has set it up. */
export interface PresenceMapping {
  readonly state: AgentState['name'];
  /** Only with this reason; absent for every reason that has no mapping of its own. */
  readonly reasonCode?: string;
  /** The desktop's id of the presence; absent for nobody: the agent is logged out there. */
  readonly statusId?: string;
  /** Which of the two follows the other. */
  readonly direction: 'both' | 'toDesktop' | 'fromDesktop';
}

/** The agent's presence on the desktop, beside the phone: who may get chats and cases there. */
export interface Presence {
  readonly mappings: readonly PresenceMapping[];
  /** What the desktop shows now; absent while the agent is logged out there. */
  readonly statusId?: string;
  /** What was set from here and has not been seen yet: its echo is no change by anybody. */
  readonly asked: readonly (string | undefined)[];
  /** The agent state that the desktop was last made to follow: state and reason in one word. */
  readonly followed?: string;
}

/** The mapping that a state leads to: one with its reason before one for every reason. */
export function mappingOf(
  mappings: readonly PresenceMapping[],
  state: AgentState,
): PresenceMapping | undefined {
  const own = mappings.filter(
    ({ state: name, direction }) => name === state.name && direction !== 'fromDesktop',
  );
  const reason = state.name === 'notReady' ? state.reasonCode : undefined;
  return (
    own.find(({ reasonCode }) => reasonCode !== undefined && reasonCode === reason) ??
    own.find(({ reasonCode }) => reasonCode === undefined)
  );
}

/** The mapping that a presence leads to: of several, the first. */
export function mappingFrom(
  mappings: readonly PresenceMapping[],
  statusId: string | undefined,
): PresenceMapping | undefined {
  return mappings.find((each) => each.statusId === statusId && each.direction !== 'toDesktop');
}

/** State and reason in one word, to compare them by. */
export function stateKey(state: AgentState): string {
  return state.name === 'notReady' ? `notReady: ${state.reasonCode}` : state.name;
}
