import { nameFieldOf, textOf } from '../console/records.ts';
import type { Org, OrgUser, SObjectRecord } from '../org/org.ts';
import type { ObjectDescribe } from '../org/schema/describe.ts';
import { type ApexClass, ApexFailure } from './apexRegistry.ts';

const mostRecords = 50;

const details: Readonly<Record<string, string>> = {
  Account: 'Industry',
  Case: 'Subject',
  Contact: 'Account.Name',
  Lead: 'Company',
  User: 'Title',
};

const pictures: Readonly<Record<string, string>> = {
  Account: 'PhotoUrl',
  Contact: 'PhotoUrl',
  Lead: 'PhotoUrl',
  User: 'SmallPhotoUrl',
};

/**
 * Stands in for the Apex class AgentRecords: `read(records)` answers, as JSON, what the signed-in user sees of records
 * named `Object:Id`; records and fields that the user may not see are left out.
 */
export function agentRecords(org: Org): ApexClass {
  return {
    name: 'AgentRecords',
    methods: {
      read: ({ user, params }) => JSON.stringify(readFaces(org, user, params.get('records') ?? '')),
    },
  };
}

/** What `read` answers, before it is JSON. */
export function readFaces(org: Org, user: OrgUser, records: string): readonly Record<string, string>[] {
  const references = records.split(',');
  if (references.length > mostRecords) throw new ApexFailure(`Ask for at most ${mostRecords} records.`);
  const asked = idsByObject(references);
  return [...asked].flatMap(([sObject, ids]) => facesOf({ org, user }, sObject, ids));
}

function idsByObject(references: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const ids = new Map<string, string[]>();
  for (const reference of references) {
    const [, sObject, id] = /^\s*(\w+)\s*:\s*([a-zA-Z0-9]{15}(?:[a-zA-Z0-9]{3})?)\s*$/.exec(reference) ?? [];
    if (sObject !== undefined && id !== undefined) ids.set(sObject, [...(ids.get(sObject) ?? []), id]);
  }
  return ids;
}

interface Reader {
  readonly org: Org;
  readonly user: OrgUser;
}

function facesOf(reader: Reader, sObject: string, ids: readonly string[]): readonly Record<string, string>[] {
  const described = reader.org.describe(sObject, reader.user.id);
  const [name] = described ? nameFieldOf(described) : [];
  if (!described || name === undefined) return [];
  const paths = Object.entries({ name, detail: details[sObject], imageUrl: pictures[sObject] }).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && isReadable(reader, described, entry[1]),
  );
  const columns = paths.map(([, path]) => path);
  const soql = `SELECT Id, ${columns.join(', ')} FROM ${sObject} WHERE Id IN (${ids.map((id) => `'${id}'`).join(', ')})`;
  return reader.org.query(soql, reader.user.id).records.map((record) => ({
    recordId: textOf(record['Id']),
    ...Object.fromEntries(
      paths
        .map(([part, path]): [string, string] => [part, valueAt(record, path)])
        .filter(([, value]) => value !== ''),
    ),
  }));
}

function isReadable({ org, user }: Reader, described: ObjectDescribe, path: string): boolean {
  const [first = '', ...rest] = path.split('.');
  const name = rest.length === 0 ? first : `${first}Id`;
  if (!described.fields.some((field) => field.name === name)) return false;
  return rest.length === 0 || org.describe(first, user.id) !== undefined;
}

function valueAt(record: SObjectRecord, path: string): string {
  const [first = '', ...rest] = path.split('.');
  const value = record[first];
  if (rest.length === 0) return textOf(value);
  return value === null || value === undefined ? '' : valueAt(value as SObjectRecord, rest.join('.'));
}
