import type { AgentState, RestingState } from '../agent/agent.ts';
import { agentStateOf, nextAgentStateOf } from '../desk/desk.ts';
import { problemsOf, type Problem } from './problems.ts';
import type { Softphone } from './softphone.ts';

/** What the panels draw: the softphone, with everything that is computed from it already computed. */
export interface SoftphoneView {
  readonly softphone: Softphone;
  /** Absent until the connector has said who the agent is. */
  readonly agentState?: AgentState;
  /** Present while an interaction is at hand: the state that follows it. */
  readonly nextAgentState?: RestingState;
  readonly problems: readonly Problem[];
}

/** The view of a softphone. */
export function viewOf(softphone: Softphone): SoftphoneView {
  const { desk } = softphone;
  const nextAgentState = desk && nextAgentStateOf(desk);
  return {
    softphone,
    ...(desk && { agentState: agentStateOf(desk) }),
    ...(nextAgentState && { nextAgentState }),
    problems: problemsOf(softphone),
  };
}
