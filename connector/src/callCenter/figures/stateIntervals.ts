import type { AgentId, AgentState, Instant } from '../../../../softphone/core/index.ts';
import type { FactOf } from '../ledger/fact.ts';
import { rowKey, type StateIntervalRow } from '../reporting/reportRow.ts';

/** A time in which an agent was in one state; `to` is absent while it holds. */
export interface StateSpell {
  readonly state: AgentState['name'];
  readonly reasonCode?: string;
  readonly from: Instant;
  readonly to?: Instant;
}

/**
 * The spells of one agent, first to last, without a gap and without an overlap.
 *
 * The facts stand in the order in which they came. One that is found out late overwrites what was known from its time
 * on: what holds at an instant is what the last of the facts up to that instant says.
 */
export function stateSpells(facts: readonly FactOf<'agentState'>[]): readonly StateSpell[] {
  const valid: FactOf<'agentState'>[] = [];
  for (const fact of facts) {
    while ((valid.at(-1)?.at ?? -Infinity) >= fact.at) valid.pop();
    valid.push(fact);
  }
  return valid.map(({ state, reasonCode, at: from }, index) => {
    const next = valid[index + 1];
    return { state, from, ...(reasonCode !== undefined && { reasonCode }), ...(next && { to: next.at }) };
  });
}

/** The line of the reports for one spell. */
export function stateInterval(
  agentId: AgentId,
  { state, reasonCode, from, to }: StateSpell,
): StateIntervalRow {
  return {
    kind: 'stateInterval',
    key: rowKey({ kind: 'stateInterval', who: agentId, start: from }),
    agentId,
    state,
    from,
    ...(reasonCode !== undefined && { reasonCode }),
    ...(to !== undefined && { to, seconds: (to - from) / 1000 }),
  };
}
