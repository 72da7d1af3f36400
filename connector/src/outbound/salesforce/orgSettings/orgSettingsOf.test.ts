import { describe, expect, it } from '@jest/globals';
import { defaultOrgSettings } from '../../../callCenter/ports/orgSettings.ts';
import { orgSettingsOf, type SettingsRows } from './orgSettingsOf.ts';

const none: SettingsRows = { policies: [], dispositions: [], queueRules: [], fields: [] };
const read = (rows: Partial<SettingsRows>) => orgSettingsOf({ ...none, ...rows }, defaultOrgSettings);

describe('settings of the org', () => {
  it('say for each kind of call what is written', () => {
    const { settings, wrong } = read({
      policies: [
        { DeveloperName: 'Missed', Log__c: 'Open', Owner__c: '00G000000000001AAA', Due_Business_Days__c: 2 },
        { DeveloperName: 'Internal', Log__c: 'Closed', Owner__c: null, Due_Business_Days__c: null },
        { DeveloperName: 'Abandoned', Log__c: 'None' },
      ],
    });

    expect(settings.callLog.policies).toEqual({
      ...defaultOrgSettings.callLog.policies,
      missed: { log: 'open', ownerId: '00G000000000001AAA', dueBusinessDays: 2 },
      internal: { log: 'closed' },
      abandoned: { log: 'none' },
    });
    expect(wrong).toEqual([]);
  });

  it('offer active dispositions in the order of the admin, by queue', () => {
    const { settings } = read({
      dispositions: [
        { DeveloperName: 'Late', MasterLabel: 'Late', Order__c: null, Active__c: true },
        { DeveloperName: 'Old', MasterLabel: 'Old', Order__c: 1, Active__c: false },
        { DeveloperName: 'Sold', MasterLabel: 'Sold', Order__c: 2, Active__c: true, Queues__c: 'Sales, VIP' },
      ],
    });

    expect(settings.dispositions).toEqual([
      { name: 'Sold', queues: ['Sales', 'VIP'] },
      { name: 'Late', queues: [] },
    ]);
  });

  it('fill fields with facts and with fixed texts, and rule queues', () => {
    const { settings } = read({
      fields: [
        { DeveloperName: 'A', Task_Field__c: 'Waited__c', Source__c: 'waitSeconds' },
        { DeveloperName: 'B', Task_Field__c: 'Channel__c', Source__c: 'text', Value__c: 'Phone' },
      ],
      queueRules: [{ DeveloperName: 'S', Queue__c: 'Support', Disposition_Required__c: true }],
    });

    expect(settings.callLog.fields).toEqual([
      { field: 'Waited__c', fact: 'waitSeconds' },
      { field: 'Channel__c', text: 'Phone' },
    ]);
    expect(settings.queueRules).toEqual([
      { queue: 'Support', dispositionRequired: true, recordCalls: false },
    ]);
  });

  it.each([
    ['policies', { DeveloperName: 'Sometimes', Log__c: 'Closed' }],
    ['policies', { DeveloperName: 'Missed', Log__c: 'Perhaps' }],
    ['policies', { DeveloperName: 'Missed', Log__c: 'Open', Owner__c: 'Support queue' }],
    ['queueRules', { DeveloperName: 'Nameless' }],
    ['fields', { DeveloperName: 'Unknown', Task_Field__c: 'Mood__c', Source__c: 'mood' }],
    ['fields', { DeveloperName: 'Empty', Task_Field__c: 'Mood__c', Source__c: 'text' }],
    ['fields', { DeveloperName: 'Path', Task_Field__c: 'Who.Name', Source__c: 'ani' }],
  ])('leave out a wrong record of %s, %p, and say so', (type, row) => {
    const { settings, wrong } = read({ [type]: [row] });

    expect(settings.callLog).toEqual(defaultOrgSettings.callLog);
    expect(wrong).toMatchObject([{ record: row.DeveloperName, why: expect.any(String) }]);
  });

  it('stay as they were where the org refuses a query', () => {
    const before = { ...defaultOrgSettings, dispositions: [{ name: 'Sold', queues: [] }] };

    expect(orgSettingsOf({ ...none, dispositions: undefined }, before).settings.dispositions).toEqual(
      before.dispositions,
    );
  });
});
