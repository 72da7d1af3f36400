import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  startSalesforce,
  wellKnown,
  type SalesforceStandIn,
} from '../../../../simulators/salesforce/index.ts';
import type { AgentId, Ani, Dnis, Instant, InteractionId } from '../../../../softphone/core/index.ts';
import type { CallLog } from '../../callCenter/ports/crm.ts';
import type { LegId } from '../../callCenter/ports/telephony.ts';
import type { SalesforceCrm } from './salesforceCrm.ts';
import { appKey, CLIENT_ID, crmOf } from './testing/crmKit.ts';

const forceApp = join(import.meta.dirname, '../../../../force-app/main/default');
const username = wellKnown.users.integration;

let salesforce: SalesforceStandIn;
let crm: SalesforceCrm;

beforeAll(async () => {
  salesforce = await startSalesforce({
    port: 0,
    forceApp,
    connectedApps: [{ clientId: CLIENT_ID, certificate: appKey.publicKey, preAuthorized: [username] }],
  });
});

afterAll(() => salesforce.stop());

beforeEach(() => {
  crm = signedIn({});
});

function signedIn(changes: { clientId?: string }): SalesforceCrm {
  return crmOf({ loginUrl: salesforce.url, username }, changes);
}

let logs = 0;

function logOf(changes: Partial<CallLog> = {}): CallLog {
  return {
    interactionId: `interaction-${++logs}` as InteractionId,
    direction: 'inbound',
    ani: wellKnown.uniqueContact.ani as Ani,
    dnis: '+14155550170' as Dnis,
    queue: 'Support',
    outcome: 'answered',
    startedAt: Date.UTC(2026, 4, 6, 9) as Instant,
    talkSeconds: 61,
    notes: 'Wants a new meter',
    customerLegId: 'CA1' as LegId,
    ...changes,
  };
}

function tasksOf({ interactionId }: CallLog): Record<string, unknown>[] {
  const [admin] = salesforce.org.users();
  const soql =
    'SELECT Id, Subject, Status, TaskSubtype, CallType, CallDurationInSeconds, CallDisposition, CallObject, ' +
    'Description, WhoId, WhatId, OwnerId, Ani__c, Dnis__c, Queue__c, Call_Outcome__c ' +
    `FROM Task WHERE Interaction_Key__c = '${interactionId}'`;
  return salesforce.org.query(soql, admin?.id ?? '').records as unknown as Record<string, unknown>[];
}

const matchOf = async (ani: string) => (await crm.findMatches({ number: ani as Ani }))[0];

describe('the call log in Salesforce', () => {
  it('is one closed Task with all that is known of the call', async () => {
    const agent = salesforce.org.users().find(({ username: each }) => each === wellKnown.users.agents[0]);
    const person = await matchOf(wellKnown.uniqueContact.ani);
    const log = logOf({
      agentId: agent?.id as AgentId,
      disposition: 'Resolved',
      ...(person && { person }),
    });

    await crm.saveCallLog(log);

    expect(tasksOf(log)).toEqual([
      expect.objectContaining({
        Subject: `Inbound call: ${wellKnown.uniqueContact.ani}`,
        Status: 'Completed',
        TaskSubtype: 'Call',
        CallType: 'Inbound',
        CallDurationInSeconds: 61,
        CallDisposition: 'Resolved',
        CallObject: 'CA1',
        Description: 'Wants a new meter',
        WhoId: person?.recordId,
        WhatId: null,
        OwnerId: agent?.id,
        Ani__c: '+14155550100',
        Dnis__c: '+14155550170',
        Queue__c: 'Support',
        Call_Outcome__c: 'Answered',
      }),
    ]);
  });

  it('stays one Task when it is written again, with what has changed', async () => {
    const log = logOf();

    await crm.saveCallLog(log);
    await crm.saveCallLog({ ...log, notes: 'Called back', disposition: 'Resolved' });

    expect(tasksOf(log)).toEqual([
      expect.objectContaining({
        Description: 'Called back',
        CallDisposition: 'Resolved',
        TaskSubtype: 'Call',
      }),
    ]);
  });

  it('needs one API call each time that it is written', async () => {
    const log = logOf();
    const before = crm.apiCalls();

    await crm.saveCallLog(log);
    await crm.saveCallLog({ ...log, notes: 'Called back' });

    expect(crm.apiCalls() - before).toBe(2);
  });

  it('that another connector wrote is written all the same', async () => {
    const log = logOf();
    await signedIn({}).saveCallLog(log);

    await crm.saveCallLog({ ...log, notes: 'Called back' });

    expect(tasksOf(log)).toEqual([
      expect.objectContaining({ Description: 'Called back', TaskSubtype: 'Call' }),
    ]);
  });

  it('stays one Task when two write it at once', async () => {
    const log = logOf();

    await Promise.all([crm.saveCallLog(log), signedIn({}).saveCallLog(log), crm.saveCallLog(log)]);

    expect(tasksOf(log)).toHaveLength(1);
  });

  it('of a lead leaves WhatId empty', async () => {
    const person = await matchOf(wellKnown.lead.ani);
    const log = logOf(person && { person });

    await crm.saveCallLog(log);

    expect(tasksOf(log)).toEqual([expect.objectContaining({ WhoId: person?.recordId, WhatId: null })]);
  });

  it("of a case is on the case and on its contact's timeline", async () => {
    const [contact, subject] = await crm.findMatches({ number: wellKnown.case.ani as Ani });
    const log = logOf(subject && { subject });

    await crm.saveCallLog(log);

    expect(tasksOf(log)).toEqual([
      expect.objectContaining({ WhoId: contact?.recordId, WhatId: subject?.recordId }),
    ]);
  });

  it('goes with all others that wait in one call', async () => {
    const waiting = Array.from({ length: 20 }, () => logOf());
    const before = crm.apiCalls();

    await Promise.all(waiting.map((log) => crm.saveCallLog(log)));

    expect(crm.apiCalls() - before).toBeLessThanOrEqual(2);
    expect(waiting.flatMap(tasksOf)).toHaveLength(20);
  });

  it('that Salesforce refuses says which field, and no value', async () => {
    const refused = crm.saveCallLog(logOf({ disposition: 'far too long '.repeat(30) }));

    await expect(refused).rejects.toMatchObject({
      code: 'CALL_LOG_REJECTED',
      message: expect.stringMatching(/STRING_TOO_LONG CallDisposition$/),
    });
  });
});

describe('a Salesforce in trouble', () => {
  it('that ends the session is signed in to again', async () => {
    await matchOf(wellKnown.unknownAni);
    salesforce.org.revokeAll();

    expect(await matchOf(wellKnown.accountOnly.ani)).toMatchObject({ objectType: 'Account' });
  });

  it('that does not know the app is unavailable, and is not asked for ever', async () => {
    const stranger = signedIn({ clientId: 'stranger' });

    await expect(stranger.check()).rejects.toMatchObject({ code: 'CRM_UNAVAILABLE' });
    expect(stranger.apiCalls()).toBe(0);
  });
});
