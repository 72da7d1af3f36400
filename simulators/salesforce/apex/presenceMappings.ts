import { textOf } from '../console/records.ts';
import { presenceStatuses } from '../omniChannel/presenceStatuses.ts';
import type { Org } from '../org/org.ts';
import { SYSTEM } from '../org/people.ts';
import type { ApexClass } from './apexRegistry.ts';

/** Stands in for the Apex class PresenceMappings: which presence of Omni-Channel goes with which agent state. */
export function presenceMappings(org: Org, folders: readonly string[]): ApexClass {
  return { name: 'PresenceMappings', methods: { read: () => JSON.stringify(read(org, folders)) } };
}

function read(org: Org, folders: readonly string[]): unknown {
  if (!org.schema.object('Presence_Mapping__mdt')) return [];
  const statuses = new Map(presenceStatuses(folders).map(({ id, name }) => [name, id]));
  const soql =
    'SELECT Agent_State__c, Reason_Code__c, Presence_Status__c, Direction__c FROM Presence_Mapping__mdt' +
    ' ORDER BY Order__c NULLS LAST, DeveloperName';
  return org.query(soql, SYSTEM).records.flatMap((record) => {
    const name = textOf(record['Presence_Status__c']);
    const statusId = statuses.get(name);
    if (name !== '' && statusId === undefined) return [];
    const reasonCode = textOf(record['Reason_Code__c']);
    return {
      state: record['Agent_State__c'],
      direction: record['Direction__c'],
      ...(reasonCode !== '' && { reasonCode }),
      ...(statusId !== undefined && { statusId }),
    };
  });
}
