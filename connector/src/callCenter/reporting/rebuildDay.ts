import type { Instant } from '../../../../softphone/core/index.ts';
import { endOfInterval, intervalsIn } from '../figures/interval.ts';
import { spanOfDay } from '../figures/localTime.ts';
import type { MetricRules } from '../figures/metricRules.ts';
import type { Clock } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';
import { rowsOfStaffed } from './closedIntervals.ts';
import { rowsTouchedBy } from './dueRow.ts';
import { rowKey } from './reportRow.ts';

export interface RebuildParts {
  readonly store: Store;
  readonly rules: () => MetricRules;
  readonly clock: Clock;
}

/** How many lines will be written again, or why none: there is no such day, or it is not kept any more. */
export type Rebuilt = { readonly rows: number } | { readonly refusal: 'noDay' | 'forgotten' };

/**
 * Has every line of a day in the org's time zone, such as `2026-03-29`, computed from the ledger and written again, as
 * far as the day has come. Rejects with `StoreError`.
 */
export async function rebuildDay({ store, rules, clock }: RebuildParts, day: string): Promise<Rebuilt> {
  const span = spanOfDay(day, rules().timeZone);
  if (!span || span.from > clock.now()) return { refusal: 'noDay' };
  if (span.from < store.keptFrom()) return { refusal: 'forgotten' };
  const names = new Set<string>();
  const to = Math.min(span.to, clock.now()) as Instant;
  for (const start of intervalsIn({ from: span.from, to })) {
    const end = endOfInterval(start);
    const facts = await store.factsBetween(start, end);
    const due = [
      ...facts.flatMap((fact) => rowsTouchedBy(fact, end)),
      ...(await rowsOfStaffed(store, start)),
    ];
    await store.transact((turn) => turn.makeDue(due));
    for (const name of due) names.add(rowKey(name));
  }
  return { rows: names.size };
}
