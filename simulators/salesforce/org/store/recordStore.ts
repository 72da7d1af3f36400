import type { Access } from '../access/access.ts';
import { idIn, parseRecordId, recordId, sequenceOf } from '../recordId.ts';
import { MultipleChoices, SalesforceError, notFound, readOnlyRecord } from '../salesforceError.ts';
import type { FieldSpec } from '../schema/fieldSpec.ts';
import type { ObjectSpec, Schema } from '../schema/schema.ts';
import type { RecordInput } from '../org.ts';
import { createComputedFields } from '../rules/computedFields.ts';
import type { WrittenRecord } from '../rules/validationRules.ts';
import { checkReferences, convertedLead } from './checkReferences.ts';
import { isUniqueViolation, quoted } from './database.ts';
import type { Database, Row, SqlValue } from './database.ts';
import { deriveFields, propagate } from './derivedFields.ts';
import { datetime, requireFields, storedValue } from './fieldValues.ts';
import type { PhoneIndex } from './phoneIndex.ts';

export interface RecordStore {
  /** The live or deleted row, or undefined. */
  row(object: ObjectSpec, id: string): Row | undefined;
  /** The live row; refuses an id that is malformed, unknown or deleted. */
  existing(object: ObjectSpec, id: string): Row;
  /** Notes that the record has changed. */
  touch(object: ObjectSpec, id: string, access: Access): void;
  create(object: ObjectSpec, record: RecordInput, access: Access): string;
  update(object: ObjectSpec, record: RecordInput, access: Access): string;
  upsert(object: ObjectSpec, upsert: KeyedRecord, access: Access): { id: string; created: boolean };
  findByExternalId(object: ObjectSpec, externalIdField: string, value: unknown): readonly string[];
}

interface KeyedRecord {
  readonly externalIdField: string;
  readonly value: unknown;
  readonly record: RecordInput;
}

export interface StoreParts {
  readonly database: Database;
  readonly schema: Schema;
  readonly phones: PhoneIndex;
  readonly now: () => number;
  /** Refuses a record that breaks a validation rule. */
  readonly checkRules: (object: ObjectSpec, written: WrittenRecord & { access: Access }) => void;
  /** Called before each write; throws to refuse it, as a locked row does. */
  readonly beforeWrite: (object: ObjectSpec, id: string | undefined) => void;
}

/** Auto-numbers of a fresh org start after this. */
const FIRST_AUTO_NUMBER = 1000;

/** Writes records with the platform's checks; every write is one transaction. */
export function createRecordStore(parts: StoreParts): RecordStore {
  const { database, schema, phones, now } = parts;
  const computed = createComputedFields(schema, database);

  const row = (object: ObjectSpec, id: string): Row | undefined =>
    database.all(`SELECT * FROM ${quoted(object.name)} WHERE "Id" = ?`, [id])[0];

  const lastSequence = (object: ObjectSpec): number => {
    const last = database.all(`SELECT MAX("Id") AS last FROM ${quoted(object.name)}`)[0]?.last;
    return typeof last === 'string' ? sequenceOf(last) : 0;
  };

  const findByExternalId: RecordStore['findByExternalId'] = (object, externalIdField, value) => {
    const spec = object.field(externalIdField);
    if (!spec || !(spec.externalId || spec.type === 'id')) {
      throw notFound(`Provided external ID field does not exist or is not accessible: ${externalIdField}`);
    }
    const sql = `SELECT "Id" FROM ${quoted(object.name)} WHERE ${quoted(spec.name)} = ? AND "IsDeleted" = 0 LIMIT 200`;
    return database.all(sql, [storedValue(schema, spec, value)]).map((found) => String(found.Id));
  };

  const parentByExternalId = (relation: FieldSpec, value: RecordInput): string => {
    const target = schema.object(relation.referenceTo[0] ?? '');
    const [key] = Object.entries(value).filter(([name]) => name !== 'attributes');
    const ids = target && key ? findByExternalId(target, key[0], key[1]) : [];
    if (ids[0] !== undefined && ids.length === 1) return ids[0];
    const [name, wanted] = key ?? ['', ''];
    const message = `Foreign key external ID: ${String(wanted)} not found for field ${name} in entity ${target?.name ?? ''}`;
    throw new SalesforceError('INVALID_FIELD', message);
  };

  /** Parses what a client sent into column values, checking each field and the records it points to. */
  const readInput = (
    object: ObjectSpec,
    input: { record: RecordInput; creating: boolean },
    access: Access,
  ): Row => {
    const values: Row = {};
    for (const [name, value] of Object.entries(input.record)) {
      if (name === 'attributes' || name.toLowerCase() === 'id') continue;
      const relation = object.parent(name);
      if (relation && typeof value === 'object' && value !== null) {
        values[relation.name] = parentByExternalId(relation, value as RecordInput);
        continue;
      }
      const spec = object.field(name);
      if (!spec || !access.mayRead(object, spec)) {
        throw new SalesforceError(
          'INVALID_FIELD',
          `No such column '${name}' on sobject of type ${object.name}`,
        );
      }
      if (!access.mayEdit(object, spec) || (spec.writable === 'createOnly' && !input.creating))
        throw notWritable(spec);
      values[spec.name] = storedValue(schema, spec, value);
    }
    requireFields(object, values, { creating: input.creating, platform: access.platform });
    checkReferences({ database, schema, row }, object, { values, access });
    return values;
  };

  const explainDuplicate = (object: ObjectSpec, values: Row, error: unknown): Error => {
    if (!isUniqueViolation(error)) throw error;
    for (const spec of object.fields.filter((one) => one.unique && values[one.name] != null)) {
      const sql = `SELECT "Id" FROM ${quoted(object.name)} WHERE ${quoted(spec.name)} = ? AND "IsDeleted" = 0 AND "Id" <> ?`;
      const twin = database.all(sql, [values[spec.name] ?? null, values.Id ?? ''])[0]?.Id;
      if (typeof twin !== 'string') continue;
      const message = `duplicate value found: ${spec.name} duplicates value on record with id: ${twin.slice(0, 15)}`;
      return new SalesforceError('DUPLICATE_VALUE', message, { fields: [] });
    }
    return error;
  };

  const write = (
    object: ObjectSpec,
    change: { sql: string; values: Row; parameters: SqlValue[] },
    id: string,
  ): void => {
    try {
      database.run(change.sql, change.parameters);
    } catch (error) {
      throw explainDuplicate(object, { ...change.values, Id: id }, error);
    }
    phones.update(object, id, change.values);
    propagate({ database, schema, at: datetime(now()) }, object, { ...row(object, id) });
  };

  const create: RecordStore['create'] = (object, record, access) =>
    database.transaction(() => {
      if (!access.object(object).create) throw notAllowed(object);
      const values = { ...defaults(object), ...readInput(object, { record, creating: true }, access) };
      parts.beforeWrite(object, undefined);
      const sequence = lastSequence(object) + 1;
      const id = recordId(object.keyPrefix, sequence);
      const at = datetime(now());
      for (const spec of object.fields.filter((one) => one.autoNumber !== undefined)) {
        values[spec.name] = autoNumber(spec.autoNumber ?? '', FIRST_AUTO_NUMBER + sequence);
      }
      if (object.field('OwnerId')) values.OwnerId ??= access.userId;
      const stamps: Row = {
        Id: id,
        IsDeleted: 0,
        CreatedDate: at,
        CreatedById: access.userId,
        LastModifiedDate: at,
        LastModifiedById: access.userId,
        SystemModstamp: at,
      };
      Object.assign(values, { ...stamps, ...values });
      Object.assign(values, deriveFields({ database, schema, at }, object, { changes: values, before: {} }));
      Object.assign(values, computed(object, values));
      parts.checkRules(object, { after: values, before: {}, access });
      const names = Object.keys(values);
      const sql = `INSERT INTO ${quoted(object.name)} (${names.map(quoted).join(', ')}) VALUES (${names.map(() => '?').join(', ')})`;
      write(object, { sql, values, parameters: Object.values(values) }, id);
      return id;
    });

  const update: RecordStore['update'] = (object, record, access) =>
    database.transaction(() => {
      const before = existing(object, idIn(record));
      if (!access.object(object).edit || !access.editsRecord(object, before)) throw readOnlyRecord();
      if (object.name === 'Lead' && before.IsConverted === 1) throw convertedLead();
      const id = String(before.Id);
      const values = readInput(object, { record, creating: false }, access);
      parts.beforeWrite(object, id);
      const at = datetime(now());
      Object.assign(values, { LastModifiedDate: at, LastModifiedById: access.userId, SystemModstamp: at });
      Object.assign(values, deriveFields({ database, schema, at }, object, { changes: values, before }));
      Object.assign(values, computed(object, { ...before, ...values }));
      parts.checkRules(object, { after: { ...before, ...values }, before, access });
      const names = Object.keys(values);
      const sql = `UPDATE ${quoted(object.name)} SET ${names.map((name) => `${quoted(name)} = ?`).join(', ')} WHERE "Id" = ?`;
      write(object, { sql, values, parameters: [...Object.values(values), id] }, id);
      return id;
    });

  const existing = (object: ObjectSpec, text: string): Row => {
    const id = parseRecordId(text);
    if (id === undefined)
      throw new SalesforceError('MALFORMED_ID', `${object.name} ID: id value of incorrect type: ${text}`, {
        fields: ['Id'],
      });
    const found = row(object, id);
    if (!found) throw notFound('Provided external ID field does not exist or is not accessible: Id');
    if (found.IsDeleted === 1)
      throw new SalesforceError('ENTITY_IS_DELETED', 'entity is deleted', { status: 404, fields: [] });
    return found;
  };

  const upsert: RecordStore['upsert'] = (object, { externalIdField, value, record }, access) => {
    if (externalIdField.toLowerCase() === 'id') {
      if (value === undefined || value === null) return { id: create(object, record, access), created: true };
      return { id: update(object, { ...record, Id: value }, access), created: false };
    }
    if (value === undefined || value === null || value === '') {
      throw new SalesforceError('MISSING_ARGUMENT', `${externalIdField} not specified`, {
        fields: [externalIdField],
      });
    }
    const spec = object.field(externalIdField);
    const rest = Object.fromEntries(
      Object.entries(record).filter(([name]) => name.toLowerCase() !== externalIdField.toLowerCase()),
    );
    const [id, ...others] = findByExternalId(object, externalIdField, value);
    if (id === undefined)
      return {
        id: create(object, { ...rest, [spec?.name ?? externalIdField]: value }, access),
        created: true,
      };
    if (others.length > 0) throw new MultipleChoices(externalIdField, [id, ...others]);
    return { id: update(object, { ...rest, Id: id }, access), created: false };
  };

  const touch: RecordStore['touch'] = (object, id, access) => {
    const at = datetime(now());
    const sql = `UPDATE ${quoted(object.name)} SET "LastModifiedDate" = ?, "LastModifiedById" = ?, "SystemModstamp" = ? WHERE "Id" = ?`;
    database.run(sql, [at, access.userId, at, id]);
  };

  return { row, existing, touch, create, update, upsert, findByExternalId };
}

function defaults(object: ObjectSpec): Row {
  const known = object.fields.filter((spec) => spec.defaultValue !== undefined);
  return Object.fromEntries(
    known.map((spec) => [
      spec.name,
      typeof spec.defaultValue === 'boolean' ? Number(spec.defaultValue) : (spec.defaultValue ?? null),
    ]),
  );
}

/** `{00000000}` and 1042 give `00001042`. */
function autoNumber(format: string, value: number): string {
  return format.replace(/\{(0+)\}/, (_, zeros: string) => String(value).padStart(zeros.length, '0'));
}

function notWritable(spec: FieldSpec): SalesforceError {
  const message = `Unable to create/update fields: ${spec.name}. Please check the security settings of this field and verify that it is read/write for your profile or permission set.`;
  return new SalesforceError('INVALID_FIELD_FOR_INSERT_UPDATE', message, { fields: [spec.name] });
}

function notAllowed(object: ObjectSpec): SalesforceError {
  return new SalesforceError(
    'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
    `entity type cannot be inserted: ${object.label}`,
    { fields: [] },
  );
}
