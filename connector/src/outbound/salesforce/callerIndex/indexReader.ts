import type { DatabaseSync } from 'node:sqlite';
import type { HiddenKeys } from './hiddenKeys.ts';
import { joinId, splitId } from './recordId.ts';

/** A record of the index, as it was found. */
export interface FoundRecord {
  readonly objectType: string;
  readonly recordId: string;
  /** API name of the field that holds what was looked up; absent when it was found otherwise. */
  readonly field?: string;
  readonly accountId?: string;
  readonly personId?: string;
  /** Seconds since 1970. */
  readonly lastActivity?: number;
}

/** Looks records up; every answer takes microseconds and reads the disk at most a few times. */
export interface IndexReader {
  /** The records with this key, at most `most` of them, in no order. */
  withKey(value: number, most: number): readonly FoundRecord[];
  /** Those of the records with this key that are of one object. */
  withKeyOf(value: number, objectType: string, most: number): readonly FoundRecord[];
  /** The accounts of the records with this key: at most `most` of them, each once. */
  accountsWithKey(value: number, most: number): readonly string[];
  record(recordId: string): FoundRecord | undefined;
  /** Records behind which this contact is: open cases, a person account. */
  ofPerson(contactId: string, most: number): readonly FoundRecord[];
  /** How many fields hold something that is no number, by object and field. */
  unreadableCounts(): readonly {
    readonly objectType: string;
    readonly field: string;
    readonly count: number;
  }[];
  /** Ids of records with such a field. */
  unreadable(objectType: string, field: string, most: number): readonly string[];
  size(): { readonly records: number; readonly keys: number; readonly bytes: number };
}

interface Row {
  readonly prefix: string;
  readonly serial: number;
  readonly object: string;
  readonly field: string | null;
  readonly account_prefix: string | null;
  readonly account_serial: number | null;
  readonly person_prefix: string | null;
  readonly person_serial: number | null;
  readonly activity: number | null;
}

const RECORD = `
  place.prefix AS prefix, record.serial AS serial, place.object AS object,
  account.prefix AS account_prefix, record.account_serial AS account_serial,
  person.prefix AS person_prefix, record.person_serial AS person_serial, record.activity AS activity`;
const PLACES = `
  JOIN place ON place.no = record.place
  LEFT JOIN place AS account ON account.no = record.account_place
  LEFT JOIN place AS person ON person.no = record.person_place`;
const WITH_KEY = `
  SELECT ${RECORD}, field.name AS field FROM entry
  JOIN record ON record.place = entry.place AND record.serial = entry.serial
  JOIN field ON field.no = entry.field ${PLACES}
  WHERE entry.value = ?`;

export function createIndexReader(database: DatabaseSync, { hide }: HiddenKeys): IndexReader {
  const withKey = database.prepare(`${WITH_KEY} LIMIT ?`);
  const withKeyOf = database.prepare(`${WITH_KEY} AND place.object = ? LIMIT ?`);
  const accountsWithKey = database.prepare(`
    SELECT DISTINCT account.prefix AS prefix, record.account_serial AS serial FROM entry
    JOIN record ON record.place = entry.place AND record.serial = entry.serial
    JOIN place AS account ON account.no = record.account_place
    WHERE entry.value = ? LIMIT ?`);
  const record = database.prepare(
    `SELECT ${RECORD}, NULL AS field FROM record ${PLACES} WHERE place.prefix = ? AND record.serial = ?`,
  );
  const ofPerson = database.prepare(`
    SELECT ${RECORD}, NULL AS field FROM record ${PLACES}
    WHERE record.person_place = (SELECT no FROM place WHERE prefix = ?) AND record.person_serial = ?
    ORDER BY record.activity DESC LIMIT ?`);
  const unreadableCounts = database.prepare(`
    SELECT field.object AS objectType, field.name AS field, count(*) AS count
    FROM unreadable JOIN field ON field.no = unreadable.field GROUP BY field.no ORDER BY field.no`);
  const unreadable = database.prepare(`
    SELECT place.prefix AS prefix, unreadable.serial AS serial FROM unreadable
    JOIN place ON place.no = unreadable.place JOIN field ON field.no = unreadable.field
    WHERE field.object = ? AND field.name = ? LIMIT ?`);
  const size = database.prepare(`
    SELECT (SELECT count(*) FROM record) AS records, (SELECT count(*) FROM entry) AS keys,
    (SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()) AS bytes`);

  return {
    withKey: (value, most) => (withKey.all(hide(value), most) as unknown as Row[]).map(foundRecord),
    withKeyOf: (value, objectType, most) =>
      (withKeyOf.all(hide(value), objectType, most) as unknown as Row[]).map(foundRecord),
    accountsWithKey: (value, most) => (accountsWithKey.all(hide(value), most) as unknown as Row[]).map(idOf),
    record(recordId) {
      const { place, serial } = splitId(recordId);
      const row = record.get(place, serial) as Row | undefined;
      return row && foundRecord(row);
    },
    ofPerson(contactId, most) {
      const { place, serial } = splitId(contactId);
      return (ofPerson.all(place, serial, most) as unknown as Row[]).map(foundRecord);
    },
    unreadableCounts: () => unreadableCounts.all() as unknown as ReturnType<IndexReader['unreadableCounts']>,
    unreadable: (objectType, field, most) =>
      (unreadable.all(objectType, field, most) as unknown as Row[]).map(idOf),
    size: () => size.get() as unknown as ReturnType<IndexReader['size']>,
  };
}

function foundRecord(row: Row): FoundRecord {
  const { object, field, account_prefix, account_serial, person_prefix, person_serial, activity } = row;
  return {
    objectType: object,
    recordId: idOf(row),
    ...(field !== null && { field }),
    ...(account_prefix !== null &&
      account_serial !== null && { accountId: joinId({ place: account_prefix, serial: account_serial }) }),
    ...(person_prefix !== null &&
      person_serial !== null && { personId: joinId({ place: person_prefix, serial: person_serial }) }),
    ...(activity !== null && { lastActivity: activity }),
  };
}

function idOf({ prefix, serial }: Pick<Row, 'prefix' | 'serial'>): string {
  return joinId({ place: prefix, serial });
}
