import type { Instant } from '../../../../softphone/core/index.ts';
import type { Span } from './interval.ts';

/** What a clock and a calendar say in a time zone. */
export interface LocalTime {
  /** `2026-03-29` */
  readonly day: string;
  /** `01:45` */
  readonly time: string;
}

const MINUTE_MS = 60_000;
/** The year 2100. */
const END_OF_TIME_MS = 4_102_444_800_000;

/** Making one takes far longer than using it. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** An instant in a time zone of IANA's list. Throws `RangeError` for a zone that there is not. */
export function localTime(at: Instant, timeZone: string): LocalTime {
  const parts = Object.fromEntries(
    formatOf(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  const { year, month, day, hour, minute } = parts;
  return { day: `${year}-${month}-${day}`, time: `${hour}:${minute}` };
}

/**
 * A day in a time zone, from its first instant to that of the next one: 23, 24 or 25 hours. `undefined` for what is
 * no day of our time.
 */
export function spanOfDay(day: string, timeZone: string): Span | undefined {
  const from = firstMinute(timeZone, (local) => local.day >= day);
  const to = firstMinute(timeZone, (local) => local.day > day);
  return localTime(from, timeZone).day === day ? { from, to } : undefined;
}

/** The day that an instant is in. Throws `RangeError` for a zone that there is not. */
export function dayAround(at: Instant, timeZone: string): Span {
  const span = spanOfDay(localTime(at, timeZone).day, timeZone);
  if (!span) throw new RangeError(`${timeZone} has no day at ${at}`);
  return span;
}

/** The first minute that `is` says yes to; it says no to every earlier one. */
function firstMinute(timeZone: string, is: (local: LocalTime) => boolean): Instant {
  let before = 0;
  let after = END_OF_TIME_MS;
  while (after - before > MINUTE_MS) {
    const middle = before + Math.floor((after - before) / 2 / MINUTE_MS) * MINUTE_MS;
    if (is(localTime(middle as Instant, timeZone))) after = middle;
    else before = middle;
  }
  return after as Instant;
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  formats.set(timeZone, format);
  return format;
}
