import type { PagedOrg } from '../../org/createOrg.ts';
import type { RecordInput } from '../../org/org.ts';
import { SalesforceError, invalidType } from '../../org/salesforceError.ts';
import type { ObjectSpec } from '../../org/schema/schema.ts';

const OPERATIONS = ['insert', 'update', 'upsert', 'delete', 'hardDelete'] as const;
export type LoadOperation = (typeof OPERATIONS)[number];

/** What a job does with each line of its CSV. */
export interface Load {
  readonly object: string;
  readonly operation: LoadOperation;
  /** For `upsert` only. */
  readonly externalIdField: string;
  readonly userId: string;
}

export type RowOutcome =
  | { readonly id: string; readonly created: boolean }
  | { readonly id: string; readonly error: SalesforceError };

/** An empty value leaves the field as it is; this one empties it. */
const EMPTIED = '#N/A';

export function parseOperation(text: unknown): LoadOperation {
  const operation = OPERATIONS.find((one) => one === text);
  if (operation) return operation;
  throw new SalesforceError('InvalidJob', `InvalidJob : Unknown operation: ${String(text)}`);
}

/** The object of a job that may be written; `InvalidEntity` otherwise. */
export function loadedObject(org: PagedOrg, load: Pick<Load, 'object' | 'userId'>): ObjectSpec {
  const object = org.schema.object(load.object);
  if (object && org.effectiveAccess(load.userId).object(object).read) return object;
  throw invalidType(load.object);
}

/** Refuses a header that names a column which is no field, as `InvalidBatch`. */
export function checkHeader(object: ObjectSpec, header: readonly string[]): void {
  const unknown = header.find((name) => {
    const [first = ''] = name.split('.');
    return !object.field(first) && !object.parent(first);
  });
  if (unknown !== undefined)
    throw new SalesforceError('InvalidBatch', `InvalidBatch : Field name not found : ${unknown}`);
}

/** Writes some lines in one transaction; a line that is refused leaves the others alone. */
export function writeRows(
  org: PagedOrg,
  load: Load,
  rows: { readonly header: readonly string[]; readonly lines: readonly (readonly string[])[] },
): readonly RowOutcome[] {
  return org.transaction(() => rows.lines.map((line) => writeRow(org, load, recordOf(rows.header, line))));
}

function writeRow(org: PagedOrg, load: Load, record: Record<string, unknown>): RowOutcome {
  const { object: sObject, operation, externalIdField, userId } = load;
  const idName = Object.keys(record).find((name) => name.toLowerCase() === 'id') ?? 'Id';
  const { [idName]: id, ...fields } = record;
  const known = typeof id === 'string' ? id : '';
  try {
    switch (operation) {
      case 'insert':
        return { id: org.create(sObject, fields, userId), created: true };
      case 'update':
        org.update(sObject, { ...fields, Id: known }, userId);
        break;
      case 'upsert':
        return org.upsert({ sObject, externalIdField, ...keyed(record, externalIdField) }, userId);
      case 'delete':
        org.delete(sObject, known, userId);
        break;
      case 'hardDelete':
        org.purge(sObject, known, userId);
        break;
    }
    return { id: known, created: false };
  } catch (error) {
    if (error instanceof SalesforceError) return { id: known, error };
    throw error;
  }
}

function keyed(record: RecordInput, externalIdField: string): { value: unknown; record: RecordInput } {
  const isKey = (name: string): boolean => name.toLowerCase() === externalIdField.toLowerCase();
  const entries = Object.entries(record);
  return {
    value: entries.find(([name]) => isKey(name))?.[1],
    record: Object.fromEntries(entries.filter(([name]) => !isKey(name))),
  };
}

/** `Owner.Username` becomes a record inside the record: a parent named by its external id. */
function recordOf(header: readonly string[], line: readonly string[]): Record<string, unknown> {
  const record: Record<string, unknown> = {};
  for (const [index, name] of header.entries()) {
    const text = line[index] ?? '';
    if (text === '') continue;
    const value = text === EMPTIED ? null : text;
    const [relationship = '', key] = name.split('.');
    if (key === undefined) record[name] = value;
    else record[relationship] = { [key]: value };
  }
  return record;
}

/** `REQUIRED_FIELD_MISSING:Required fields are missing: [Name]:Name --` */
export function errorText(error: SalesforceError): string {
  return `${error.errorCode}:${error.message}:${(error.fields ?? []).join(',')} --`.replace(/: --$/, ':--');
}
