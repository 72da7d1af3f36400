import { textOf } from '../console/records.ts';
import type { Org } from '../org/org.ts';
import { SYSTEM } from '../org/people.ts';
import type { ApexClass } from './apexRegistry.ts';

/** Stands in for the Apex class DirectoryListing: who may take calls, and the numbers that the centre shares. */
export function directoryListing(org: Org): ApexClass {
  return { name: 'DirectoryListing', restMethods: { 'GET /cti/directory': () => read(org) } };
}

function read(org: Org): unknown {
  const agents = new Set(
    org
      .users()
      .filter(({ customPermissions }) => customPermissions.includes('CTI_Agent'))
      .map(({ id }) => id),
  );
  const users = org.query('SELECT Id, Name, Extension FROM User ORDER BY Name', SYSTEM).records;
  return {
    agents: users
      .filter(({ Id: id }) => agents.has(textOf(id)))
      .map(({ Id: id, Name: name, Extension: extension }) => ({ id, name, extension })),
    numbers: sharedNumbers(org),
  };
}

function sharedNumbers(org: Org): unknown {
  if (!org.schema.object('Directory_Number__mdt')) return [];
  return org
    .query('SELECT MasterLabel, Number__c, Transferable__c FROM Directory_Number__mdt', SYSTEM)
    .records.map((record) => ({
      label: record['MasterLabel'],
      phone: record['Number__c'],
      transferable: record['Transferable__c'],
    }));
}
