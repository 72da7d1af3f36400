import type { ObjectDescribe } from '../../org/schema/describe.ts';
import { textOf } from '../records.ts';
import type { Viewing } from '../view.ts';
import type { Report } from './reportLibrary.ts';

const DAY_MS = 86_400_000;

/** Days before today that a relative period reaches back ("Relative Date Filter Reference", Salesforce Help). */
const DAYS_BACK: Readonly<Record<string, number>> = {
  INTERVAL_TODAY: 0,
  INTERVAL_LAST7: 6,
  INTERVAL_LAST30: 29,
  INTERVAL_LAST60: 59,
  INTERVAL_LAST90: 89,
  INTERVAL_LAST120: 119,
};

/** The period in SOQL, of days in the org's time zone; `undefined` for all time. */
export function periodCondition(
  viewing: Viewing,
  describe: ObjectDescribe,
  { field, interval }: Report['period'],
): string | undefined {
  if (interval === 'INTERVAL_CUSTOM' || field === '') return undefined;
  const back = DAYS_BACK[interval];
  if (back === undefined)
    throw new Error(`The stand-in knows no period ${interval}: add it to reportPeriod.ts.`);
  const { org, user } = viewing;
  const [organization] = org.query('SELECT TimeZoneSidKey FROM Organization', user.id).records;
  const timeZone = textOf(organization?.TimeZoneSidKey) || 'UTC';
  const today = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(org.now());
  const first = new Date(Date.parse(today) - back * DAY_MS).toISOString();
  const isDate = describe.fields.find(({ name }) => name === field)?.type === 'date';
  if (isDate) return `${field} >= ${first.slice(0, 10)} AND ${field} <= ${today}`;
  return `${field} >= ${startOf(first.slice(0, 10), timeZone)}`;
}

/** The instant at which a day begins in a zone; on the day of a change of the clock, an hour off at most. */
function startOf(day: string, timeZone: string): string {
  const noon = Date.parse(`${day}T12:00:00Z`);
  const shown = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(noon);
  const offset = Date.parse(`${shown.replace(' ', 'T')}Z`) - noon;
  return new Date(Date.parse(`${day}T00:00:00Z`) - offset).toISOString();
}
