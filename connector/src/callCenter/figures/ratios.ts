import type { AgentCounts, QueueCounts } from '../reporting/reportRow.ts';

/** The ways to count a service level, in order of `docs/metrics.md`. */
export const serviceLevelVariants = [
  'ofOffered',
  'withoutShortAbandons',
  'abandonedInTimeIsServed',
  'ofAnswered',
] as const;
export type ServiceLevelVariant = (typeof serviceLevelVariants)[number];

/*
 * Every ratio is made of counts that add up: of several intervals, queues or agents, add the counts first. A ratio of
 * nothing is `undefined`.
 */

/**
 * The part of the callers who were answered in time, from 0 to 1.
 *
 * - `ofOffered`: answered in time / offered
 * - `withoutShortAbandons`: answered in time / (offered − short abandons)
 * - `abandonedInTimeIsServed`: (answered in time + abandoned in time) / offered
 * - `ofAnswered`: answered in time / answered
 */
export function serviceLevel(
  counts: Pick<QueueCounts, 'offered' | 'answered' | 'shortAbandoned' | 'answeredInTime' | 'abandonedInTime'>,
  variant: ServiceLevelVariant,
): number | undefined {
  const { offered, answered, shortAbandoned, answeredInTime, abandonedInTime } = counts;
  switch (variant) {
    case 'ofOffered':
      return ratio(answeredInTime, offered);
    case 'withoutShortAbandons':
      return ratio(answeredInTime, offered - shortAbandoned);
    case 'abandonedInTimeIsServed':
      return ratio(answeredInTime + abandonedInTime, offered);
    case 'ofAnswered':
      return ratio(answeredInTime, answered);
  }
}

/** Seconds: wait of those who were answered / answered. */
export function speedOfAnswer({
  answeredWaitSeconds,
  answered,
}: Pick<QueueCounts, 'answeredWaitSeconds' | 'answered'>): number | undefined {
  return ratio(answeredWaitSeconds, answered);
}

/** Seconds: wait of all / offered. */
export function averageWait({
  waitSeconds,
  offered,
}: Pick<QueueCounts, 'waitSeconds' | 'offered'>): number | undefined {
  return ratio(waitSeconds, offered);
}

/** From 0 to 1: (abandoned − short abandons) / (offered − short abandons). */
export function abandonRate({
  abandoned,
  shortAbandoned,
  offered,
}: Pick<QueueCounts, 'abandoned' | 'shortAbandoned' | 'offered'>): number | undefined {
  return ratio(abandoned - shortAbandoned, offered - shortAbandoned);
}

/** Seconds: (talk + hold + wrap-up) / answered, of the calls of a queue. */
export function queueHandleTime(
  counts: Pick<QueueCounts, 'answered' | 'talkSeconds' | 'holdSeconds' | 'wrapUpSeconds'>,
): number | undefined {
  return ratio(handleSeconds(counts), counts.answered);
}

/** Seconds: (talk + hold + wrap-up) / (answered + dialed), of the calls of an agent. */
export function agentHandleTime(
  counts: Pick<AgentCounts, 'answered' | 'dialed' | 'talkSeconds' | 'holdSeconds' | 'wrapUpSeconds'>,
): number | undefined {
  return ratio(handleSeconds(counts), counts.answered + counts.dialed);
}

/** From 0 to 1: (on call + in wrap-up) / (on call + in wrap-up + ready + reserved), of time in states. */
export function occupancy({
  onCallSeconds,
  inWrapUpSeconds,
  readySeconds,
  reservedSeconds,
}: Pick<AgentCounts, 'onCallSeconds' | 'inWrapUpSeconds' | 'readySeconds' | 'reservedSeconds'>):
  number | undefined {
  const busy = onCallSeconds + inWrapUpSeconds;
  return ratio(busy, busy + readySeconds + reservedSeconds);
}

function handleSeconds({
  talkSeconds,
  holdSeconds,
  wrapUpSeconds,
}: Pick<QueueCounts, 'talkSeconds' | 'holdSeconds' | 'wrapUpSeconds'>): number {
  return talkSeconds + holdSeconds + wrapUpSeconds;
}

function ratio(part: number, whole: number): number | undefined {
  return whole > 0 ? part / whole : undefined;
}
