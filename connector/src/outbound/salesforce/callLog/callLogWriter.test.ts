import { describe, expect, it } from '@jest/globals';
import { wellKnown } from '../../../../../simulators/salesforce/index.ts';
import { WITHHELD, type AgentId, type Dnis, type RecordMatch } from '../../../../../softphone/core/index.ts';
import { connectorAtOrg } from '../../../../../test/contracts/connectorAtOrg.ts';
import { aLog } from './testing/aLog.ts';

const org = connectorAtOrg({}, { personAccounts: true });

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
const maria = () => person('Contact', org.kit.idOf('Contact', `Name = '${wellKnown.uniqueContact.name}'`));

async function callsFor(work: () => Promise<unknown>): Promise<number> {
  const before = org.crm.apiCalls();
  await work();
  return org.crm.apiCalls() - before;
}

describe('a call log in Salesforce', () => {
  it('is one closed Task with all that is known of the call', async () => {
    const log = aLog({ agentId: org.agentId, disposition: 'Resolved', person: maria(), recorded: true });

    await org.crm.saveCallLog(log);

    expect(org.kit.taskOf(log)).toMatchObject({
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
      OwnerId: org.agentId,
      Ani__c: '+14155550100',
      Dnis__c: '+14155550170',
      Queue__c: 'Support',
      Call_Outcome__c: 'Answered',
      Wait_Seconds__c: 12,
      Ring_Seconds__c: 4,
      Hold_Seconds__c: 0,
      Wrap_Up_Seconds__c: 30,
      Hung_Up_By__c: 'Customer',
      Recording_Link__c: `${org.kit.salesforce.url}/lightning/cmp/c__callRecording?c__key=${log.key}`,
    });
  });

  it('is a Task to do where the policy says so, for the owner of calls without an agent', async () => {
    const ownerId = org.kit.idOf('Group', `Type = 'Queue'`);
    const log = aLog({
      kind: 'abandoned',
      outcome: 'abandoned',
      policy: { log: 'open', dueBusinessDays: 1, ownerId },
    });

    await org.crm.saveCallLog(log);

    expect(org.kit.taskOf(log)).toMatchObject({ Status: 'Not Started', IsClosed: false, OwnerId: ownerId });
    expect(String(org.kit.taskOf(log)['ActivityDate']) > '2026-05-08').toBe(true);
  });

  it('of a message is a Task to do for its agent, which plays it', async () => {
    const log = aLog({
      kind: 'voicemail',
      outcome: 'voicemail',
      agentId: org.agentId,
      recorded: true,
      talkSeconds: 0,
      policy: { log: 'open', dueBusinessDays: 1, ownerId: org.kit.idOf('Group', `Type = 'Queue'`) },
    });

    await org.crm.saveCallLog(log);

    expect(org.kit.taskOf(log)).toMatchObject({
      Subject: 'Message from: +14155550100',
      OwnerId: org.agentId,
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
      agentId: org.agentId,
    });

    await org.crm.saveCallLog(log);

    expect(org.kit.taskOf(log)).toMatchObject({
      Subject: 'Internal call',
      CallType: 'Internal',
      Ani__c: null,
      Dnis__c: null,
    });
  });

  it('is written once, however often, by whom and how closely', async () => {
    const log = aLog();
    const another = org.kit.connector();

    await Promise.all([org.crm.saveCallLog(log), another.saveCallLog(log), org.crm.saveCallLog(log)]);
    await another.stop();

    expect(org.kit.tasksOf(log)).toHaveLength(1);
  });

  it('leaves alone what the agent has changed, though a restarted connector writes it again', async () => {
    const log = aLog();
    org.kit.salesforce.faults.add({ kind: 'answerLost', on: '/composite/sobjects', times: 1 });
    await expect(org.crm.saveCallLog(log)).rejects.toMatchObject({ code: 'CRM_UNAVAILABLE' });
    const { Id } = org.kit.taskOf(log);
    const edit = { Id, Description: 'Corrected by hand', CallDisposition: 'Wrong number' };
    org.kit.salesforce.org.update('Task', edit, org.kit.admin);

    const restarted = org.kit.connector();
    await restarted.saveCallLog(log);
    await restarted.stop();

    expect(org.kit.taskOf(log)).toMatchObject(edit);
  });
});

describe('the records of a call log', () => {
  it('leave WhatId empty with a lead', async () => {
    const lead = person('Lead', org.kit.idOf('Lead', `Name = '${wellKnown.lead.name}'`));
    const log = aLog({ person: lead, subject: subject('Account', org.kit.idOf('Account', `Name != null`)) });

    await org.crm.saveCallLog(log);

    expect(org.kit.taskOf(log)).toMatchObject({ WhoId: lead.recordId, WhatId: null });
  });

  it('are a case and its contact, as the match tells, or else the org, asked once for all', async () => {
    const where = `CaseNumber = '${wellKnown.case.caseNumber}'`;
    const [found] = org.kit.rows(`SELECT Id, ContactId FROM Case WHERE ${where}`);
    const { Id, ContactId } = found as { Id: string; ContactId: string };
    const told = aLog({ subject: { ...subject('Case', Id), belongsTo: ContactId } });
    const others = [aLog({ subject: subject('Case', Id) }), aLog({ subject: subject('Case', Id) })];

    expect(await callsFor(() => org.crm.saveCallLog(told))).toBe(1);
    expect(
      await callsFor(() => Promise.all([told, ...others].map((log) => org.crm.saveCallLog(log)))),
    ).toBeLessThanOrEqual(3);

    for (const log of [told, ...others]) {
      expect(org.kit.taskOf(log)).toMatchObject({ WhoId: ContactId, WhatId: Id });
    }
  });

  it('are the contact inside a person account', async () => {
    const where = `Name = '${wellKnown.personAccount.name}'`;
    const [found] = org.kit.rows(`SELECT Id, PersonContactId FROM Account WHERE ${where}`);
    const log = aLog({ person: person('Account', String(found?.['Id'])) });

    await org.crm.saveCallLog(log);

    expect(org.kit.taskOf(log)['WhoId']).toBe(found?.['PersonContactId']);
  });

  it('are never a user, whom a Task cannot be about', async () => {
    const log = aLog({ person: person('User', org.agentId) });

    await org.crm.saveCallLog(log);

    expect(org.kit.taskOf(log)).toMatchObject({ WhoId: null, WhatId: null });
  });

  it('that were deleted are left out, and the Task says so', async () => {
    const gone = org.kit.create('Contact', { LastName: 'Gone' });
    org.kit.salesforce.org.delete('Contact', gone, org.kit.admin);
    const log = aLog({ person: person('Contact', gone), notes: 'Wants a new meter' });

    await org.crm.saveCallLog(log);

    expect(org.kit.taskOf(log)).toMatchObject({
      WhoId: null,
      Description: `Wants a new meter\n\nThe call was about Contact ${gone}, which has been deleted.`,
    });
  });

  it('that were merged are what they are now', async () => {
    const [other, between, master] = ['One', 'Two', 'Three'].map((LastName) =>
      org.kit.create('Contact', { LastName }),
    );
    org.kit.salesforce.org.merge({ master: between!, others: [other!] }, org.kit.admin);
    org.kit.salesforce.org.merge({ master: master!, others: [between!] }, org.kit.admin);
    const log = aLog({ person: person('Contact', other!) });

    await org.crm.saveCallLog(log);

    expect(org.kit.taskOf(log)).toMatchObject({ WhoId: master, Description: 'Wants a new meter' });
  });

  it('that are a lead which has been converted are its contact', async () => {
    const lead = org.kit.create('Lead', { LastName: 'Convert', Company: 'Convert Ltd' });
    org.kit.salesforce.org.convertLead(lead, org.kit.admin);
    const [found] = org.kit.rows(`SELECT ConvertedContactId FROM Lead WHERE Id = '${lead}'`);
    const log = aLog({ person: person('Lead', lead) });

    await org.crm.saveCallLog(log);

    expect(org.kit.taskOf(log)['WhoId']).toBe(found?.['ConvertedContactId']);
  });

  it('that are not there are left out, and the Task says so', async () => {
    const log = aLog({ subject: subject('Case', '500000000009999AAA'), notes: '' });

    await org.crm.saveCallLog(log);

    expect(org.kit.taskOf(log)['Description']).toContain('500000000009999AAA');
  });
});

describe('many call logs', () => {
  it('go in one API call', async () => {
    const logs = Array.from({ length: 200 }, () => aLog());

    expect(await callsFor(() => Promise.all([aLog(), ...logs].map((log) => org.crm.saveCallLog(log))))).toBe(
      2,
    );
    expect(logs.flatMap((log) => org.kit.tasksOf(log))).toHaveLength(200);
  });

  it('are not stopped by one that is refused', async () => {
    const bad = aLog({ agentId: '005000000009999AAA' as AgentId });
    const good = Array.from({ length: 20 }, () => aLog());

    const outcomes = await Promise.allSettled([bad, ...good].map((log) => org.crm.saveCallLog(log)));

    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', ...good.map(() => 'fulfilled')]);
  });

  it('are tried again when a row was locked', async () => {
    org.kit.salesforce.faults.add({ kind: 'lockedRow', on: 'Task', times: 1 });

    await expect(org.crm.saveCallLog(aLog())).rejects.toMatchObject({ code: 'CRM_UNAVAILABLE' });
  });
});
