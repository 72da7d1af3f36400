import { describe, expect, it } from '@jest/globals';
import type { Instant } from '../../../../softphone/core/index.ts';
import { intervalsIn, type Span } from './interval.ts';
import { localTime, spanOfDay } from './localTime.ts';

const BERLIN = 'Europe/Berlin';
const at = (text: string) => Date.parse(text) as Instant;
const hours = ({ from, to }: Span) => (to - from) / 3_600_000;
const span = (day: string, zone: string) => {
  const found = spanOfDay(day, zone);
  if (!found) throw new Error(`${day} is no day`);
  return found;
};

describe('day and time in a time zone', () => {
  it.each([
    ['2026-03-29T00:45:00Z', BERLIN, '2026-03-29', '01:45'],
    ['2026-03-29T01:00:00Z', BERLIN, '2026-03-29', '03:00'],
    ['2026-06-30T22:15:00Z', BERLIN, '2026-07-01', '00:15'],
    ['2026-01-05T00:00:00Z', 'America/New_York', '2026-01-04', '19:00'],
    ['2026-01-05T00:00:00Z', 'Asia/Kathmandu', '2026-01-05', '05:45'],
    ['2026-01-05T00:00:00Z', 'UTC', '2026-01-05', '00:00'],
  ])('%s in %s is %s %s', (instant, zone, day, time) => {
    expect(localTime(at(instant), zone)).toEqual({ day, time });
  });

  it('says an hour twice when clocks go back, of intervals that begin at different instants', () => {
    const twice = intervalsIn({ from: at('2026-10-25T00:00:00Z'), to: at('2026-10-25T02:00:00Z') });

    expect(twice.map((start) => localTime(start, BERLIN).time)).toEqual([
      ...['02:00', '02:15', '02:30', '02:45'],
      ...['02:00', '02:15', '02:30', '02:45'],
    ]);
    expect(new Set(twice).size).toBe(8);
  });
});

describe('a day in a time zone', () => {
  it.each([
    ['2026-03-28', BERLIN, 24, '2026-03-27T23:00:00Z'],
    ['2026-03-29', BERLIN, 23, '2026-03-28T23:00:00Z'],
    ['2026-10-25', BERLIN, 25, '2026-10-24T22:00:00Z'],
    ['2026-03-08', 'America/Los_Angeles', 23, '2026-03-08T08:00:00Z'],
    ['2026-12-31', 'Pacific/Kiritimati', 24, '2026-12-30T10:00:00Z'],
    ['2026-04-05', 'Australia/Lord_Howe', 24.5, '2026-04-04T13:00:00Z'],
  ])('%s in %s has %d hours and begins at %s', (day, zone, length, from) => {
    expect(hours(span(day, zone))).toBe(length);
    expect(span(day, zone).from).toBe(at(from));
    expect(intervalsIn(span(day, zone))).toHaveLength(length * 4);
  });

  it.each(['2026-02-30', '2026-13-01', 'yesterday', '', '2026-3-29', '1969-01-01'])('is not %j', (day) => {
    expect(spanOfDay(day, BERLIN)).toBeUndefined();
  });
});
