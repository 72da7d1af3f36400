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
const phoneClasses = [
  'AgentRecords',
  'CallHistory',
  'CallNumbers',
  'CallRecordings',
  'ConnectorAuth',
  'DirectorySearch',
  'OrgToken',
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
      'tab CTI_Diagnostics',
      'tab CTI_Unlogged_Calls',
      ...readsCalls,
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
      ...['Call_Log_Field', 'Call_Log_Policy', 'Caller_Object', 'Disposition', 'Queue_Rule'].map(
        (type) => `customMetadataTypeAccesses ${type}__mdt`,
      ),
      'userPermissions ActivitiesAccess',
      'userPermissions ApiEnabled',
      'userPermissions EditTask',
      ...['Account', 'Case', 'Contact', 'Lead'].map((object) => `${object}: Read viewAllRecords`),
      ...[
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
      ].map((field) => `read ${field}`),
      ...['ActivityDate', 'Description', 'WhatId', 'WhoId', ...callFields]
        .sort()
        .map((field) => `write Task.${field}`),
    ]);
  });
});
