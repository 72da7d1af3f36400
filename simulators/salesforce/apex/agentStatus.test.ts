import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type OrgUser, type SalesforceStandIn, startSalesforce, wellKnown } from '../index.ts';
import { agentStatus } from './agentStatus.ts';
import { ApexRegistry } from './apexRegistry.ts';
import { CodeAccess } from './codeAccess.ts';

const forceApp = join(import.meta.dirname, '../../../force-app/main/default');
const NOON = '1767614400250';

let salesforce: SalesforceStandIn;
let apex: ApexRegistry;

beforeAll(async () => {
  salesforce = await startSalesforce({ port: 0, forceApp, console: false });
  const access = new CodeAccess(salesforce.org, forceApp);
  apex = new ApexRegistry([agentStatus(salesforce.org)], (user, name) =>
    access.mayUse(user, 'apexClass', name),
  );
});

afterAll(() => salesforce.stop());

const userNamed = (username: string): OrgUser =>
  salesforce.org.users().find((user) => user.username === username)!;
const [ada, bea] = wellKnown.users.agents.map((username) => () => userNamed(username)) as [
  () => OrgUser,
  () => OrgUser,
];
const supervisor = () => userNamed(wellKnown.users.supervisor);

function keep(params: Readonly<Record<string, string>>, user = ada()): string {
  const call = { user, params: new URLSearchParams({ since: NOON, ...params }) };
  return apex.run({ className: 'AgentStatus', methodName: 'keep' }, call);
}

const statusesAs = (user: OrgUser) =>
  salesforce.org.query(
    'SELECT Agent__c, State__c, Reason_Code__c, Since__c, Changed_By__c FROM Agent_Status__c ORDER BY Key__c',
    user.id,
  ).records;

describe('the state of an agent in the org', () => {
  it('takes the place of the one before, and supervisors see it', () => {
    const first = keep({ state: 'notReady', reasonCode: 'Lunch', changedBy: 'supervisor' });

    expect(statusesAs(supervisor())).toMatchObject([
      {
        Agent__c: ada().id,
        State__c: 'notReady',
        Reason_Code__c: 'Lunch',
        Since__c: '2026-01-05T12:00:00.000+0000',
        Changed_By__c: 'supervisor',
      },
    ]);
    expect(keep({ state: 'onCall', reasonCode: '', changedBy: '' })).toBe(first);
    expect(statusesAs(supervisor())).toMatchObject([
      { State__c: 'onCall', Reason_Code__c: null, Changed_By__c: null },
    ]);
  });

  it('is one record for each agent, whom nobody else changes', () => {
    keep({ state: 'ready' });
    keep({ state: 'wrapUp' }, bea());

    expect(
      statusesAs(supervisor())
        .map((status) => status['State__c'])
        .sort(),
    ).toEqual(['ready', 'wrapUp']);
    expect(() => statusesAs(ada())).toThrow('Agent_Status__c');
    expect(() =>
      salesforce.org.create('Agent_Status__c', { Key__c: 'x', State__c: 'ready' }, ada().id),
    ).toThrow('does not exist');
  });

  it.each([
    ['a state that there is not', { state: 'asleep' }],
    ['what is no time', { state: 'ready', since: 'noon' }],
  ])('is not %s', (_what, params) => {
    expect(() => keep(params)).toThrow();
  });

  it('is nothing for who is no agent', () => {
    expect(() => keep({ state: 'ready' }, userNamed(wellKnown.users.integration))).toThrow();
    expect(() => keep({ state: 'ready' }, { ...ada(), customPermissions: [] })).toThrow('CTI Agent');
  });
});
