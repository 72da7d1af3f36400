import type { Instant } from '../../../../softphone/core/index.ts';
import { waitOf, type Fact, type FactOf } from '../ledger/fact.ts';
import { rowKey, type QueueCounts, type QueueIntervalRow } from '../reporting/reportRow.ts';
import { endOfInterval } from './interval.ts';
import { localTime } from './localTime.ts';
import type { MetricRules } from './metricRules.ts';
import { partTimes } from './partTimes.ts';
import { sumOf } from './sums.ts';

/** What became of the callers who began to wait in a queue in the interval that begins at `start`. */
export function queueInterval(
  { queue, start, rules }: { queue: string; start: Instant; rules: MetricRules },
  facts: readonly Fact[],
): QueueIntervalRow {
  const end = endOfInterval(start);
  const own = facts.filter((fact) => {
    const wait = waitOf(fact);
    return wait?.queue === queue && wait.queuedAt >= start && wait.queuedAt < end;
  });
  return {
    kind: 'queueInterval',
    key: rowKey({ kind: 'queueInterval', who: queue, start }),
    queue,
    start,
    ...localTime(start, rules.timeZone),
    ...waitCounts(
      own.filter((fact) => fact.type === 'dequeued'),
      rules,
    ),
    ...partCounts(own.filter((fact) => fact.type === 'partOver')),
  };
}

type PartCounts = Pick<
  QueueCounts,
  'missed' | 'transferred' | 'talkSeconds' | 'holdSeconds' | 'wrapUpSeconds'
>;

function waitCounts(
  waits: readonly FactOf<'dequeued'>[],
  { serviceLevelSeconds, shortAbandonSeconds }: MetricRules,
): Omit<QueueCounts, keyof PartCounts> {
  const that = (how: FactOf<'dequeued'>['how']) => waits.filter((wait) => wait.how === how);
  const answered = that('answered');
  const abandoned = that('abandoned');
  const inTime = (wait: FactOf<'dequeued'>) => secondsOf(wait) <= serviceLevelSeconds;
  return {
    offered: waits.length,
    answered: answered.length,
    abandoned: abandoned.length,
    shortAbandoned: abandoned.filter((wait) => secondsOf(wait) < shortAbandonSeconds).length,
    voicemails: that('voicemail').length,
    moved: that('moved').length,
    failed: that('failed').length,
    waitSeconds: sumOf(waits, secondsOf),
    longestWaitSeconds: waits.reduce((longest, wait) => Math.max(longest, secondsOf(wait)), 0),
    answeredWaitSeconds: sumOf(answered, secondsOf),
    answeredInTime: answered.filter(inTime).length,
    abandonedInTime: abandoned.filter(inTime).length,
  };
}

function partCounts(parts: readonly FactOf<'partOver'>[]): PartCounts {
  const times = parts.map(partTimes);
  return {
    missed: parts.filter(({ left }) => left === 'missed' || left === 'declined').length,
    transferred: parts.filter(({ answeredAt, left }) => answeredAt !== undefined && left === 'transferred')
      .length,
    talkSeconds: sumOf(times, ({ talkSeconds }) => talkSeconds),
    holdSeconds: sumOf(times, ({ holdSeconds }) => holdSeconds),
    wrapUpSeconds: sumOf(times, ({ wrapUpSeconds }) => wrapUpSeconds),
  };
}

function secondsOf({ queuedAt, at }: FactOf<'dequeued'>): number {
  return Math.max(0, at - queuedAt) / 1000;
}
