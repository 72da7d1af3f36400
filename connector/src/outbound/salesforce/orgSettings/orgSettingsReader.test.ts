import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { defaultOrgSettings } from '../../../callCenter/ports/orgSettings.ts';
import {
  activityField,
  metadataRecord,
  openCallLogKit,
  type CallLogKit,
} from '../../../../../test/contracts/callLogKit.ts';
import { aLog } from '../callLog/testing/aLog.ts';
import { createKeptTexts, createTestClock } from '../testing/crmKit.ts';

const note = (name: string, type: string) => activityField(name, type);

let kit: CallLogKit;
const noted: unknown[] = [];
const problems: string[] = [];
const journal = {
  note: (message: string, ids: object) => void noted.push([message, ids]),
  problem: (code: string) => void problems.push(code),
};

beforeAll(async () => {
  kit = await openCallLogKit({
    ...metadataRecord('Call_Log_Policy', 'Missed', { Log__c: 'Open', Due_Business_Days__c: 2 }),
    ...metadataRecord('Disposition', 'Sold', { Queues__c: 'Sales', Order__c: 1, Active__c: true }),
    ...metadataRecord('Disposition', 'Resolved', { Order__c: 10, Active__c: false }),
    ...metadataRecord('Queue_Rule', 'Support', { Queue__c: 'Support', Disposition_Required__c: true }),
    ...metadataRecord('Metric_Rule', 'Default', {
      Service_Level_Seconds__c: 30,
      Service_Level__c: 'ofAnswered',
    }),
    ...metadataRecord('Call_Log_Field', 'Waited', {
      Task_Field__c: 'Waited_Minutes__c',
      Source__c: 'waitSeconds',
    }),
    ...metadataRecord('Call_Log_Field', 'Channel', {
      Task_Field__c: 'Channel__c',
      Source__c: 'text',
      Value__c: 'A telephone call',
    }),
    ...metadataRecord('Call_Log_Field', 'Day', { Task_Field__c: 'Day__c', Source__c: 'startedAt' }),
    ...metadataRecord('Call_Log_Field', 'Nowhere', { Task_Field__c: 'Nowhere__c', Source__c: 'ani' }),
    ...metadataRecord('Call_Log_Field', 'Wrong', { Task_Field__c: 'Day__c', Source__c: 'text' }),
    ...note('Waited_Minutes__c', '<type>Number</type><precision>8</precision><scale>0</scale>'),
    ...note('Channel__c', '<type>Text</type><length>6</length>'),
    ...note('Day__c', '<type>Date</type>'),
    ...grantedFields('Waited_Minutes__c', 'Channel__c', 'Day__c'),
  });
});

afterAll(() => kit.stop());

/** What an admin does who maps fields: the connector's user may write them. */
function grantedFields(...fields: string[]): Readonly<Record<string, string>> {
  const access = fields.map(
    (field) =>
      `<fieldPermissions><editable>true</editable><field>Task.${field}</field><readable>true</readable></fieldPermissions>`,
  );
  return {
    'permissionsets/Own_Fields.permissionset-meta.xml': `<?xml version="1.0" encoding="UTF-8"?>
<PermissionSet xmlns="http://soap.sforce.com/2006/04/metadata"><label>Own Fields</label>${access.join('')}</PermissionSet>`,
  };
}

function assignOwnFields(): void {
  const id = kit.idOf('PermissionSet', `Name = 'Own_Fields'`);
  const assignee = kit.idOf('User', `Username LIKE 'integration%'`);
  kit.create('PermissionSetAssignment', { PermissionSetId: id, AssigneeId: assignee });
}

describe('the settings that admins keep in the org', () => {
  it('are read with one API call, and two more for what changes seldom', async () => {
    const crm = kit.connector({ journal });
    const before = crm.apiCalls();

    await crm.orgSettingsLook.look();

    expect(crm.apiCalls() - before).toBe(3);
    expect(crm.orgSettings().callLog.policies.missed).toEqual({ log: 'open', dueBusinessDays: 2 });
    expect(crm.orgSettings().dispositions[0]).toEqual({ name: 'Sold', queues: ['Sales'] });
    expect(crm.orgSettings().dispositions.map(({ name }) => name)).not.toContain('Resolved');
    expect(crm.orgSettings().queueRules).toMatchObject([{ queue: 'Support', dispositionRequired: true }]);
    await crm.stop();
  });

  it('say how figures are counted, and the org in which time zone', async () => {
    const crm = kit.connector({ journal });
    expect(crm.metricRules()).toMatchObject({ serviceLevelSeconds: 20, timeZone: 'UTC' });

    await crm.orgSettingsLook.look();

    expect(crm.metricRules()).toEqual({
      serviceLevelSeconds: 30,
      shortAbandonSeconds: 5,
      serviceLevelVariant: 'ofAnswered',
      timeZone: 'America/Los_Angeles',
    });
    await crm.stop();
  });

  it('are told apart from what is wrong in them, once', async () => {
    const crm = kit.connector({ journal });
    noted.length = 0;

    await crm.orgSettingsLook.look();
    const [check] = await crm.orgSettingsLook.look();

    expect(noted).toEqual([
      ['org setting left out', { type: 'Call_Log_Field__mdt', record: 'Wrong', why: 'has no Value' }],
    ]);
    expect(check).toMatchObject({ state: 'wrong', detail: expect.stringContaining('Nowhere__c') });
    await crm.stop();
  });

  it('outlive a restart while Salesforce is down', async () => {
    const store = createKeptTexts();
    const first = kit.connector({ store });
    await first.orgSettingsLook.look();
    await first.stop();
    kit.salesforce.faults.add({ kind: 'unavailable' });
    problems.length = 0;

    const second = kit.connector({ store, journal });
    await second.recall();
    await expect(second.orgSettingsLook.look()).rejects.toMatchObject({ code: 'CRM_UNAVAILABLE' });

    expect(second.orgSettings()).toEqual(first.orgSettings());
    await second.stop();
    kit.salesforce.faults.clear();
  });

  it('are those of the package where nothing was ever read', async () => {
    const crm = kit.connector();
    await crm.recall();

    expect(crm.orgSettings()).toEqual(defaultOrgSettings);
    await crm.stop();
  });

  it('are asked for again and again', async () => {
    const clock = createTestClock();
    const crm = kit.connector({ clock });
    crm.start();
    while (crm.orgSettings() === defaultOrgSettings) await new Promise((resolve) => setImmediate(resolve));
    const [before, known] = [crm.apiCalls(), crm.orgSettings()];

    while (crm.orgSettings() === known) {
      clock.advance(60_000);
      await new Promise((resolve) => setImmediate(resolve));
    }

    expect(crm.apiCalls()).toBeGreaterThan(before);
    await crm.stop();
  });
});

describe('fields that an admin has mapped', () => {
  it('are filled with facts and texts, as each field takes them', async () => {
    assignOwnFields();
    const crm = kit.connector();
    await crm.orgSettingsLook.look();
    const log = aLog({ waitSeconds: 12 });

    await crm.saveCallLog(log);

    expect(kit.taskOf(log)).toMatchObject({
      Waited_Minutes__c: 12,
      Channel__c: 'A tele',
      Day__c: '2026-05-08',
    });
    await crm.stop();
  });
});
