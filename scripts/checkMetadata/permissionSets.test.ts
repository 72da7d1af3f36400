import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { childrenOf, readPackage, textOf, type XmlElement } from './metadataFile.ts';

const root = join(import.meta.dirname, '../..');
const { files } = readPackage(root, 'force-app/main/default/permissionsets');

/** Everything a permission set grants, each grant a line; what is not listed here is a grant too many. */
function grantsOf(name: string): readonly string[] {
  const { root: set } = files.find((file) => file.name === name)!;
  const enabled = (kind: string, child: string) =>
    childrenOf(set, kind)
      .filter((grant) => textOf(grant, 'enabled') === 'true')
      .map((grant) => `${kind} ${textOf(grant, child)!}`);
  return [
    ...childrenOf(set, 'applicationVisibilities').map((grant) => `app ${textOf(grant, 'application')!}`),
    ...enabled('classAccesses', 'apexClass'),
    ...enabled('pageAccesses', 'apexPage'),
    ...enabled('customPermissions', 'name'),
    ...enabled('customMetadataTypeAccesses', 'name'),
    ...enabled('userPermissions', 'name'),
    ...childrenOf(set, 'tabSettings').map((grant) => `tab ${textOf(grant, 'tab')!}`),
    ...childrenOf(set, 'objectPermissions').map(objectGrant),
    ...childrenOf(set, 'fieldPermissions').map(fieldGrant),
  ];
}

function objectGrant(grant: XmlElement): string {
  const rights = ['Create', 'Read', 'Edit', 'Delete'].filter(
    (right) => textOf(grant, `allow${right}`) === 'true',
  );
  const all = ['viewAllRecords', 'modifyAllRecords'].filter((right) => textOf(grant, right) === 'true');
  return `${textOf(grant, 'object')!}: ${[...rights, ...all].join(' ')}`;
}

function fieldGrant(grant: XmlElement): string {
  return `${textOf(grant, 'editable') === 'true' ? 'write' : 'read'} ${textOf(grant, 'field')!}`;
}

const callFields = [
  'Ani__c',
  'Call_Outcome__c',
  'Customer_Number__c',
  'Dnis__c',
  'Hold_Seconds__c',
  'Hung_Up_By__c',
  'Interaction_Key__c',
  'Queue__c',
  'Recording_Link__c',
  'Ring_Seconds__c',
  'Wait_Seconds__c',
  'Wrap_Up_Seconds__c',
];
const readsCalls = callFields.map((field) => `read Task.${field}`);
/** Of the objects of reports, without `__c`: what the connector writes. Their keys are required, so that nobody need grant them. */
const written = {
  Agent_State_Interval__c: ['Agent', 'State', 'Reason_Code', 'Started_At', 'Ended_At', 'Seconds'],
  Agent_Status__c: ['Agent', 'State', 'Reason_Code', 'Since', 'Changed_By'],
  Agent_Interval__c: [
    'Agent',
    'Started_At',
    'Day',
    'Time_of_Day',
    'Ready_Seconds',
    'Not_Ready_Seconds',
    'Reserved_Seconds',
    'On_Call_Seconds',
    'In_Wrap_Up_Seconds',
    'Offered',
    'Answered',
    'Missed',
    'Declined',
    'Transferred',
    'Dialed',
    'Talk_Seconds',
    'Hold_Seconds',
    'Wrap_Up_Seconds',
  ],
  Queue_Interval__c: [
    'Queue',
    'Started_At',
    'Day',
    'Time_of_Day',
    'Offered',
    'Answered',
    'Abandoned',
    'Short_Abandoned',
    'Voicemails',
    'Moved',
    'Failed',
    'Missed',
    'Transferred',
    'Wait_Seconds',
    'Longest_Wait_Seconds',
    'Answered_Wait_Seconds',
    'Answered_In_Time',
    'Abandoned_In_Time',
    'Talk_Seconds',
    'Hold_Seconds',
    'Wrap_Up_Seconds',
  ],
  Supervisor_Action__c: ['Supervisor', 'Agent', 'Action', 'Acted_At', 'Interaction_Id'],
} as const;
/** What the org computes of it. */
const computed = {
  Agent_Interval__c: [
    'Handle_Seconds',
    'Average_Handle_Time',
    'Busy_Seconds',
    'Staffed_Seconds',
    'Occupancy',
  ],
  Queue_Interval__c: [
    'Handle_Seconds',
    'Average_Handle_Time',
    'Speed_of_Answer',
    'Average_Wait',
    'Abandon_Rate',
    'Service_Level_Met',
    'Service_Level_Of',
    'Service_Level',
  ],
} as const;

function fieldsOf(objects: Readonly<Record<string, readonly string[]>>): readonly string[] {
  return Object.entries(objects).flatMap(([object, names]) => names.map((name) => `${object}.${name}__c`));
}

function grantsOfFields(right: 'read' | 'write', fields: readonly string[]): readonly string[] {
  return fields.map((field) => `${right} ${field}`);
}

function byField(one: string, other: string): number {
  const [first, second] = [one, other].map((grant) => grant.slice(grant.indexOf(' ')));
  return first! < second! ? -1 : 1;
}

const phoneClasses = [
  'AgentRecords',
  'AgentStatus',
  'CallHistory',
  'CallNumbers',
  'CallRecordings',
  'ConnectorAuth',
  'DirectorySearch',
  'OrgToken',
  'PresenceMappings',
].map((name) => `classAccesses ${name}`);

describe('a permission set grants what its people need, and nothing else', () => {
  it('the agent', () => {
    expect(grantsOf('CTI_Agent')).toEqual([
      'app CTI_Connector',
      ...phoneClasses,
      'pageAccesses Softphone',
      'customPermissions CTI_Agent',
      'tab CTI_Diagnostics',
      ...readsCalls,
    ]);
  });

  it('the supervisor', () => {
    expect(grantsOf('CTI_Supervisor')).toEqual([
      'app CTI_Connector',
      ...phoneClasses,
      'pageAccesses Softphone',
      'customPermissions CTI_Agent',
      'customPermissions CTI_Supervisor',
      'tab Agent_Status__c',
      'tab CTI_Diagnostics',
      'tab CTI_Unlogged_Calls',
      'tab CTI_Wallboard',
      ...Object.keys(written)
        .sort()
        .map((object) => `${object}: Read viewAllRecords`),
      ...[
        ...readsCalls,
        ...grantsOfFields(
          'read',
          ['Abandoned_On__c', 'Reached_On__c', 'Record__c'].map((name) => `Task.${name}`),
        ),
        ...grantsOfFields('read', [...fieldsOf(written), ...fieldsOf(computed)]),
      ].sort(byField),
    ]);
  });

  it('the administrator', () => {
    expect(grantsOf('CTI_Admin')).toEqual([
      'app CTI_Connector',
      'classAccesses CallHistory',
      'classAccesses CallNumbers',
      'classAccesses CallRecordings',
      'classAccesses CtiSetup',
      'classAccesses OrgToken',
      'customPermissions CTI_Admin',
      'tab CTI_Diagnostics',
      'tab CTI_Setup',
      'tab CTI_Unlogged_Calls',
      ...readsCalls,
    ]);
  });

  it("the connector's user", () => {
    expect(grantsOf('CTI_Integration')).toEqual([
      'classAccesses DirectoryListing',
      ...[
        'Agent_Rule',
        'Call_Log_Field',
        'Call_Log_Policy',
        'Caller_Object',
        'Disposition',
        'Metric_Rule',
        'Queue_Rule',
        'Reason_Code',
      ].map((type) => `customMetadataTypeAccesses ${type}__mdt`),
      'userPermissions ActivitiesAccess',
      'userPermissions ApiEnabled',
      'userPermissions EditTask',
      'Account: Read viewAllRecords',
      'Agent_Interval__c: Create Read Edit',
      'Agent_State_Interval__c: Create Read Edit Delete',
      'Agent_Status__c: Create Read Edit Delete viewAllRecords modifyAllRecords',
      'Case: Read viewAllRecords',
      'Contact: Read viewAllRecords',
      'Lead: Read viewAllRecords',
      'Queue_Interval__c: Create Read Edit',
      'Supervisor_Action__c: Create Read Edit',
      ...[
        ...grantsOfFields('read', [
          'Account.AccountNumber',
          'Account.BillingAddress',
          'Account.Phone',
          'Account.ShippingAddress',
          'Case.AccountId',
          'Case.ContactId',
          'Case.SuppliedPhone',
          'Contact.AccountId',
          'Contact.AssistantPhone',
          'Contact.HomePhone',
          'Contact.MailingAddress',
          'Contact.MobilePhone',
          'Contact.OtherPhone',
          'Contact.Phone',
          'Lead.Address',
          'Lead.MobilePhone',
          'Lead.Phone',
        ]),
        ...grantsOfFields('write', [
          ...['ActivityDate', 'Description', 'WhatId', 'WhoId', ...callFields].map((name) => `Task.${name}`),
          ...fieldsOf(written),
        ]),
      ].sort(byField),
    ]);
  });
});
