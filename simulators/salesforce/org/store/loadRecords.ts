import type { RecordInput } from '../org.ts';
import { recordId, sequenceOf } from '../recordId.ts';
import type { ObjectSpec } from '../schema/schema.ts';
import { quoted } from './database.ts';
import { deriveFields } from './derivedFields.ts';
import { datetime, storedValue } from './fieldValues.ts';
import type { StoreParts } from './recordStore.ts';

/** Objects whose name follows from other fields of the same record. */
const NAMED = ['Contact', 'Lead'];

/**
 * Writes records by the hundred thousand: values are checked one by one, references, rules and what follows in other
 * records are not. Every record has the fields of the first. Answers their ids as they are written.
 */
export function* loadRecords(
  parts: StoreParts,
  into: { readonly object: ObjectSpec; readonly userId: string },
  records: Iterable<RecordInput>,
): Generator<string> {
  const { database, schema, phones } = parts;
  const { object, userId } = into;
  const at = datetime(parts.now());
  const last = database.all(`SELECT MAX("Id") AS last FROM ${quoted(object.name)}`)[0]?.last;
  let sequence = typeof last === 'string' ? sequenceOf(last) : 0;
  const stamps = {
    ...(object.field('OwnerId') && { OwnerId: userId }),
    CreatedDate: at,
    CreatedById: userId,
    LastModifiedDate: at,
    LastModifiedById: userId,
    SystemModstamp: at,
  };
  for (const record of records) {
    sequence += 1;
    const id = recordId(object.keyPrefix, sequence);
    const given = Object.entries(record).flatMap(([name, value]) => {
      const spec = object.field(name);
      return spec ? [[spec.name, storedValue(schema, spec, value)] as const] : [];
    });
    const values = { Id: id, ...stamps, ...Object.fromEntries(given) };
    const derived = NAMED.includes(object.name)
      ? deriveFields({ database, schema, at }, object, { changes: values, before: {} })
      : {};
    const row = { ...values, ...derived };
    const names = Object.keys(row);
    const sql = `INSERT INTO ${quoted(object.name)} (${names.map(quoted).join(', ')}) VALUES (${names.map(() => '?').join(', ')})`;
    database.run(sql, Object.values(row));
    phones.add(object, id, row);
    yield id;
  }
}
