import type { Instant } from '../../../../softphone/core/index.ts';

/** Figures are counted in quarters of an hour, which begin at the same instants in every time zone. */
export const INTERVAL_MS = 15 * 60_000;

/** A stretch of time; `to` is not in it. */
export interface Span {
  readonly from: Instant;
  readonly to: Instant;
}

/** When the interval began that an instant is in. */
export function intervalOf(at: Instant): Instant {
  return (Math.floor(at / INTERVAL_MS) * INTERVAL_MS) as Instant;
}

export function endOfInterval(start: Instant): Instant {
  return (start + INTERVAL_MS) as Instant;
}

/** The beginnings of the intervals that have something of the span in them, first to last. */
export function intervalsIn({ from, to }: Span): readonly Instant[] {
  const starts: Instant[] = [];
  for (let start = intervalOf(from); start < to; start = endOfInterval(start)) starts.push(start);
  return starts;
}
