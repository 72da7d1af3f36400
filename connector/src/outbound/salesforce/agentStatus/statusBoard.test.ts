import { describe, expect, it } from '@jest/globals';
import { wellKnown } from '../../../../../simulators/salesforce/index.ts';
import type { AgentId, AgentStatus, Instant } from '../../../../../softphone/core/index.ts';
import { connectorAtOrg } from '../../../../../test/contracts/connectorAtOrg.ts';

const NOBODY = '005000000000999AAA' as AgentId;
const NOON = Date.UTC(2026, 4, 8, 12) as Instant;
const lunch: AgentStatus = { state: 'notReady', reasonCode: 'Lunch', since: NOON, changedBy: 'agent' };

const at = connectorAtOrg();

const save = (...statuses: readonly (readonly [AgentId, AgentStatus])[]) =>
  at.crm.statusBoard.save(new Map(statuses));

describe("agents' states in Salesforce", () => {
  it('are written in one API call, read in one, and nothing is left of earlier ones', async () => {
    await save([at.agentId, lunch]);
    expect((await at.crm.statusBoard.read()).get(at.agentId)).toEqual(lunch);

    const before = at.crm.apiCalls();
    await save([at.agentId, { state: 'onCall', since: NOON }]);
    const shown = await at.crm.statusBoard.read();

    expect(at.crm.apiCalls() - before).toBe(2);
    expect(shown.get(at.agentId)).toEqual({ state: 'onCall', since: NOON });
  });

  it('take the place of what the agent’s own page has written', async () => {
    const other = at.kit.idOf('User', `Username = '${wellKnown.users.agents[1]}'`) as AgentId;
    const own = { Key__c: other, Agent__c: other, State__c: 'ready', OwnerId: other };
    at.kit.create('Agent_Status__c', own);

    await save([other, lunch]);

    const soql = `SELECT State__c, Reason_Code__c FROM Agent_Status__c WHERE Key__c = '${other}'`;
    expect(at.kit.rows(soql)).toMatchObject([{ State__c: 'notReady', Reason_Code__c: 'Lunch' }]);
  });

  it('of who is no user of the org are refused, and no others', async () => {
    const refused = await save([NOBODY, lunch], [at.agentId, { state: 'ready', since: NOON }]);

    expect([...refused]).toEqual([[NOBODY, expect.stringContaining('CROSS_REFERENCE')]]);
    expect((await at.crm.statusBoard.read()).get(at.agentId)).toMatchObject({ state: 'ready' });
  });

  it('are not written while Salesforce cannot be used', async () => {
    at.kit.salesforce.faults.add({ kind: 'unavailable', times: 1 });

    await expect(save([at.agentId, lunch])).rejects.toMatchObject({ code: 'CRM_UNAVAILABLE' });
  });

  it('are compared as often as is configured', () => {
    expect(at.crm.statusBoard.paceMs()).toBe(900_000);
  });
});
