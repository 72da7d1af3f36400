import { describe, expect, it } from '@jest/globals';
import { defaultOrgSettings } from '../../../callCenter/ports/orgSettings.ts';
import { orgSettingsOf, type SettingsRows } from './orgSettingsOf.ts';

const none: SettingsRows = {
  policies: [],
  dispositions: [],
  queueRules: [],
  reasonCodes: [],
  agentRules: [],
  fields: [],
};
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
    expect(settings.queueRules).toEqual([{ queue: 'Support', dispositionRequired: true, recording: 'none' }]);
  });

  it.each([
    { ticked: {}, recording: 'none' },
    { ticked: { Record_Calls__c: true }, recording: 'all' },
    { ticked: { Agents_May_Record__c: true }, recording: 'onDemand' },
    { ticked: { Record_Calls__c: true, Agents_May_Record__c: true }, recording: 'all' },
  ])('have calls of a queue recorded as ticked: $ticked, $recording', ({ ticked, recording }) => {
    const { settings } = read({ queueRules: [{ DeveloperName: 'S', Queue__c: 'Support', ...ticked }] });

    expect(settings.queueRules).toMatchObject([{ queue: 'Support', recording }]);
  });

  it.each([
    ['policies', { DeveloperName: 'Sometimes', Log__c: 'Closed' }],
    ['policies', { DeveloperName: 'Missed', Log__c: 'Perhaps' }],
    ['policies', { DeveloperName: 'Missed', Log__c: 'Open', Owner__c: 'Support queue' }],
    ['queueRules', { DeveloperName: 'Nameless' }],
    ['reasonCodes', { DeveloperName: 'Nameless' }],
    ['reasonCodes', { DeveloperName: 'Pale', MasterLabel: 'Pale', Colour__c: 'white' }],
    ['agentRules', { DeveloperName: 'Mine' }],
    ['agentRules', { DeveloperName: 'Default', Wrap_Up_Seconds__c: 0 }],
    ['agentRules', { DeveloperName: 'Default', After_Sign_In__c: 'Busy' }],
    ['queueRules', { DeveloperName: 'Slow', Queue__c: 'Support', Wrap_Up_Seconds__c: 1.5 }],
    ['fields', { DeveloperName: 'Unknown', Task_Field__c: 'Mood__c', Source__c: 'mood' }],
    ['fields', { DeveloperName: 'Empty', Task_Field__c: 'Mood__c', Source__c: 'text' }],
    ['fields', { DeveloperName: 'Path', Task_Field__c: 'Who.Name', Source__c: 'ani' }],
  ])('leave out a wrong record of %s, %p, and say so', (type, row) => {
    const { settings, wrong } = read({ [type]: [row] });

    expect(settings.callLog).toEqual(defaultOrgSettings.callLog);
    expect(settings.agentRule).toEqual(defaultOrgSettings.agentRule);
    expect(wrong).toMatchObject([{ record: row.DeveloperName, why: expect.any(String) }]);
  });

  it('name the reasons for not being ready, in the order of the admin', () => {
    const { settings } = read({
      reasonCodes: [
        { DeveloperName: 'Lost', MasterLabel: 'Lost', Order__c: 9, Agents_Choose__c: false, Active__c: true },
        { DeveloperName: 'Old', MasterLabel: 'Old', Order__c: 1, Active__c: false },
        {
          DeveloperName: 'Tea',
          MasterLabel: 'Tea',
          Order__c: 2,
          Colour__c: '#00Aa11',
          Agents_Choose__c: true,
        },
      ],
    });

    expect(settings.reasonCodes).toEqual([
      { name: 'Tea', colour: '#00Aa11', choosable: true },
      { name: 'Lost', choosable: false },
    ]);
  });

  it('rule the states of agents; what is left empty is as the package ships it', () => {
    const rule = { DeveloperName: 'Default', Wrap_Up_Seconds__c: 30, After_Sign_In__c: 'Not Ready' };
    const { settings } = read({
      agentRules: [
        { ...rule, Reason_Required__c: false, Default_Reason__c: 'Tea', Missed_Not_Ready__c: false },
      ],
      queueRules: [{ DeveloperName: 'S', Queue__c: 'Support', Wrap_Up_Seconds__c: 45 }],
    });

    const { missed: _never, ...shipped } = defaultOrgSettings.agentRule;
    expect(settings.agentRule).toEqual({
      ...shipped,
      reasonRequired: false,
      defaultReason: 'Tea',
      wrapUpSeconds: 30,
      afterSignIn: 'notReady',
    });
    expect(settings.queueRules).toMatchObject([{ queue: 'Support', wrapUpSeconds: 45 }]);
  });

  it('know no value that only every object has', () => {
    const { settings, wrong } = read({
      agentRules: [{ DeveloperName: 'Default', After_Sign_In__c: 'toString' }],
    });

    expect(settings.agentRule).toEqual(defaultOrgSettings.agentRule);
    expect(wrong).toEqual([
      { type: 'Agent_Rule__mdt', record: 'Default', why: 'After Sign-In is none of its values' },
    ]);
  });

  it('stay as they were where the org refuses a query', () => {
    const before = { ...defaultOrgSettings, dispositions: [{ name: 'Sold', queues: [] }] };

    expect(orgSettingsOf({ ...none, dispositions: undefined }, before).settings.dispositions).toEqual(
      before.dispositions,
    );
  });
});
