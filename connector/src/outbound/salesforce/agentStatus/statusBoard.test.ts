import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { wellKnown } from '../../../../../simulators/salesforce/index.ts';
import type { AgentId, AgentStatus, Instant } from '../../../../../softphone/core/index.ts';
import { openCallLogKit, type CallLogKit } from '../../../../../test/contracts/callLogKit.ts';
import type { SalesforceCrm } from '../salesforceCrm.ts';

const NOBODY = '005000000000999AAA' as AgentId;
const NOON = Date.UTC(2026, 4, 8, 12) as Instant;
const lunch: AgentStatus = { state: 'notReady', reasonCode: 'Lunch', since: NOON, changedBy: 'agent' };

let kit: CallLogKit;
let crm: SalesforceCrm;
let agentId: AgentId;

beforeAll(async () => {
  kit = await openCallLogKit();
  agentId = kit.salesforce.org.users().find(({ username }) => username === wellKnown.users.agents[0])
    ?.id as AgentId;
});

afterAll(() => kit.stop());

beforeEach(() => {
  crm = kit.connector();
});

afterEach(async () => {
  kit.salesforce.faults.clear();
  await crm.stop();
});

const save = (...statuses: readonly (readonly [AgentId, AgentStatus])[]) =>
  crm.statusBoard.save(new Map(statuses));

describe("agents' states in Salesforce", () => {
  it('are written in one API call, read in one, and nothing is left of earlier ones', async () => {
    await save([agentId, lunch]);
    expect((await crm.statusBoard.read()).get(agentId)).toEqual(lunch);

    const before = crm.apiCalls();
    await save([agentId, { state: 'onCall', since: NOON }]);
    const shown = await crm.statusBoard.read();

    expect(crm.apiCalls() - before).toBe(2);
    expect(shown.get(agentId)).toEqual({ state: 'onCall', since: NOON });
  });

  it('take the place of what the agent’s own page has written', async () => {
    const other = kit.idOf('User', `Username = '${wellKnown.users.agents[1]}'`) as AgentId;
    const own = { Key__c: other, Agent__c: other, State__c: 'ready', OwnerId: other };
    kit.create('Agent_Status__c', own);

    await save([other, lunch]);

    const soql = `SELECT State__c, Reason_Code__c FROM Agent_Status__c WHERE Key__c = '${other}'`;
    expect(kit.rows(soql)).toMatchObject([{ State__c: 'notReady', Reason_Code__c: 'Lunch' }]);
  });

  it('of who is no user of the org are refused, and no others', async () => {
    const refused = await save([NOBODY, lunch], [agentId, { state: 'ready', since: NOON }]);

    expect([...refused]).toEqual([[NOBODY, expect.stringContaining('CROSS_REFERENCE')]]);
    expect((await crm.statusBoard.read()).get(agentId)).toMatchObject({ state: 'ready' });
  });

  it('are not written while Salesforce cannot be used', async () => {
    kit.salesforce.faults.add({ kind: 'unavailable', times: 1 });

    await expect(save([agentId, lunch])).rejects.toMatchObject({ code: 'CRM_UNAVAILABLE' });
  });

  it('are compared as often as is configured', () => {
    expect(crm.statusBoard.paceMs()).toBe(900_000);
  });
});
