import { describe, expect, it } from '@jest/globals';
import type { Instant } from '../../../../../softphone/core/index.ts';
import { businessDayAfter, calendarOf, dayOf, usualCalendar, type OrgCalendar } from './businessDays.ts';

const weekdays = {
  TimeZoneSidKey: 'America/New_York',
  SundayStartTime: null,
  MondayStartTime: '08:00:00.000Z',
  TuesdayStartTime: '08:00:00.000Z',
  WednesdayStartTime: '00:00:00.000Z',
  ThursdayStartTime: '08:00:00.000Z',
  FridayStartTime: '08:00:00.000Z',
  SaturdayStartTime: null,
};
const off = { IsAllDay: true, IsRecurrence: false };

const calendar = (holidays: readonly Record<string, unknown>[] = [], zone = 'America/Los_Angeles') =>
  calendarOf(
    { organization: [{ TimeZoneSidKey: zone }], hours: [weekdays], holidays: [...holidays] },
    usualCalendar,
  );
const utc = (text: string) => Date.parse(`${text}Z`) as Instant;
/** Friday, 8 May 2026, noon in San Francisco. */
const friday = utc('2026-05-08T19:00:00');

describe("the org's day", () => {
  it('is that of its own time zone', () => {
    const midnight = utc('2026-05-09T02:00:00');

    expect(dayOf(calendar(), midnight)).toBe('2026-05-08');
    expect(dayOf(calendar([], 'Asia/Kolkata'), midnight)).toBe('2026-05-09');
  });

  it('is the default business hours’ where the org names no zone that is known', () => {
    expect(calendar([], 'Mars/Base').timeZone).toBe('America/New_York');
  });
});

describe('a due date', () => {
  const due = (its: OrgCalendar, count = 1) => businessDayAfter(its, friday, count);

  it('leaves out days without business hours', () => {
    expect([0, 1, 2].map((count) => due(calendar(), count))).toEqual([
      '2026-05-08',
      '2026-05-11',
      '2026-05-12',
    ]);
  });

  it('of a call on a day off, due at once, is the next business day', () => {
    expect(businessDayAfter(calendar(), utc('2026-05-09T19:00:00'), 0)).toBe('2026-05-11');
  });

  it.each([
    ['of one day', { ...off, ActivityDate: '2026-05-11' }],
    [
      'of every year',
      {
        IsAllDay: true,
        IsRecurrence: true,
        RecurrenceType: 'RecursYearly',
        RecurrenceMonthOfYear: 'May',
        RecurrenceDayOfMonth: 11,
      },
    ],
    [
      'on the second Monday of May',
      {
        IsAllDay: true,
        IsRecurrence: true,
        RecurrenceType: 'RecursYearlyNth',
        RecurrenceMonthOfYear: 'May',
        RecurrenceInstance: 'Second',
        RecurrenceDayOfWeekMask: 2,
      },
    ],
  ])('leaves out a holiday %s', (_name, holiday) => {
    expect(due(calendar([holiday]))).toBe('2026-05-12');
  });

  it('counts a day with a holiday of some hours', () => {
    expect(due(calendar([{ ...off, IsAllDay: false, ActivityDate: '2026-05-11' }]))).toBe('2026-05-11');
  });

  it('knows the last Monday of a month', () => {
    const last = {
      IsAllDay: true,
      IsRecurrence: true,
      RecurrenceType: 'RecursYearlyNth',
      RecurrenceMonthOfYear: 'May',
      RecurrenceInstance: 'Last',
      RecurrenceDayOfWeekMask: 2,
    };

    expect(businessDayAfter(calendar([last]), utc('2026-05-22T19:00:00'), 1)).toBe('2026-05-26');
    expect(businessDayAfter(calendar([last]), utc('2026-05-15T19:00:00'), 1)).toBe('2026-05-18');
  });

  it('is Monday to Friday where nothing could be read', () => {
    const unread = calendarOf(
      { organization: undefined, hours: undefined, holidays: undefined },
      usualCalendar,
    );

    expect(due(unread)).toBe('2026-05-11');
  });
});
