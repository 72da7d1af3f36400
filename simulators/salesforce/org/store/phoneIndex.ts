import type { FieldSpec } from '../schema/fieldSpec.ts';
import type { ObjectSpec } from '../schema/schema.ts';
import type { Database, Row } from './database.ts';

/**
 * Phone numbers as digits, for look-up by their end however they were typed.
 *
 * A search for `4155550100` finds `(415) 555-0100` and `+1 415-555-0100 x12`; one for `14155550100` finds only the
 * latter: a stored national number does not answer to a search with the country code.
 */
export interface PhoneIndex {
  /** Takes in the numbers of a record that has none in the index yet. */
  add(object: ObjectSpec, recordId: string, values: Row): void;
  update(object: ObjectSpec, recordId: string, changes: Row): void;
  remove(recordId: string): void;
  /** Ids of records of `sObject` with a number, in one of `fields`, that ends (with `*`: starts) with these digits. */
  find(sObject: string, digits: string, fields: readonly string[]): readonly string[];
}

/** Fewer digits than this find nothing: the platform's index has no such short endings. */
const FEWEST_DIGITS = 4;

export function createPhoneIndex(database: Database): PhoneIndex {
  const add: PhoneIndex['add'] = (object, recordId, values) => {
    for (const spec of phoneFields(object)) {
      const digits = numberDigits(values[spec.name]);
      if (digits === '') continue;
      database.run(
        'INSERT INTO _phone (reversedDigits, digits, sObject, recordId, field) VALUES (?, ?, ?, ?, ?)',
        [reversed(digits), digits, object.name, recordId, spec.name],
      );
    }
  };
  return {
    add,
    update: (object, recordId, changes) => {
      for (const spec of phoneFields(object).filter(({ name }) => name in changes)) {
        database.run('DELETE FROM _phone WHERE recordId = ? AND field = ?', [recordId, spec.name]);
      }
      add(object, recordId, changes);
    },
    remove: (recordId) => {
      database.run('DELETE FROM _phone WHERE recordId = ?', [recordId]);
    },
    find: (sObject, text, fields) => {
      const digits = text.replace(/\D/g, '');
      if (digits.length < FEWEST_DIGITS) return [];
      const [column, start] = text.endsWith('*') ? ['digits', digits] : ['reversedDigits', reversed(digits)];
      const rows = database.all(
        `SELECT DISTINCT recordId FROM _phone WHERE ${column} >= ? AND ${column} < ? AND sObject = ?
          AND field IN (${fields.map(() => '?').join(', ')}) ORDER BY recordId`,
        [start, `${start}:`, sObject, ...fields],
      );
      return rows.map((row) => String(row.recordId));
    },
  };
}

function phoneFields(object: ObjectSpec): readonly FieldSpec[] {
  return object.fields.filter((spec) => spec.type === 'phone');
}

/** Digits of a typed number without its extension. */
function numberDigits(value: unknown): string {
  if (typeof value !== 'string') return '';
  return value.replace(/(?:x|ext\.?|ramal|extension)\s*\d+\s*$/i, '').replace(/\D/g, '');
}

function reversed(digits: string): string {
  return Array.from(digits).reverse().join('');
}
