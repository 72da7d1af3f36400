import type { Instant } from '../../../../../softphone/core/index.ts';
import type { Row } from './askTogether.ts';

/** When the org works, as its default business hours and its holidays say. */
export interface OrgCalendar {
  /** IANA name of the org's time zone. */
  readonly timeZone: string;
  /** Days of the week with business hours, 0 for Sunday. */
  readonly workDays: readonly number[];
  readonly holidays: readonly Holiday[];
}

/** A whole day off; a part of a day is none. */
export type Holiday =
  | { readonly on: string }
  /** `month` and `day` from 1. */
  | { readonly month: number; readonly day: number }
  /** The first to fourth such weekday of a month, or its last (5). */
  | { readonly month: number; readonly weekday: number; readonly instance: number };

export const CALENDAR_QUERIES = {
  organization: 'SELECT TimeZoneSidKey FROM Organization',
  hours:
    'SELECT TimeZoneSidKey, SundayStartTime, MondayStartTime, TuesdayStartTime, WednesdayStartTime, ' +
    'ThursdayStartTime, FridayStartTime, SaturdayStartTime FROM BusinessHours WHERE IsDefault = true',
  holidays:
    'SELECT ActivityDate, IsAllDay, IsRecurrence, RecurrenceType, RecurrenceMonthOfYear, ' +
    'RecurrenceDayOfMonth, RecurrenceInstance, RecurrenceDayOfWeekMask FROM Holiday',
} as const;

/** Where the org does not say: Monday to Friday. */
export const usualCalendar: OrgCalendar = { timeZone: 'UTC', workDays: [1, 2, 3, 4, 5], holidays: [] };

const WEEK = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;
const INSTANCES = ['First', 'Second', 'Third', 'Fourth', 'Last'] as const;
const DAY_MS = 86_400_000;
/** An org that never works would otherwise have no due date at all. */
const LONGEST_SEARCH_DAYS = 1_000;

/** The calendar that the org's records tell; what was not read stays as in `before`. */
export function calendarOf(
  rows: { readonly [Query in keyof typeof CALENDAR_QUERIES]: readonly Row[] | undefined },
  before: OrgCalendar,
): OrgCalendar {
  const [hours] = rows.hours ?? [];
  const [organization] = rows.organization ?? [];
  const zones = [organization?.['TimeZoneSidKey'], hours?.['TimeZoneSidKey']];
  // A closed day has no start; one that is open around the clock starts at midnight.
  const workDays = hours && WEEK.flatMap((day, place) => (hours[`${day}StartTime`] == null ? [] : [place]));
  return {
    timeZone: zones.find(isTimeZone) ?? before.timeZone,
    workDays: workDays && workDays.length > 0 ? workDays : before.workDays,
    holidays: rows.holidays?.flatMap((row) => holidayOf(row) ?? []) ?? before.holidays,
  };
}

/** The org's day at an instant, `2026-01-05`. */
export function dayOf({ timeZone }: OrgCalendar, at: Instant): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(at);
}

/** The org's day `count` business days after that of `at`; with 0, that day, or the next that is one. */
export function businessDayAfter(calendar: OrgCalendar, at: Instant, count: number): string {
  let day = Date.parse(dayOf(calendar, at));
  let left = count === 0 && !isBusinessDay(calendar, day) ? 1 : count;
  for (let searched = 0; left > 0 && searched < LONGEST_SEARCH_DAYS; searched += 1) {
    day += DAY_MS;
    if (isBusinessDay(calendar, day)) left -= 1;
  }
  return new Date(day).toISOString().slice(0, 10);
}

function isBusinessDay({ workDays, holidays }: OrgCalendar, dayMs: number): boolean {
  const day = new Date(dayMs);
  return workDays.includes(day.getUTCDay()) && !holidays.some((holiday) => falls(holiday, day));
}

function falls(holiday: Holiday, day: Date): boolean {
  if ('on' in holiday) return holiday.on === day.toISOString().slice(0, 10);
  if (holiday.month !== day.getUTCMonth() + 1) return false;
  if ('day' in holiday) return holiday.day === day.getUTCDate();
  if (holiday.weekday !== day.getUTCDay()) return false;
  const instance = Math.ceil(day.getUTCDate() / 7);
  const last = new Date(day.getTime() + 7 * DAY_MS).getUTCMonth() !== day.getUTCMonth();
  return holiday.instance === INSTANCES.length ? last : holiday.instance === instance;
}

/** Holidays of a part of the day, and those that recur by the week or month, are work days here. */
function holidayOf(row: Row): Holiday | undefined {
  if (row['IsAllDay'] !== true) return undefined;
  if (row['IsRecurrence'] !== true) {
    const on = row['ActivityDate'];
    return typeof on === 'string' ? { on: on.slice(0, 10) } : undefined;
  }
  const month = 1 + MONTHS.findIndex((name) => name === row['RecurrenceMonthOfYear']);
  const day = row['RecurrenceDayOfMonth'];
  const instance = 1 + INSTANCES.findIndex((name) => name === row['RecurrenceInstance']);
  // One bit for each day of the week, Sunday the lowest.
  const weekday = Math.log2(Number(row['RecurrenceDayOfWeekMask'] ?? 0));
  if (row['RecurrenceType'] === 'RecursYearly' && month > 0 && typeof day === 'number') return { month, day };
  const nth = row['RecurrenceType'] === 'RecursYearlyNth' && month > 0 && instance > 0;
  return nth && Number.isInteger(weekday) ? { month, weekday, instance } : undefined;
}

function isTimeZone(zone: unknown): zone is string {
  if (typeof zone !== 'string') return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
