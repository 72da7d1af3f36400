import type { Instant } from '../../../../softphone/core/index.ts';
import type { MetricRules } from '../figures/metricRules.ts';
import type { Clock } from '../ports/clock.ts';
import type { Journal } from '../ports/journal.ts';
import type { NumberedRow } from '../ports/ledger.ts';
import type { ReportSink } from '../ports/reportSink.ts';
import type { Store } from '../ports/store.ts';
import { doAgain, type Again } from '../repeated/again.ts';
import { closeIntervals } from './closedIntervals.ts';
import type { ReportRow } from './reportRow.ts';
import { rowOf } from './rowOf.ts';

export interface ReportWriterParts {
  readonly store: Store;
  readonly sink: ReportSink;
  /** As the administrator has them now. */
  readonly rules: () => MetricRules;
  readonly clock: Clock;
  readonly journal: Journal;
}

const SHORTEST_PAUSE_MS = 1_000;
const RETRY_MS = 60_000;
/** Until somebody has mended the reason for which the CRM does not take a line. */
const REFUSED_MS = 3_600_000;

/**
 * Writes lines of the reports that are due: as many at once as the CRM takes, and no faster than it wants. Lines are
 * computed from the ledger when they are written; those that change meanwhile stay due. The newest come first, so
 * that a day that is written again does not keep them waiting. What is not written at the stop waits in the store.
 */
export function startReportWriter({ store, sink, rules, clock, journal }: ReportWriterParts): Again {
  async function work(): Promise<void> {
    await closeIntervals({ store, clock });
    await writeBatch();
  }

  /** What is due and has nothing in it costs no call: then the next ones have their turn at once. */
  async function writeBatch(): Promise<void> {
    let isSaved = false;
    while (!isSaved && !writer.isStopped()) {
      const due = await store.dueRows(clock.now(), sink.rowsAtOnce);
      if (due.length === 0) return;
      isSaved = await write(due);
    }
  }

  async function write(due: readonly NumberedRow[]): Promise<boolean> {
    const lines: { readonly name: NumberedRow; readonly row: ReportRow | undefined }[] = [];
    for (const name of due) lines.push({ name, row: await rowOf(store, name, rules()) });
    const rows = lines.flatMap(({ row }) => row ?? []);
    const { refused } = rows.length > 0 ? await sink.save(rows) : { refused: new Map<string, string>() };
    const isRefused = ({ row }: (typeof lines)[number]) => row !== undefined && refused.has(row.key);
    await store.rowsWritten(lines.filter((line) => !isRefused(line)).map(({ name }) => name));
    const retryAt = (clock.now() + REFUSED_MS) as Instant;
    for (const { name, row } of lines.filter(isRefused)) {
      await store.rowRefused(name, { reason: refused.get(row?.key ?? '') ?? '', retryAt });
    }
    if (refused.size > 0) journal.problem('REPORTS_REFUSED', { rows: refused.size });
    return rows.length > 0;
  }

  const writer = doAgain({
    clock,
    begins: 'now',
    pauseMs: (cause) => Math.max(cause === undefined ? SHORTEST_PAUSE_MS : RETRY_MS, sink.paceMs()),
    work,
    failed: (cause) => {
      journal.problem('REPORTS_NOT_WRITTEN', {}, cause);
    },
  });
  return writer;
}
