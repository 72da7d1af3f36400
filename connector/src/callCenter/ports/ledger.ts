import type { AgentId, Instant } from '../../../../softphone/core/index.ts';
import type { Span } from '../figures/interval.ts';
import type { StateSpell } from '../figures/stateIntervals.ts';
import type { Fact, FactOf } from '../ledger/fact.ts';
import type { DueRow } from '../reporting/dueRow.ts';
import type { RowName } from '../reporting/reportRow.ts';

/** The kept facts, which are forgotten after the time that the operator sets. Rejects with `StoreError`. */
export interface Ledger {
  /** The facts that count (`countsAt`) from `from` to `to`, that instant not included, in the order in which they came. */
  factsBetween(from: Instant, to: Instant): Promise<readonly Fact[]>;
  /** For each agent, the state that held just before `at`. */
  statesAt(at: Instant): Promise<readonly FactOf<'agentState'>[]>;
  /**
   * The states of an agent, first to last, without those that were overwritten: the one that held just before the span,
   * and those that began in it.
   */
  statesOf(agentId: AgentId, span: Span): Promise<readonly FactOf<'agentState'>[]>;
  /** The state that an agent was once said to be in from this instant on; `overwritten` when that is no longer true. */
  spellFrom(agentId: AgentId, from: Instant): Promise<(StateSpell & { overwritten: boolean }) | undefined>;
  /** The parts of an agent that began in the span and are over. */
  partsOf(agentId: AgentId, span: Span): Promise<readonly FactOf<'partOver'>[]>;
  /** What became of the callers who began to wait in a queue in the span: their waits, and the parts that followed. */
  waitsOf(queue: string, span: Span): Promise<readonly Fact[]>;
  /** The instant before which facts may be forgotten. */
  keptFrom(): Instant;
}

/** Which lines of the reports are to be written. They stay until they are. */
export interface DueReports {
  /** Lines that are due, those that became due last first. */
  dueRows(at: Instant, limit: number): Promise<readonly NumberedRow[]>;
  /** Forgets lines that were written, but for those that became due again meanwhile. */
  rowsWritten(rows: readonly NumberedRow[]): Promise<void>;
  /** Keeps a line that the CRM does not take, and puts it off. */
  rowRefused(row: NumberedRow, refusal: { reason: string; retryAt: Instant }): Promise<void>;
  /** How many lines are due, and how many of them were refused when they were last tried. */
  countRows(at: Instant): Promise<{ readonly waiting: number; readonly refused: number }>;
}

/** A line that is due; another `version` once it has become due again. */
export interface NumberedRow extends RowName, Pick<DueRow, 'evenEmpty'> {
  readonly version: number;
}
