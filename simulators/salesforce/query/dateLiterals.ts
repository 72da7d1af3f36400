const DAY = 86_400_000;

/** Start and end (not included) of a date literal, epoch milliseconds. */
interface DateRange {
  readonly start: number;
  readonly end: number;
}

type Unit = 'DAY' | 'WEEK' | 'MONTH' | 'QUARTER' | 'YEAR';

/**
 * What `TODAY`, `LAST_WEEK` or `LAST_N_DAYS:7` means at `now`, in UTC; undefined for an unknown literal.
 *
 * "Date Formats and Date Literals in WHERE", SOQL and SOSL Reference. Weeks start on Sunday; fiscal years are calendar years.
 */
export function dateRange(literal: string, now: number): DateRange | undefined {
  const [name = '', number = '1'] = literal.toUpperCase().replace('FISCAL_', '').split(':');
  const count = Number(number);
  if (name === 'TODAY') return span('DAY', [0, 1], now);
  if (name === 'YESTERDAY') return span('DAY', [-1, 0], now);
  if (name === 'TOMORROW') return span('DAY', [1, 2], now);
  if (name === 'LAST_90_DAYS') return span('DAY', [-90, 1], now);
  if (name === 'NEXT_90_DAYS') return span('DAY', [1, 91], now);

  const whole = /^(THIS|LAST|NEXT)_(WEEK|MONTH|QUARTER|YEAR)$/.exec(name);
  if (whole) {
    const first = { THIS: 0, LAST: -1, NEXT: 1 }[whole[1] as 'THIS' | 'LAST' | 'NEXT'];
    return span(whole[2] as Unit, [first, first + 1], now);
  }
  const several = /^(LAST|NEXT)_N_(DAY|WEEK|MONTH|QUARTER|YEAR)S$/.exec(name);
  if (several) {
    const unit = several[2] as Unit;
    // LAST_N_DAYS includes today, LAST_N_WEEKS and longer units end before the current one.
    if (several[1] === 'LAST') return span(unit, [-count, unit === 'DAY' ? 1 : 0], now);
    return span(unit, [1, count + 1], now);
  }
  const ago = /^N_(DAY|WEEK|MONTH|QUARTER|YEAR)S_AGO$/.exec(name);
  return ago ? span(ago[1] as Unit, [-count, 1 - count], now) : undefined;
}

function span(unit: Unit, [first, last]: readonly [number, number], now: number): DateRange {
  return { start: startOf(unit, first, now), end: startOf(unit, last, now) };
}

/** The start of the unit that lies `offset` units from the one `now` is in. */
function startOf(unit: Unit, offset: number, now: number): number {
  const date = new Date(now);
  const year = date.getUTCFullYear();
  const month = date.getUTCMonth();
  const today = Date.UTC(year, month, date.getUTCDate());
  switch (unit) {
    case 'DAY':
      return today + offset * DAY;
    case 'WEEK':
      return today - date.getUTCDay() * DAY + offset * 7 * DAY;
    case 'MONTH':
      return Date.UTC(year, month + offset, 1);
    case 'QUARTER':
      return Date.UTC(year, Math.floor(month / 3) * 3 + offset * 3, 1);
    case 'YEAR':
      return Date.UTC(year + offset, 0, 1);
  }
}
