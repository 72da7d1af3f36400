import { agentStateOf } from '../../softphone/core/index.ts';
import type { ModelAgent } from './modelAgent.ts';
import { GONE_AFTER_SECONDS, type ModelCentre } from './modelCentre.ts';

/** The state is there by then. */
const APPLIED_MS = 1_000;

/** Nobody is ready without a page for longer than the grace, and whoever has one is not gone. */
export function absentAgents({ clock }: ModelCentre, agents: readonly ModelAgent[]): readonly string[] {
  return agents.flatMap(({ id, desk, absences }) => {
    const { agent } = desk();
    const last = absences.at(-1);
    const goneMs = last && last.until === undefined ? clock.now() - last.from : undefined;
    if (goneMs === undefined) return agent.goneSince === undefined ? [] : [`${id} is gone with a page open`];
    const due = goneMs >= GONE_AFTER_SECONDS * 1000 + APPLIED_MS;
    return due && agentStateOf(desk()).name === 'ready' ? [`${id} is ready without a page`] : [];
  });
}
