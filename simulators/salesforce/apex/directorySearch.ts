import { textOf } from '../console/records.ts';
import type { Org, OrgUser } from '../org/org.ts';
import { SYSTEM } from '../org/people.ts';
import { readFaces } from './agentRecords.ts';
import type { ApexClass } from './apexRegistry.ts';
import { readNumbers } from './callNumbers.ts';

const mostOfAnObject = 4;
const shortestText = 3;
const notByName: ReadonlySet<string> = new Set(['Case', 'User']);

/** Stands in for the Apex class DirectorySearch: `find(text)` answers, as JSON, numbers of records by their names. */
export function directorySearch(org: Org): ApexClass {
  return {
    name: 'DirectorySearch',
    methods: {
      find: ({ user, params }) => JSON.stringify(find(org, user, params.get('text') ?? '')),
    },
  };
}

function find(org: Org, user: OrgUser, text: string): unknown {
  const words = (text.match(/[\p{L}\p{N}]{2,}/gu) ?? []).map((word) => `${word}*`).join(' AND ');
  const returning = searchedObjects(org, user).map((sObject) => ({
    sObject,
    fields: ['Id'],
    tail: `LIMIT ${mostOfAnObject}`,
  }));
  if (words.length < shortestText || returning.length === 0) return [];
  const ids = org
    .search({ text: words, in: 'NAME', returning }, user.id)
    .map((record) => textOf(record['Id']));
  return ids.flatMap((id) => entriesOf(org, user, id));
}

function searchedObjects(org: Org, user: OrgUser): readonly string[] {
  if (!org.schema.object('Caller_Object__mdt')) return [];
  return org
    .query('SELECT Object__c FROM Caller_Object__mdt WHERE Phone_Fields__c != null', SYSTEM)
    .records.map((record) => textOf(record['Object__c']))
    .filter((name) => !notByName.has(name) && org.describe(name, user.id) !== undefined);
}

function entriesOf(org: Org, user: OrgUser, recordId: string): readonly object[] {
  const objectType = org.schema.objectOf(recordId)?.name ?? '';
  const [face] = readFaces(org, user, `${objectType}:${recordId}`);
  const { doNotCall, numbers } = readNumbers(org, { user, params: { recordId } });
  if (!face || doNotCall) return [];
  const { name, detail } = face;
  return numbers.map(({ label, value }) => ({ objectType, recordId, name, detail, label, phone: value }));
}
