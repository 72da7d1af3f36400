import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { wellKnown } from '../../../../../simulators/salesforce/index.ts';
import { WITHHELD, type AgentId, type Dnis, type RecordMatch } from '../../../../../softphone/core/index.ts';
import type { SalesforceCrm } from '../salesforceCrm.ts';
import { openCallLogKit, type CallLogKit } from '../../../../../test/contracts/callLogKit.ts';
import { aLog } from './testing/aLog.ts';

let kit: CallLogKit;
let crm: SalesforceCrm;

beforeAll(async () => {
  kit = await openCallLogKit({}, { personAccounts: true });
});

afterAll(() => kit.stop());

beforeEach(() => {
  crm = kit.connector();
});

afterEach(async () => {
  kit.salesforce.faults.clear();
  await crm.stop();
});

const person = (objectType: string, recordId: string): RecordMatch => ({
  objectType,
  recordId,
  part: 'person',
});
const subject = (objectType: string, recordId: string): RecordMatch => ({
  objectType,
  recordId,
  part: 'subject',
});
const agentId = () =>
  kit.salesforce.org.users().find(({ username }) => username === wellKnown.users.agents[0])?.id as AgentId;
const maria = () => person('Contact', kit.idOf('Contact', `Name = '${wellKnown.uniqueContact.name}'`));

async function callsFor(work: () => Promise<unknown>): Promise<number> {
  const before = crm.apiCalls();
  await work();
  return crm.apiCalls() - before;
}

describe('a call log in Salesforce', () => {
  it('is one closed Task with all that is known of the call', async () => {
    const log = aLog({ agentId: agentId(), disposition: 'Resolved', person: maria(), recorded: true });

    await crm.saveCallLog(log);

    expect(kit.taskOf(log)).toMatchObject({
      Subject: `Inbound call: ${wellKnown.uniqueContact.ani}`,
      Status: 'Completed',
      ActivityDate: '2026-05-08',
      TaskSubtype: 'Call',
      CallType: 'Inbound',
      CallDurationInSeconds: 61,
      CallDisposition: 'Resolved',
      CallObject: 'CA1',
      Description: 'Wants a new meter',
      WhoId: maria().recordId,
      WhatId: null,
      OwnerId: agentId(),
      Ani__c: '+14155550100',
      Dnis__c: '+14155550170',
      Queue__c: 'Support',
      Call_Outcome__c: 'Answered',
      Wait_Seconds__c: 12,
      Ring_Seconds__c: 4,
      Hold_Seconds__c: 0,
      Wrap_Up_Seconds__c: 30,
      Hung_Up_By__c: 'Customer',
      Recording_Link__c: `${kit.salesforce.url}/lightning/cmp/c__callRecording?c__key=${log.key}`,
    });
  });

  it('is a Task to do where the policy says so, for the owner of calls without an agent', async () => {
    const ownerId = kit.idOf('Group', `Type = 'Queue'`);
    const log = aLog({
      kind: 'abandoned',
      outcome: 'abandoned',
      policy: { log: 'open', dueBusinessDays: 1, ownerId },
    });

    await crm.saveCallLog(log);

    expect(kit.taskOf(log)).toMatchObject({ Status: 'Not Started', IsClosed: false, OwnerId: ownerId });
    expect(String(kit.taskOf(log)['ActivityDate']) > '2026-05-08').toBe(true);
  });

  it('of a message is a Task to do for its agent, which plays it', async () => {
    const log = aLog({
      kind: 'voicemail',
      outcome: 'voicemail',
      agentId: agentId(),
      recorded: true,
      talkSeconds: 0,
      policy: { log: 'open', dueBusinessDays: 1, ownerId: kit.idOf('Group', `Type = 'Queue'`) },
    });

    await crm.saveCallLog(log);

    expect(kit.taskOf(log)).toMatchObject({
      Subject: 'Message from: +14155550100',
      OwnerId: agentId(),
      IsClosed: false,
      Call_Outcome__c: 'Voicemail',
      CallDurationInSeconds: 0,
      Recording_Link__c: expect.stringContaining(encodeURIComponent(log.key)),
    });
  });

  it('of a call between agents says so, and no number', async () => {
    const log = aLog({
      kind: 'internal',
      direction: 'internal',
      ani: WITHHELD,
      dnis: WITHHELD as string as Dnis,
      agentId: agentId(),
    });

    await crm.saveCallLog(log);

    expect(kit.taskOf(log)).toMatchObject({
      Subject: 'Internal call',
      CallType: 'Internal',
      Ani__c: null,
      Dnis__c: null,
    });
  });

  it('is written once, however often, by whom and how closely', async () => {
    const log = aLog();
    const another = kit.connector();

    await Promise.all([crm.saveCallLog(log), another.saveCallLog(log), crm.saveCallLog(log)]);
    await another.stop();

    expect(kit.tasksOf(log)).toHaveLength(1);
  });

  it('leaves alone what the agent has changed, though a restarted connector writes it again', async () => {
    const log = aLog();
    kit.salesforce.faults.add({ kind: 'answerLost', on: '/composite/sobjects', times: 1 });
    await expect(crm.saveCallLog(log)).rejects.toMatchObject({ code: 'CRM_UNAVAILABLE' });
    const { Id } = kit.taskOf(log);
    const edit = { Id, Description: 'Corrected by hand', CallDisposition: 'Wrong number' };
    kit.salesforce.org.update('Task', edit, kit.admin);

    const restarted = kit.connector();
    await restarted.saveCallLog(log);
    await restarted.stop();

    expect(kit.taskOf(log)).toMatchObject(edit);
  });
});

describe('the records of a call log', () => {
  it('leave WhatId empty with a lead', async () => {
    const lead = person('Lead', kit.idOf('Lead', `Name = '${wellKnown.lead.name}'`));
    const log = aLog({ person: lead, subject: subject('Account', kit.idOf('Account', `Name != null`)) });

    await crm.saveCallLog(log);

    expect(kit.taskOf(log)).toMatchObject({ WhoId: lead.recordId, WhatId: null });
  });

  it('are a case and its contact, as the match tells, or else the org, asked once for all', async () => {
    const where = `CaseNumber = '${wellKnown.case.caseNumber}'`;
    const [found] = kit.rows(`SELECT Id, ContactId FROM Case WHERE ${where}`);
    const { Id, ContactId } = found as { Id: string; ContactId: string };
    const told = aLog({ subject: { ...subject('Case', Id), belongsTo: ContactId } });
    const others = [aLog({ subject: subject('Case', Id) }), aLog({ subject: subject('Case', Id) })];

    expect(await callsFor(() => crm.saveCallLog(told))).toBe(1);
    expect(
      await callsFor(() => Promise.all([told, ...others].map((log) => crm.saveCallLog(log)))),
    ).toBeLessThanOrEqual(3);

    for (const log of [told, ...others]) {
      expect(kit.taskOf(log)).toMatchObject({ WhoId: ContactId, WhatId: Id });
    }
  });

  it('are the contact inside a person account', async () => {
    const where = `Name = '${wellKnown.personAccount.name}'`;
    const [found] = kit.rows(`SELECT Id, PersonContactId FROM Account WHERE ${where}`);
    const log = aLog({ person: person('Account', String(found?.['Id'])) });

    await crm.saveCallLog(log);

    expect(kit.taskOf(log)['WhoId']).toBe(found?.['PersonContactId']);
  });

  it('are never a user, whom a Task cannot be about', async () => {
    const log = aLog({ person: person('User', agentId()) });

    await crm.saveCallLog(log);

    expect(kit.taskOf(log)).toMatchObject({ WhoId: null, WhatId: null });
  });

  it('that were deleted are left out, and the Task says so', async () => {
    const gone = kit.create('Contact', { LastName: 'Gone' });
    kit.salesforce.org.delete('Contact', gone, kit.admin);
    const log = aLog({ person: person('Contact', gone), notes: 'Wants a new meter' });

    await crm.saveCallLog(log);

    expect(kit.taskOf(log)).toMatchObject({
      WhoId: null,
      Description: `Wants a new meter\n\nThe call was about Contact ${gone}, which has been deleted.`,
    });
  });

  it('that were merged are what they are now', async () => {
    const [other, between, master] = ['One', 'Two', 'Three'].map((LastName) =>
      kit.create('Contact', { LastName }),
    );
    kit.salesforce.org.merge({ master: between!, others: [other!] }, kit.admin);
    kit.salesforce.org.merge({ master: master!, others: [between!] }, kit.admin);
    const log = aLog({ person: person('Contact', other!) });

    await crm.saveCallLog(log);

    expect(kit.taskOf(log)).toMatchObject({ WhoId: master, Description: 'Wants a new meter' });
  });

  it('that are a lead which has been converted are its contact', async () => {
    const lead = kit.create('Lead', { LastName: 'Convert', Company: 'Convert Ltd' });
    kit.salesforce.org.convertLead(lead, kit.admin);
    const [found] = kit.rows(`SELECT ConvertedContactId FROM Lead WHERE Id = '${lead}'`);
    const log = aLog({ person: person('Lead', lead) });

    await crm.saveCallLog(log);

    expect(kit.taskOf(log)['WhoId']).toBe(found?.['ConvertedContactId']);
  });

  it('that are not there are left out, and the Task says so', async () => {
    const log = aLog({ subject: subject('Case', '500000000009999AAA'), notes: '' });

    await crm.saveCallLog(log);

    expect(kit.taskOf(log)['Description']).toContain('500000000009999AAA');
  });
});

describe('many call logs', () => {
  it('go in one API call', async () => {
    const logs = Array.from({ length: 200 }, () => aLog());

    expect(await callsFor(() => Promise.all([aLog(), ...logs].map((log) => crm.saveCallLog(log))))).toBe(2);
    expect(logs.flatMap((log) => kit.tasksOf(log))).toHaveLength(200);
  });

  it('are not stopped by one that is refused', async () => {
    const bad = aLog({ agentId: '005000000009999AAA' as AgentId });
    const good = Array.from({ length: 20 }, () => aLog());

    const outcomes = await Promise.allSettled([bad, ...good].map((log) => crm.saveCallLog(log)));

    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', ...good.map(() => 'fulfilled')]);
  });

  it('are tried again when a row was locked', async () => {
    kit.salesforce.faults.add({ kind: 'lockedRow', on: 'Task', times: 1 });

    await expect(crm.saveCallLog(aLog())).rejects.toMatchObject({ code: 'CRM_UNAVAILABLE' });
  });
});
