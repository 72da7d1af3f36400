import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type OrgUser, type SalesforceStandIn, startSalesforce, wellKnown } from '../index.ts';
import { agentRecords } from './agentRecords.ts';
import { ApexRegistry } from './apexRegistry.ts';
import { CodeAccess } from './codeAccess.ts';

const forceApp = join(import.meta.dirname, '../../../force-app/main/default');

let salesforce: SalesforceStandIn;
let apex: ApexRegistry;

beforeAll(async () => {
  salesforce = await startSalesforce({ port: 0, forceApp, console: false });
  const access = new CodeAccess(salesforce.org, forceApp);
  apex = new ApexRegistry([agentRecords(salesforce.org)], (user, name) =>
    access.mayUse(user, 'apexClass', name),
  );
});

afterAll(() => salesforce.stop());

const userNamed = (username: string): OrgUser =>
  salesforce.org.users().find((user) => user.username === username)!;

function read(records: string, user = userNamed(wellKnown.users.agents[0])): unknown {
  const call = { user, params: new URLSearchParams({ records }) };
  return JSON.parse(apex.run({ className: 'AgentRecords', methodName: 'read' }, call));
}

function firstOf(sObject: string, fields: string, where: string): Readonly<Record<string, unknown>> {
  const [administrator] = salesforce.org.users();
  return salesforce.org.query(
    `SELECT Id, ${fields} FROM ${sObject} WHERE ${where} LIMIT 1`,
    administrator!.id,
  ).records[0]!;
}

describe('what an agent sees of records', () => {
  it('is a name, the line that tells it apart and a picture', () => {
    const person = firstOf(
      'Contact',
      'Name, PhotoUrl, Account.Name',
      'PhotoUrl != null AND AccountId != null',
    );
    const issue = firstOf('Case', 'CaseNumber, Subject', 'Subject != null');

    expect(read(`Contact:${String(person.Id)},Case:${String(issue.Id)}`)).toEqual([
      {
        recordId: person.Id,
        name: person.Name,
        detail: (person.Account as { Name: string }).Name,
        imageUrl: person.PhotoUrl,
      },
      { recordId: issue.Id, name: issue.CaseNumber, detail: issue.Subject },
    ]);
  });

  it('is nothing without access to the object', () => {
    const set = firstOf('PermissionSet', 'Name', "Name = 'CTI_Agent'");
    const integration = { ...userNamed(wellKnown.users.integration), permissionSets: ['CTI_Agent'] };

    expect(read(`PermissionSet:${String(set.Id)}`)).toEqual([{ recordId: set.Id, name: set.Name }]);
    expect(read(`PermissionSet:${String(set.Id)}`, integration)).toEqual([]);
  });

  it.each(['', 'Contact', 'Contact:1', 'No_Such__c:003000000000001AAA', ':,:'])(
    'is nothing for %p, which is no record',
    (records) => {
      expect(read(records)).toEqual([]);
    },
  );

  it('is asked for fifty at a time', () => {
    expect(() => read('Contact:003000000000001AAA,'.repeat(51))).toThrow('at most 50');
  });
});
