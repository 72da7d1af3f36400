import type { RecordMatch } from '../../../../../softphone/core/index.ts';
import { keyedKey, numberKey } from './callerRow.ts';
import type { FoundRecord, IndexReader } from './indexReader.ts';
import type { ObjectShape } from './objectShape.ts';
import { rankMatches } from './rankMatches.ts';
import { recordIdIn } from './recordId.ts';

/** Which numbers tell nothing of who calls. */
export interface NumberRules {
  /** A number that more records hold is a switchboard's. */
  readonly sharedNumberLimit: number;
  /** E.164, or the beginning of it with a star: `+1800*`. */
  readonly ignoredNumbers: readonly string[];
}

export type LookUp =
  | { readonly kind: 'found'; readonly matches: readonly RecordMatch[] }
  | { readonly kind: 'unknown' }
  /** On the list of numbers to be ignored. */
  | { readonly kind: 'ignored' }
  /** A switchboard's: at most the accounts behind it. */
  | { readonly kind: 'shared'; readonly matches: readonly RecordMatch[] };

interface Index {
  readonly reader: IndexReader;
  readonly shapes: readonly ObjectShape[];
  readonly rules: NumberRules;
}

const ACCOUNT = 'Account';
/** Fewer digits keyed in are an answer to a menu. */
const FEWEST_DIGITS = 3;

/** The records of a number in E.164, best first. */
export function lookUpNumber({ reader, shapes, rules }: Index, e164: string): LookUp {
  if (isIgnored(e164, rules.ignoredNumbers)) return { kind: 'ignored' };
  const key = numberKey(e164);
  const found = reader.withKey(key, rules.sharedNumberLimit + 1);
  if (found.length === 0) return { kind: 'unknown' };
  if (found.length > rules.sharedNumberLimit)
    return { kind: 'shared', matches: accountsBehind({ reader, shapes, rules }, key) };
  return { kind: 'found', matches: rankMatches(found, { reader, shapes }) };
}

/** The records that what a caller keyed in names: a record id, or the number of a case, an account or the like. */
export function lookUpCollected({ reader, shapes, rules }: Index, collected: string): readonly RecordMatch[] {
  const found = collectedRecords(reader, collected, rules.sharedNumberLimit);
  return found.length > rules.sharedNumberLimit
    ? []
    : rankMatches(found, { reader, shapes }, { kind: 'collected' });
}

/** Digits that may name a record; undefined when there are too few. */
export function collectedKey(collected: string): number | undefined {
  return collected.replaceAll(/\D/g, '').length < FEWEST_DIGITS ? undefined : keyedKey(collected);
}

function collectedRecords(reader: IndexReader, collected: string, limit: number): readonly FoundRecord[] {
  const recordId = recordIdIn(collected);
  const record = recordId === undefined ? undefined : reader.record(recordId);
  if (record) return [record];
  const key = collectedKey(collected);
  return key === undefined ? [] : reader.withKey(key, limit + 1);
}

/** Accounts that hold the number themselves, else the one to which all its holders belong. */
function accountsBehind({ reader, shapes, rules }: Index, key: number): readonly RecordMatch[] {
  const own = reader
    .withKeyOf(key, ACCOUNT, rules.sharedNumberLimit + 1)
    .filter(({ personId }) => personId === undefined);
  if (own.length > rules.sharedNumberLimit) return [];
  if (own.length > 0) return rankMatches(own, { reader, shapes });
  const [only, ...others] = reader.accountsWithKey(key, 2);
  if (only === undefined || others.length > 0) return [];
  return [{ objectType: ACCOUNT, recordId: only, part: 'subject', reason: { kind: 'account' } }];
}

function isIgnored(e164: string, ignored: readonly string[]): boolean {
  return ignored.some((rule) => (rule.endsWith('*') ? e164.startsWith(rule.slice(0, -1)) : e164 === rule));
}
