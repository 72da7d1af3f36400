import type { AgentState, RestingState } from '../agent/agent.ts';
import { agentStateOf, nextAgentStateOf } from '../desk/desk.ts';
import { dispositionsFor, needsDisposition } from '../interaction/disposition.ts';
import { screenFor } from './popDue.ts';
import { problemsOf, type Problem } from './problems.ts';
import type { ScreenPop } from './screenPop.ts';
import type { Softphone } from './softphone.ts';

/** What the panels draw: the softphone, with everything that is computed from it already computed. */
export interface SoftphoneView {
  readonly softphone: Softphone;
  /** Absent until the connector has said who the agent is. */
  readonly agentState?: AgentState;
  /** Present while an interaction is at hand: the state that follows it. */
  readonly nextAgentState?: RestingState;
  /** By interaction id. */
  readonly dispositions: Readonly<Record<string, DispositionChoice>>;
  /** What the command `popScreen` would show now, by interaction id; absent for nothing. */
  readonly screens: Readonly<Record<string, ScreenPop['kind']>>;
  readonly problems: readonly Problem[];
}

/** The dispositions that an interaction can have. */
export interface DispositionChoice {
  readonly names: readonly string[];
  /** Whether wrap-up can be completed only with one of them. */
  readonly required: boolean;
}

/** The view of a softphone. */
export function viewOf(softphone: Softphone): SoftphoneView {
  const { desk, settings } = softphone;
  const nextAgentState = desk && nextAgentStateOf(desk);
  return {
    softphone,
    ...(desk && { agentState: agentStateOf(desk) }),
    ...(nextAgentState && { nextAgentState }),
    dispositions: Object.fromEntries(
      (desk?.interactions ?? []).map((interaction) => [
        interaction.id,
        {
          names: dispositionsFor(settings, interaction),
          required: needsDisposition(settings, interaction),
        },
      ]),
    ),
    screens: Object.fromEntries(
      (desk?.interactions ?? []).flatMap((each) => {
        const screen = screenFor(softphone, each);
        return screen ? [[each.id, screen.kind] as const] : [];
      }),
    ),
    problems: problemsOf(softphone),
  };
}
