import type { Interaction } from './interaction.ts';

/** A result that an agent can choose in wrap-up. */
export interface Disposition {
  readonly name: string;
  /** The queues whose calls can have it; none means every call. */
  readonly queues: readonly string[];
}

/** What the administrator has set about dispositions. */
export interface DispositionRules {
  readonly dispositions: readonly Disposition[];
  readonly queueRules: readonly {
    /** `OUTBOUND_CALLS` for calls that came through no queue. */
    readonly queue: string;
    readonly dispositionRequired: boolean;
  }[];
}

/** The name under which the rules for calls without a queue stand: those that agents make. */
export const OUTBOUND_CALLS = 'Outbound';

type Queued = Pick<Interaction, 'queue'>;

/** The dispositions that fit an interaction, in the administrator's order. */
export function dispositionsFor(rules: DispositionRules, { queue }: Queued): readonly string[] {
  return rules.dispositions
    .filter(({ queues }) => queues.length === 0 || (queue !== undefined && queues.includes(queue)))
    .map(({ name }) => name);
}

/** Whether wrap-up can be completed only with a disposition; never where there is none to choose. */
export function needsDisposition(rules: DispositionRules, interaction: Queued): boolean {
  const rule = rules.queueRules.find(({ queue }) => queue === (interaction.queue ?? OUTBOUND_CALLS));
  return rule?.dispositionRequired === true && dispositionsFor(rules, interaction).length > 0;
}
