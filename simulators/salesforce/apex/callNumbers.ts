import { textOf } from '../console/records.ts';
import type { Org } from '../org/org.ts';
import { SYSTEM } from '../org/people.ts';
import { idOf } from './callHistory.ts';
import type { ApexClass, AuraCall } from './apexRegistry.ts';

/** Stands in for the Apex class CallNumbers: the phone numbers of a record, and whether its person may be called. */
export function callNumbers(org: Org): ApexClass {
  return { name: 'CallNumbers', auraMethods: { read: (call) => readNumbers(org, call) } };
}

interface CallableNumbers {
  readonly doNotCall: boolean;
  readonly numbers: readonly { readonly field: string; readonly label: string; readonly value: string }[];
}

/** The numbers of the record `recordId`, as the user may see them. */
export function readNumbers(org: Org, { user, params }: AuraCall): CallableNumbers {
  const recordId = idOf(params['recordId']);
  const sObject = org.schema.objectOf(recordId)?.name ?? '';
  const described = org.describe(sObject, user.id);
  const readable = (names: readonly string[]) =>
    names.flatMap((name) => described?.fields.find((field) => field.name === name) ?? []);
  const phones = readable(phoneFieldsOf(org, sObject));
  const refusals = readable(['DoNotCall', 'PersonDoNotCall']);
  const columns = [...phones, ...refusals].map(({ name }) => name);
  if (columns.length === 0) return { doNotCall: false, numbers: [] };
  const [record] = org.query(
    `SELECT ${columns.join(', ')} FROM ${sObject} WHERE Id = '${recordId}'`,
    user.id,
  ).records;
  return {
    doNotCall: refusals.some(({ name }) => record?.[name] === true),
    numbers: phones
      .map(({ name, label }) => ({ field: name, label, value: textOf(record?.[name]) }))
      .filter(({ value }) => value !== ''),
  };
}

function phoneFieldsOf(org: Org, sObject: string): readonly string[] {
  if (!org.schema.object('Caller_Object__mdt')) return [];
  return org
    .query('SELECT Object__c, Phone_Fields__c FROM Caller_Object__mdt', SYSTEM)
    .records.filter((record) => record['Object__c'] === sObject)
    .flatMap((record) => textOf(record['Phone_Fields__c']).replace(/\s/g, '').split(','));
}
