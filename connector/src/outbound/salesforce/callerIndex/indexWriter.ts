import type { DatabaseSync } from 'node:sqlite';
import type { CallerRow } from './callerRow.ts';
import type { HiddenKeys } from './hiddenKeys.ts';
import { splitId } from './recordId.ts';

/** Where a record is in the index: the number of its `place`, and its serial. */
interface Spot {
  readonly place: number;
  readonly serial: number;
}

/** Writes records into the index. Whoever writes many wraps them in `inTransaction`. */
export interface IndexWriter {
  /** The record as it is now; what was kept of it before is gone. */
  put(objectType: string, row: CallerRow, load: number): void;
  remove(objectType: string, recordId: string): void;
  /** Removes every record with this key; says how many. */
  removeWithKey(value: number): number;
  /** Removes at most `most` of the object's records that were not put in this load; says how many. */
  sweep(objectType: string, load: number, most: number): number;
  inTransaction(work: () => void): void;
}

const CONTACT = 'Contact';
const ACCOUNT = 'Account';

export function createIndexWriter(database: DatabaseSync, { hide }: HiddenKeys): IndexWriter {
  const addPlace = database.prepare(
    'INSERT INTO place (prefix, object) VALUES (?, ?) ON CONFLICT DO NOTHING',
  );
  const place = database.prepare('SELECT no FROM place WHERE prefix = ?');
  const addField = database.prepare('INSERT INTO field (name, object) VALUES (?, ?) ON CONFLICT DO NOTHING');
  const field = database.prepare('SELECT no FROM field WHERE name = ? AND object = ?');
  const places = numbered((prefix, objectType) => {
    addPlace.run(prefix, objectType);
    return place.get(prefix);
  });
  const fields = numbered((name, objectType) => {
    addField.run(name, objectType);
    return field.get(name, objectType);
  });
  const keysOf = database.prepare('SELECT keys FROM record WHERE place = ? AND serial = ?');
  const addEntry = database.prepare(
    'INSERT INTO entry VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET field = excluded.field',
  );
  const dropEntry = database.prepare('DELETE FROM entry WHERE value = ? AND place = ? AND serial = ?');
  const addRecord = database.prepare('INSERT OR REPLACE INTO record VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const dropRecord = database.prepare('DELETE FROM record WHERE place = ? AND serial = ?');
  const addUnreadable = database.prepare('INSERT OR IGNORE INTO unreadable VALUES (?, ?, ?)');
  const dropUnreadable = database.prepare('DELETE FROM unreadable WHERE place = ? AND serial = ?');
  const withKey = database.prepare('SELECT place, serial FROM entry WHERE value = ?');
  const stale = database.prepare(
    'SELECT place, serial FROM record WHERE place IN (SELECT no FROM place WHERE object = ?) AND load <> ? LIMIT ?',
  );

  const spotOf = (objectType: string, recordId: string): Spot => {
    const { place: prefix, serial } = splitId(recordId);
    return { place: places.of(prefix, objectType), serial };
  };

  /** Takes away what the record was found by, except what it keeps. */
  function forget({ place, serial }: Spot, kept: ReadonlySet<number>): void {
    const { keys } = (keysOf.get(place, serial) ?? {}) as { keys?: Uint8Array | null };
    for (const value of unpacked(keys)) if (!kept.has(value)) dropEntry.run(value, place, serial);
    dropUnreadable.run(place, serial);
  }

  function drop(spot: Spot): void {
    forget(spot, new Set());
    dropRecord.run(spot.place, spot.serial);
  }

  return {
    put(objectType, { recordId, keys, unreadable, accountId, personId, lastActivity }, load) {
      const spot = spotOf(objectType, recordId);
      const hidden = keys.map(({ value, field }) => ({ value: hide(value), field }));
      forget(spot, new Set(hidden.map(({ value }) => value)));
      for (const { value, field } of hidden)
        addEntry.run(value, spot.place, spot.serial, fields.of(field, objectType));
      for (const field of unreadable)
        addUnreadable.run(spot.place, spot.serial, fields.of(field, objectType));
      const account = accountId === undefined ? undefined : spotOf(ACCOUNT, accountId);
      const person = personId === undefined ? undefined : spotOf(CONTACT, personId);
      addRecord.run(
        spot.place,
        spot.serial,
        account?.place ?? null,
        account?.serial ?? null,
        person?.place ?? null,
        person?.serial ?? null,
        lastActivity ?? null,
        load,
        packed(hidden.map(({ value }) => value)),
      );
    },
    remove(objectType, recordId) {
      drop(spotOf(objectType, recordId));
    },
    removeWithKey(value) {
      const found = withKey.all(hide(value)) as unknown as Spot[];
      for (const spot of found) drop(spot);
      return found.length;
    },
    sweep(objectType, load, most) {
      const left = stale.all(objectType, load, most) as unknown as Spot[];
      for (const spot of left) drop(spot);
      return left.length;
    },
    inTransaction(work) {
      database.exec('BEGIN');
      try {
        work();
        database.exec('COMMIT');
      } catch (failure) {
        database.exec('ROLLBACK');
        places.forget();
        fields.forget();
        throw failure;
      }
    },
  };
}

/** Gives names numbers that stay. The few that there are stay in memory. */
function numbered(find: (name: string, objectType: string) => unknown) {
  const known = new Map<string, number>();
  return {
    of(name: string, objectType: string): number {
      const key = `${objectType} ${name}`;
      const no = known.get(key) ?? (find(name, objectType) as { no: number }).no;
      known.set(key, no);
      return no;
    },
    /** After a transaction that was undone. */
    forget: () => {
      known.clear();
    },
  };
}

/** Eight bytes for each value. */
function packed(values: readonly number[]): Uint8Array | null {
  return values.length === 0 ? null : new Uint8Array(Float64Array.from(values).buffer);
}

function unpacked(keys: Uint8Array | null | undefined): readonly number[] {
  return keys ? [...new Float64Array(keys.slice().buffer)] : [];
}
