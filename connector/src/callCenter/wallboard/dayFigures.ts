import type { BoardCounts } from '../../../../softphone/wallboard/board.ts';
import { intervalOf } from '../figures/interval.ts';
import { dayAround } from '../figures/localTime.ts';
import type { MetricRules } from '../figures/metricRules.ts';
import { queueInterval } from '../figures/queueIntervals.ts';
import { serviceLevel } from '../figures/ratios.ts';
import type { Fact, FactOf } from '../ledger/fact.ts';
import type { Clock } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';
import type { QueueCounts } from '../reporting/reportRow.ts';

/** What became of the callers of each queue since midnight of the org. */
export interface DayFigures {
  /** Counts what has happened; the queues whose figures are others now. */
  take(facts: readonly Fact[]): readonly string[];
  of(queue: string): BoardCounts;
  /** Calls `listener` at each midnight, when all figures begin anew. */
  onNewDay(listener: () => void): void;
  serviceLevelSeconds(): number;
  stop(): void;
}

export interface DayFiguresParts {
  readonly store: Pick<Store, 'factsBetween'>;
  /** As the administrator has them now; who is counted already stays so until midnight. */
  readonly rules: () => MetricRules;
  readonly clock: Clock;
}

const counted = [
  'offered',
  'answered',
  'abandoned',
  'shortAbandoned',
  'answeredInTime',
  'abandonedInTime',
] as const satisfies readonly (keyof QueueCounts)[];

type Sums = Readonly<Record<(typeof counted)[number], number>>;

const NOBODY = Object.fromEntries(counted.map((name) => [name, 0])) as Sums;

/** Counts the day so far from the stored facts. Rejects with `StoreError`. */
export async function createDayFigures({ store, rules, clock }: DayFiguresParts): Promise<DayFigures> {
  const sums = new Map<string, Sums>();
  const listeners = new Set<() => void>();
  let today = dayAround(clock.now(), rules().timeZone);
  let forget = clock.schedule(today.to - clock.now(), beginDay);

  function beginDay(): void {
    today = dayAround(clock.now(), rules().timeZone);
    forget = clock.schedule(today.to - clock.now(), beginDay);
    sums.clear();
    for (const listener of listeners) listener();
  }

  function take(facts: readonly Fact[]): readonly string[] {
    const waits = facts
      .filter((fact) => fact.type === 'dequeued')
      .filter(({ queuedAt }) => queuedAt >= today.from && queuedAt < today.to);
    for (const wait of waits) {
      sums.set(wait.queue, added(sums.get(wait.queue) ?? NOBODY, countsOf(wait, rules())));
    }
    return [...new Set(waits.map(({ queue }) => queue))];
  }

  take(await store.factsBetween(today.from, today.to));

  return {
    take,
    of(queue) {
      const { offered, answered, abandoned, ...rest } = sums.get(queue) ?? NOBODY;
      const level = serviceLevel({ offered, answered, ...rest }, rules().serviceLevelVariant);
      return { offered, answered, abandoned, ...(level !== undefined && { serviceLevel: level }) };
    },
    onNewDay: (listener) => void listeners.add(listener),
    serviceLevelSeconds: () => rules().serviceLevelSeconds,
    stop: () => forget(),
  };
}

/** One wait, counted as reports count it. */
function countsOf(wait: FactOf<'dequeued'>, rules: MetricRules): Sums {
  return queueInterval({ queue: wait.queue, start: intervalOf(wait.queuedAt), rules }, [wait]);
}

function added(one: Sums, other: Sums): Sums {
  return Object.fromEntries(counted.map((name) => [name, one[name] + other[name]])) as Sums;
}
