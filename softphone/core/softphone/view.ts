import type { AgentState, RestingState } from '../agent/agent.ts';
import type { DeskCommand } from '../desk/command.ts';
import { agentStateOf, nextAgentStateOf } from '../desk/desk.ts';
import { extensionsLeft } from '../desk/refusalOf.ts';
import { dispositionsFor, needsDisposition } from '../interaction/disposition.ts';
import type { Interaction } from '../interaction/interaction.ts';
import type { Instant } from '../vocabulary.ts';
import { allowedFor, heldCallsOf, mayDial, mayPickUp, onHoldSince } from './callControls.ts';
import { screenFor } from './popDue.ts';
import { problemsOf, type Problem } from './problems.ts';
import type { ScreenPop } from './screenPop.ts';
import type { Softphone } from './softphone.ts';
import { deskWithMuting } from './sound.ts';

/** What the panels draw: the softphone, with everything that is computed from it already computed. */
export interface SoftphoneView {
  readonly softphone: Softphone;
  /** Absent until the connector has said who the agent is. */
  readonly agentState?: AgentState;
  /** Present while an interaction is at hand: the state that follows it. */
  readonly nextAgentState?: RestingState;
  /** What the agent may do with each interaction now, by its id: a button for anything else would be refused. */
  readonly may: Readonly<Record<string, readonly DeskCommand['type'][]>>;
  /** Whether the agent may call out now. */
  readonly mayDial: boolean;
  /** Whether the agent may take one of the parked calls now. */
  readonly mayPickUp: boolean;
  /** Since when everybody else in a call hears music, by interaction id; absent while somebody talks. */
  readonly onHoldSince: Readonly<Record<string, Instant>>;
  /** The running calls in which the agent is not heard now, in the order in which they came. */
  readonly heldCalls: readonly Interaction[];
  /** How often the wrap-up of an interaction can still be made longer, by interaction id; absent for never. */
  readonly extensions: Readonly<Record<string, number>>;
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
  const desk = deskWithMuting(softphone);
  const { settings } = softphone;
  const nextAgentState = desk && nextAgentStateOf(desk);
  const byId = <Value>(computed: (interaction: Interaction) => Value | undefined) =>
    Object.fromEntries(
      (desk?.interactions ?? []).flatMap((interaction) => {
        const value = computed(interaction);
        return value === undefined ? [] : [[interaction.id, value] as const];
      }),
    );
  return {
    softphone: { ...softphone, ...(desk && { desk }) },
    ...(desk && { agentState: agentStateOf(desk) }),
    ...(nextAgentState && { nextAgentState }),
    may: byId((interaction) => allowedFor(softphone, interaction)),
    mayDial: mayDial(softphone),
    mayPickUp: mayPickUp(softphone),
    onHoldSince: byId(onHoldSince),
    heldCalls: desk ? heldCallsOf(desk) : [],
    extensions: byId((interaction) => extensionsLeft(interaction, settings) || undefined),
    dispositions: byId((interaction) => ({
      names: dispositionsFor(settings, interaction),
      required: needsDisposition(settings, interaction),
    })),
    screens: byId((interaction) => screenFor(softphone, interaction)?.kind),
    problems: problemsOf(softphone),
  };
}
