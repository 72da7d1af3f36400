import type { SObjectRecord } from '../org/org.ts';
import type { FieldDescribe, ObjectDescribe } from '../org/schema/describe.ts';
import type { Viewing } from './view.ts';

/** Which records to read: `where` and `orderBy` in SOQL, the fields by API name (unreadable ones are left out). */
export interface Reading {
  readonly describe: ObjectDescribe;
  readonly fields: readonly string[];
  readonly where?: string;
  readonly orderBy?: string;
  readonly limit: number;
  readonly offset?: number;
}

/** Reads records as the user; each lookup comes with its parent's name. */
export function readRecords({ org, user }: Viewing, reading: Reading): readonly SObjectRecord[] {
  const { describe, where, orderBy, limit, offset } = reading;
  const known = fieldsNamed(describe, reading.fields);
  const columns = new Set([
    'Id',
    ...nameFieldOf(describe),
    ...known.flatMap((field) => [field.name, ...parentName(field)]),
  ]);
  const soql = [
    `SELECT ${[...columns].join(', ')} FROM ${describe.name}`,
    where && `WHERE ${where}`,
    orderBy && `ORDER BY ${orderBy}`,
    `LIMIT ${limit}`,
    offset && `OFFSET ${offset}`,
  ];
  return org.query(soql.filter(Boolean).join(' '), user.id).records;
}

/** How many records of an object the user sees. */
export function countRecords({ org, user }: Viewing, sObject: string, where?: string): number {
  return org.query(`SELECT COUNT() FROM ${sObject}${where ? ` WHERE ${where}` : ''}`, user.id).totalSize;
}

/** The described fields among `names`, in that order; fields the user may not read are left out. */
export function fieldsNamed(describe: ObjectDescribe, names: readonly string[]): readonly FieldDescribe[] {
  return names.flatMap((name) => describe.fields.find((field) => field.name === name) ?? []);
}

/** What a record is called: its name, a case's number, a task's subject. */
export function recordName(describe: ObjectDescribe, record: SObjectRecord): string {
  const [field] = nameFieldOf(describe);
  return textOf(record[field ?? 'Id']) || textOf(record.Id);
}

/** A value of a record as text; nothing is the empty text. */
export function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : '';
}

/** A text as a SOQL literal. */
export function soqlText(text: string): string {
  return `'${text.replace(/[\\']/g, (character) => `\\${character}`)}'`;
}

/** The record a lookup points to, as far as it was read: its name and object. */
export function parentOf(
  field: FieldDescribe,
  record: SObjectRecord,
): { name: string; sObject: string } | undefined {
  const parent = field.relationshipName
    ? (record[field.relationshipName] as SObjectRecord | null | undefined)
    : undefined;
  if (!parent) return undefined;
  return { name: textOf(parent.Name ?? parent.CaseNumber), sObject: parent.attributes.type };
}

/** The field that a record is called by; none in objects without one. */
export function nameFieldOf(describe: ObjectDescribe): readonly string[] {
  return describe.fields.filter((field) => field.nameField).map((field) => field.name);
}

function parentName(field: FieldDescribe): readonly string[] {
  if (field.type !== 'reference' || !field.relationshipName) return [];
  const onlyCases = field.referenceTo.length === 1 && field.referenceTo[0] === 'Case';
  return [`${field.relationshipName}.${onlyCases ? 'CaseNumber' : 'Name'}`];
}
