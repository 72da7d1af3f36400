import type { AgentId, Instant } from '../../../../softphone/core/index.ts';
import { endOfInterval, intervalOf, intervalsIn, type Span } from '../figures/interval.ts';
import { waitOf, type Fact, type FactOf, type StateChange } from '../ledger/fact.ts';
import type { RowName } from './reportRow.ts';

/** Lines that read otherwise now, and are to be written at `dueAt`. */
export interface DueRow extends RowName {
  readonly dueAt: Instant;
  /** Also when there is nothing in them any more: they may have been written with something. */
  readonly evenEmpty?: true;
}

/** So long after an interval most of what began in it is known: a line is written once for it, and not for each fact. */
const SETTLE_MS = 2 * 60_000;
/** An agent's state that holds for longer is written before it ends. */
const LONG_SPELL_MS = 15 * 60_000;

/** The lines in which a fact counts. */
export function rowsTouchedBy(fact: Fact, now: Instant): readonly DueRow[] {
  const wait = waitOf(fact);
  const queueRow = wait && intervalRow('queueInterval', wait.queue, { at: wait.queuedAt, now });
  switch (fact.type) {
    case 'queued':
      return [];
    case 'dequeued':
      return queueRow ? [queueRow] : [];
    case 'partOver': {
      const agentRow = intervalRow('agentInterval', fact.agentId, { at: fact.offeredAt, now });
      return queueRow ? [agentRow, queueRow] : [agentRow];
    }
    case 'agentState': {
      const dueAt = (Math.max(fact.at, now) + LONG_SPELL_MS) as Instant;
      return [
        { kind: 'stateInterval', who: fact.agentId, start: fact.at, dueAt },
        ...agentRowsIn(fact.agentId, fact.at, now),
      ];
    }
    case 'supervised':
      return [{ kind: 'supervisorAction', who: whoActed(fact), start: fact.at, dueAt: now }];
  }
}

/** Which supervisor did what to whom. */
export function whoActed({ supervisorId, agentId, act }: FactOf<'supervised'>): string {
  return `${supervisorId}|${agentId}|${act}`;
}

/** The lines of the states that came to their end by a new one, or were overwritten by it. */
export function rowsTouchedByState(
  { agentId, at, ended, overwritten }: StateChange,
  now: Instant,
): readonly DueRow[] {
  const spells = [...(ended === undefined ? [] : [ended]), ...overwritten.filter((start) => start > at)];
  const isLate = spells.length > 1 || (ended === undefined && spells.length > 0);
  const rows = spells.map((start): DueRow => ({ kind: 'stateInterval', who: agentId, start, dueAt: now }));
  if (!isLate) return rows;
  return [...rows, ...agentRowsIn(agentId, at, now).map((row): DueRow => ({ ...row, evenEmpty: true }))];
}

/** The line of an agent, or of a queue, for the interval that an instant is in. */
export function intervalRow(
  kind: 'agentInterval' | 'queueInterval',
  who: string,
  { at, now }: { at: Instant; now: Instant },
): DueRow {
  const start = intervalOf(at);
  return { kind, who, start, dueAt: (Math.max(endOfInterval(start), now) + SETTLE_MS) as Instant };
}

/** A state holds from `at` on: every interval since then has something of it. */
function agentRowsIn(agentId: AgentId, at: Instant, now: Instant): readonly DueRow[] {
  const span: Span = { from: at, to: Math.max(at + 1, now) as Instant };
  return intervalsIn(span).map((start) => intervalRow('agentInterval', agentId, { at: start, now }));
}
