import type { CountryCode } from 'libphonenumber-js';
import { countryNamed } from './countries.ts';
import type { ObjectShape } from './objectShape.ts';
import { readNumbers } from './readNumbers.ts';

/** A record as Salesforce answers it: flat with text alone (CSV), or with parents as objects (JSON). */
export type OrgRow = Readonly<Record<string, unknown>>;

/** What the index keeps of a record: ids and numbers, no names. */
export interface CallerRow {
  readonly recordId: string;
  readonly keys: readonly CallerKey[];
  /** Fields that hold something that nobody can be called by. */
  readonly unreadable: readonly string[];
  readonly accountId?: string;
  /** The contact behind a case, or inside a person account. */
  readonly personId?: string;
  /** Seconds since 1970. */
  readonly lastActivity?: number;
}

/** What a record is found by: an E.164 number without its plus, or, below zero, digits that a caller keys in. */
export interface CallerKey {
  readonly value: number;
  readonly field: string;
}

/** Longest digits that a number of JavaScript holds exactly, and as many as E.164 has. */
const MOST_DIGITS = 15;

/** The value under which a number in E.164 is kept. */
export function numberKey(e164: string): number {
  return Number(e164.slice(1));
}

/** The value under which digits that a caller keys in are kept; leading zeros do not count. */
export function keyedKey(text: string): number | undefined {
  const digits = text.replaceAll(/[\s./_#*-]/g, '');
  return /^\d+$/.test(digits) && digits.length <= MOST_DIGITS && Number(digits) > 0
    ? -Number(digits)
    : undefined;
}

/**
 * What the index keeps of a record, or undefined when it keeps nothing: deleted, the contact inside a person account
 * (the account stands for both), or without anything to be found by.
 */
export function callerRowOf(shape: ObjectShape, row: OrgRow, orgCountry: string): CallerRow | undefined {
  const isPersonAccount = shape.personAccounts && isTrue(row['IsPersonAccount']);
  if (isTrue(row['IsDeleted']) || (isPersonAccount && shape.objectType === 'Contact')) return undefined;
  const { keys, unreadable } = keysOf(shape, row, orgCountry);
  const personId = textAt(row, isPersonAccount ? 'PersonContactId' : (shape.personField ?? ''));
  if (keys.length === 0 && unreadable.length === 0 && personId === undefined) return undefined;
  const accountId = textAt(row, shape.accountField ?? '');
  const lastActivity = secondsOf(textAt(row, shape.lastActivityField ?? ''));
  return {
    recordId: String(row['Id']),
    keys,
    unreadable,
    ...(accountId !== undefined && { accountId }),
    ...(personId !== undefined && { personId }),
    ...(lastActivity !== undefined && { lastActivity }),
  };
}

/** Of several fields with the same number, the first counts. */
function keysOf(shape: ObjectShape, row: OrgRow, orgCountry: string): Pick<CallerRow, 'keys' | 'unreadable'> {
  const countries = countriesOf(shape, row, orgCountry);
  const keys = new Map<number, string>();
  const unreadable: string[] = [];
  for (const field of shape.phoneFields) {
    const written = textAt(row, field);
    if (written === undefined) continue;
    const numbers = readNumbers(written, countries);
    if (numbers.length === 0) unreadable.push(field);
    for (const number of numbers) if (!keys.has(numberKey(number))) keys.set(numberKey(number), field);
  }
  for (const field of shape.numberFields) {
    const value = keyedKey(textAt(row, field) ?? '');
    if (value !== undefined && !keys.has(value)) keys.set(value, field);
  }
  return { keys: [...keys].map(([value, field]) => ({ value, field })), unreadable };
}

/** The countries in which a record's numbers may be written, the likeliest first. */
export function countriesOf(shape: ObjectShape, row: OrgRow, orgCountry: string): readonly CountryCode[] {
  const own = shape.countryFields.flatMap((field) => countryNamed(textAt(row, field)) ?? []);
  return [...new Set([...own, ...[countryNamed(orgCountry) ?? []].flat()])];
}

/** The text of a field, also of a parent's (`Account.BillingCountry`). */
export function textAt(row: OrgRow, field: string): string | undefined {
  const flat = row[field];
  const value = flat === undefined && field.includes('.') ? parentsText(row, field) : flat;
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function parentsText(row: OrgRow, field: string): unknown {
  const [parent = '', name = ''] = field.split('.');
  return (row[parent] as OrgRow | null | undefined)?.[name];
}

function isTrue(value: unknown): boolean {
  return value === true || value === 'true';
}

function secondsOf(instant: string | undefined): number | undefined {
  // `+0000`, as Salesforce writes time zones, is not ISO 8601 for every reader.
  const at = instant === undefined ? NaN : Date.parse(instant.replace(/\+0000$/, 'Z'));
  return Number.isNaN(at) ? undefined : Math.floor(at / 1000);
}
