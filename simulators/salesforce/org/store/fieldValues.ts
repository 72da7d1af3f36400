import type { FieldValue } from '../org.ts';
import { parseRecordId } from '../recordId.ts';
import { SalesforceError } from '../salesforceError.ts';
import { kindOf } from '../schema/fieldSpec.ts';
import type { FieldSpec } from '../schema/fieldSpec.ts';
import type { ObjectSpec, Schema } from '../schema/schema.ts';
import type { SqlValue } from './database.ts';

/** Epoch milliseconds as the API writes them: `2026-01-31T10:00:00.000+0000`. */
export function datetime(at: number): string {
  return new Date(at).toISOString().replace('Z', '+0000');
}

/** Epoch milliseconds of an API datetime (`Z`, `+0100` or `+01:00`), or NaN. */
export function parseDatetime(text: string): number {
  return Date.parse(text.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
}

/** The value to store for what a client sent. Empty text is null. Throws `SalesforceError` for what Salesforce refuses. */
export function storedValue(schema: Schema, spec: FieldSpec, value: unknown): SqlValue {
  if (value === null || value === undefined || value === '') return spec.type === 'boolean' ? 0 : null;
  switch (kindOf(spec)) {
    case 'boolean':
      return booleanValue(spec, value);
    case 'number':
      return numberValue(spec, value);
    case 'date':
      return matching(spec, value, /^\d{4}-\d\d-\d\d/)[0];
    case 'datetime': {
      const at = parseDatetime(matching(spec, value, /^\d{4}-\d\d-\d\dT.*$/)[0]);
      if (Number.isNaN(at)) throw wrongType(spec, value);
      // "A date/time field value's precision is in seconds" (Salesforce Help, "Considerations for the Time Custom Field Type").
      return datetime(Math.floor(at / 1000) * 1000);
    }
    case 'id':
      return referenceValue(schema, spec, value);
    case 'text':
      return textValue(spec, value);
  }
}

/** The value as JSON carries it. */
export function apiValue(spec: FieldSpec, value: SqlValue | undefined): FieldValue {
  if (value === null || value === undefined) return null;
  return spec.type === 'boolean' ? value === 1 : value;
}

/** Refuses a record without its required fields, as `REQUIRED_FIELD_MISSING` naming each. */
export function requireFields(
  object: ObjectSpec,
  record: Readonly<Record<string, SqlValue>>,
  write: { readonly creating: boolean; readonly platform: boolean },
): void {
  const isMissing = (name: string): boolean =>
    write.creating ? (record[name] ?? null) === null : record[name] === null;
  const missing = object.fields
    .filter((spec) => spec.required && !(write.platform && spec.custom) && isMissing(spec.name))
    .map((spec) => spec.name);
  if (missing.length === 0) return;
  throw new SalesforceError(
    'REQUIRED_FIELD_MISSING',
    `Required fields are missing: [${missing.join(', ')}]`,
    { fields: missing },
  );
}

function booleanValue(spec: FieldSpec, value: unknown): number {
  const text = String(value).toLowerCase();
  if (text === 'true') return 1;
  if (text === 'false') return 0;
  throw wrongType(spec, value);
}

function numberValue(spec: FieldSpec, value: unknown): number {
  const number = typeof value === 'number' || typeof value === 'string' ? Number(value) : Number.NaN;
  if (Number.isNaN(number) || (spec.type === 'int' && !Number.isInteger(number)))
    throw wrongType(spec, value);
  if (Math.abs(number) >= 10 ** (spec.precision - spec.scale)) {
    throw new SalesforceError(
      'NUMBER_OUTSIDE_VALID_RANGE',
      `${spec.label}: value outside of valid range on numeric field: ${number}`,
      {
        fields: [spec.name],
      },
    );
  }
  return number;
}

function matching(spec: FieldSpec, value: unknown, pattern: RegExp): RegExpExecArray {
  const found = typeof value === 'string' ? pattern.exec(value) : null;
  if (!found) throw wrongType(spec, value);
  return found;
}

function referenceValue(schema: Schema, spec: FieldSpec, value: unknown): string {
  const id = typeof value === 'string' ? parseRecordId(value) : undefined;
  const target = id === undefined ? undefined : schema.objectOf(id)?.name;
  if (id !== undefined && (spec.referenceTo.length === 0 || spec.referenceTo.includes(target ?? '')))
    return id;
  const code = target === undefined ? 'MALFORMED_ID' : 'FIELD_INTEGRITY_EXCEPTION';
  throw new SalesforceError(code, `${spec.label}: id value of incorrect type: ${shown(value)}`, {
    fields: [spec.name],
  });
}

function textValue(spec: FieldSpec, value: unknown): string {
  if (typeof value === 'object') throw wrongType(spec, value);
  const text = shown(value);
  if (text.length > spec.length) {
    const message = `${spec.label}: data value too large: ${text.slice(0, 60)} (max length=${spec.length})`;
    throw new SalesforceError('STRING_TOO_LONG', message, { fields: [spec.name] });
  }
  if (spec.restricted && !text.split(';').every((part) => spec.picklist.includes(part))) {
    const message = `${spec.label}: bad value for restricted picklist field: ${text}`;
    throw new SalesforceError('INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', message, { fields: [spec.name] });
  }
  if (spec.type === 'email' && !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(text)) {
    throw new SalesforceError('INVALID_EMAIL_ADDRESS', `${spec.label}: invalid email address: ${text}`, {
      fields: [spec.name],
    });
  }
  return text;
}

function wrongType(spec: FieldSpec, value: unknown): SalesforceError {
  const message = `Cannot deserialize instance of ${spec.type} from ${typeof value} value ${shown(value)} in ${spec.name}`;
  return new SalesforceError('JSON_PARSER_ERROR', message);
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
