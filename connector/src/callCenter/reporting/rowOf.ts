import type { AgentId, Instant } from '../../../../softphone/core/index.ts';
import { agentInterval } from '../figures/agentIntervals.ts';
import { endOfInterval } from '../figures/interval.ts';
import type { MetricRules } from '../figures/metricRules.ts';
import { queueInterval } from '../figures/queueIntervals.ts';
import { stateInterval } from '../figures/stateIntervals.ts';
import type { Ledger } from '../ports/ledger.ts';
import { whoActed, type DueRow } from './dueRow.ts';
import {
  rowKey,
  type AgentIntervalRow,
  type QueueIntervalRow,
  type ReportRow,
  type RowName,
  type SupervisorActionRow,
} from './reportRow.ts';

/**
 * A line of the reports as the ledger tells it now; `undefined` for one that has nothing in it, or of a time that the
 * ledger has forgotten. Rejects with `StoreError`.
 */
export async function rowOf(
  ledger: Ledger,
  name: RowName & Pick<DueRow, 'evenEmpty'>,
  rules: MetricRules,
): Promise<ReportRow | undefined> {
  const { kind, who, start } = name;
  const span = { from: start, to: endOfInterval(start) };
  switch (kind) {
    case 'stateInterval':
      return stateRow(ledger, who as AgentId, start);
    case 'supervisorAction':
      return actionRow(ledger, name);
    case 'agentInterval': {
      const agentId = who as AgentId;
      const states = await ledger.statesOf(agentId, span);
      const parts = await ledger.partsOf(agentId, span);
      const row = agentInterval({ agentId, start, timeZone: rules.timeZone }, { states, parts });
      return isWritten(ledger, name, row) ? row : undefined;
    }
    case 'queueInterval': {
      const row = queueInterval({ queue: who, start, rules }, await ledger.waitsOf(who, span));
      return isWritten(ledger, name, row) ? row : undefined;
    }
  }
}

async function stateRow(ledger: Ledger, agentId: AgentId, from: Instant): Promise<ReportRow | undefined> {
  const spell = await ledger.spellFrom(agentId, from);
  if (!spell) return undefined;
  const { overwritten, ...known } = spell;
  if (!overwritten) return stateInterval(agentId, known);
  const { to: _untrue, ...begun } = known;
  return { ...stateInterval(agentId, begun), void: true };
}

async function actionRow(ledger: Ledger, name: RowName): Promise<SupervisorActionRow | undefined> {
  const { who, start: at } = name;
  const facts = await ledger.factsBetween(at, (at + 1) as Instant);
  const acted = facts.filter((fact) => fact.type === 'supervised').find((fact) => whoActed(fact) === who);
  if (!acted) return undefined;
  const { type: _kind, ...act } = acted;
  return { kind: 'supervisorAction', key: rowKey(name), ...act };
}

/** What is partly forgotten would be counted wrong. */
function isWritten(
  ledger: Ledger,
  { start, evenEmpty }: RowName & Pick<DueRow, 'evenEmpty'>,
  row: AgentIntervalRow | QueueIntervalRow,
): boolean {
  const { start: _when, ...counts } = row;
  const hasSomething = Object.values(counts).some((count) => typeof count === 'number' && count > 0);
  return start >= ledger.keptFrom() && (hasSomething || evenEmpty === true);
}
