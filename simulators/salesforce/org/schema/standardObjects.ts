import { email, field, flag, longText, lookup, phone, picklist, text } from './fieldSpec.ts';
import type { FieldSpec } from './fieldSpec.ts';
import type { ObjectDefinition } from './schema.ts';

/**
 * The standard objects a call touches, with the fields the Object Reference gives them (those a connector or a
 * console can meet).
 */

const owner = lookup('OwnerId', 'User', { permissionable: false });
const ownerOrQueue = lookup('OwnerId', ['Group', 'User'], { permissionable: false });
const recordType = lookup('RecordTypeId', 'RecordType', { permissionable: false });
const merged = (object: string): FieldSpec =>
  lookup('MasterRecordId', object, {
    writable: 'readOnly',
    permissionable: false,
    label: 'Master Record ID',
  });
const lastActivity = field('LastActivityDate', 'date', { writable: 'readOnly', label: 'Last Activity' });
const photo = field('PhotoUrl', 'url', { writable: 'readOnly', label: 'Photo URL' });
const leadSources = ['Web', 'Phone Inquiry', 'Partner Referral', 'Purchased List', 'Other'];
const industries = [
  'Agriculture',
  'Banking',
  'Construction',
  'Education',
  'Energy',
  'Healthcare',
  'Retail',
  'Technology',
  'Transportation',
];
const ratings = ['Hot', 'Warm', 'Cold'];

const account: ObjectDefinition = {
  name: 'Account',
  label: 'Account',
  labelPlural: 'Accounts',
  keyPrefix: '001',
  fields: [
    recordType,
    merged('Account'),
    text('Name', 255, { required: true, nameField: true, label: 'Account Name' }),
    picklist('Type', ['Prospect', 'Customer - Direct', 'Customer - Channel', 'Partner', 'Other'], {
      label: 'Account Type',
    }),
    lookup('ParentId', 'Account', { childRelationship: 'ChildAccounts', label: 'Parent Account ID' }),
    owner,
    phone('Phone', { label: 'Account Phone' }),
    phone('Fax'),
    field('Website', 'url'),
    picklist('Industry', industries),
    field('AnnualRevenue', 'currency'),
    field('NumberOfEmployees', 'int', { label: 'Employees' }),
    longText('Description'),
    text('AccountNumber', 40),
    picklist('Rating', ratings),
    picklist('Ownership', ['Public', 'Private', 'Subsidiary', 'Other']),
    picklist('AccountSource', leadSources),
    text('TickerSymbol', 20),
    text('Sic', 20, { label: 'SIC Code' }),
    text('SicDesc', 80, { label: 'SIC Description' }),
    text('Site', 80, { label: 'Account Site' }),
    text('Jigsaw', 20, { label: 'Data.com Key' }),
    text('JigsawCompanyId', 20, { writable: 'readOnly', label: 'Jigsaw Company ID' }),
    ...address('Billing'),
    ...address('Shipping'),
    lastActivity,
    photo,
  ],
};

const contact: ObjectDefinition = {
  name: 'Contact',
  label: 'Contact',
  labelPlural: 'Contacts',
  keyPrefix: '003',
  fields: [
    recordType,
    merged('Contact'),
    ...personName(),
    lookup('AccountId', 'Account', { childRelationship: 'Contacts' }),
    lookup('ReportsToId', 'Contact'),
    owner,
    text('Title', 128),
    text('Department', 80),
    phone('Phone', { label: 'Business Phone' }),
    phone('MobilePhone'),
    phone('HomePhone'),
    phone('OtherPhone'),
    phone('AssistantPhone', { label: 'Asst. Phone' }),
    phone('Fax'),
    email('Email'),
    picklist('LeadSource', leadSources),
    field('Birthdate', 'date'),
    longText('Description'),
    flag('DoNotCall'),
    ...address('Mailing'),
    lastActivity,
    photo,
  ],
};

const lead: ObjectDefinition = {
  name: 'Lead',
  label: 'Lead',
  labelPlural: 'Leads',
  keyPrefix: '00Q',
  fields: [
    recordType,
    merged('Lead'),
    ...personName(),
    text('Company', 255, { required: true }),
    text('Title', 128),
    ownerOrQueue,
    phone('Phone'),
    phone('MobilePhone'),
    phone('Fax'),
    email('Email'),
    field('Website', 'url'),
    picklist(
      'Status',
      ['Open - Not Contacted', 'Working - Contacted', 'Closed - Converted', 'Closed - Not Converted'],
      {
        defaultValue: 'Open - Not Contacted',
        permissionable: false,
      },
    ),
    picklist('LeadSource', leadSources),
    picklist('Industry', industries),
    picklist('Rating', ratings),
    flag('DoNotCall'),
    flag('IsConverted', { writable: 'readOnly', label: 'Converted' }),
    field('ConvertedDate', 'date', { writable: 'readOnly' }),
    lookup('ConvertedAccountId', 'Account', { writable: 'readOnly' }),
    lookup('ConvertedContactId', 'Contact', { writable: 'readOnly' }),
    longText('Description'),
    ...address(''),
    lastActivity,
    photo,
  ],
};

const opportunity: ObjectDefinition = {
  name: 'Opportunity',
  label: 'Opportunity',
  labelPlural: 'Opportunities',
  keyPrefix: '006',
  fields: [
    recordType,
    text('Name', 120, { required: true, nameField: true }),
    lookup('AccountId', 'Account', { childRelationship: 'Opportunities' }),
    owner,
    picklist('StageName', ['Prospecting', 'Qualification', 'Proposal', 'Closed Won', 'Closed Lost'], {
      required: true,
      label: 'Stage',
    }),
    field('CloseDate', 'date', { required: true }),
    field('Amount', 'currency'),
    field('Probability', 'percent'),
    longText('Description'),
    flag('IsClosed', { writable: 'readOnly', label: 'Closed' }),
    flag('IsWon', { writable: 'readOnly', label: 'Won' }),
    lastActivity,
  ],
};

const supportCase: ObjectDefinition = {
  name: 'Case',
  label: 'Case',
  labelPlural: 'Cases',
  keyPrefix: '500',
  fields: [
    recordType,
    text('CaseNumber', 30, { writable: 'readOnly', nameField: true, autoNumber: '{00000000}' }),
    lookup('ContactId', 'Contact', { childRelationship: 'Cases' }),
    lookup('AccountId', 'Account', { childRelationship: 'Cases' }),
    lookup('ParentId', 'Case', { childRelationship: 'Cases', label: 'Parent Case ID' }),
    ownerOrQueue,
    text('Subject', 255),
    picklist('Status', ['New', 'Working', 'Escalated', 'Closed'], {
      defaultValue: 'New',
      permissionable: false,
    }),
    picklist('Priority', ['High', 'Medium', 'Low'], { defaultValue: 'Medium' }),
    picklist('Origin', ['Phone', 'Email', 'Web'], { label: 'Case Origin' }),
    picklist('Type', ['Mechanical', 'Electrical', 'Billing', 'Other'], { label: 'Case Type' }),
    picklist('Reason', ['Installation', 'Breakdown', 'Feedback', 'Other'], { label: 'Case Reason' }),
    longText('Description'),
    text('SuppliedName', 80, { label: 'Name' }),
    email('SuppliedEmail', { label: 'Email Address' }),
    phone('SuppliedPhone', { label: 'Phone' }),
    text('SuppliedCompany', 80, { label: 'Company' }),
    phone('ContactPhone', { writable: 'readOnly' }),
    email('ContactEmail', { writable: 'readOnly' }),
    flag('IsClosed', { writable: 'readOnly', label: 'Closed' }),
    field('ClosedDate', 'datetime', { writable: 'readOnly' }),
    flag('IsEscalated', { label: 'Escalated' }),
  ],
};

/** Fields of a call are not subject to field-level security (Object Reference, Task: CallDisposition and others). */
const ofCalls = { permissionable: false };
const task: ObjectDefinition = {
  name: 'Task',
  label: 'Task',
  labelPlural: 'Tasks',
  keyPrefix: '00T',
  fields: [
    recordType,
    text('Subject', 255, { nameField: true, permissionable: false }),
    lookup('WhoId', ['Contact', 'Lead'], { childRelationship: 'Tasks', label: 'Name ID' }),
    lookup('WhatId', ['Account', 'Opportunity', 'Case'], {
      childRelationship: 'Tasks',
      label: 'Related To ID',
    }),
    lookup('AccountId', 'Account', { writable: 'readOnly' }),
    ownerOrQueue,
    picklist('Status', ['Not Started', 'In Progress', 'Completed', 'Waiting on someone else', 'Deferred'], {
      defaultValue: 'Not Started',
      permissionable: false,
    }),
    picklist('Priority', ['High', 'Normal', 'Low'], { defaultValue: 'Normal', permissionable: false }),
    field('ActivityDate', 'date', { label: 'Due Date Only' }),
    longText('Description'),
    picklist('Type', ['Call', 'Email', 'Meeting', 'Other']),
    picklist('TaskSubtype', ['Task', 'Email', 'ListEmail', 'Cadence', 'Call', 'LinkedIn'], {
      length: 40,
      restricted: true,
      writable: 'createOnly',
      permissionable: false,
      defaultValue: 'Task',
    }),
    picklist('CallType', ['Inbound', 'Internal', 'Outbound'], { length: 40, restricted: true, ...ofCalls }),
    field('CallDurationInSeconds', 'int', { label: 'Call Duration', ...ofCalls }),
    text('CallDisposition', 255, { label: 'Call Result', ...ofCalls }),
    text('CallObject', 255, { label: 'Call Object Identifier', ...ofCalls }),
    flag('IsClosed', { writable: 'readOnly', label: 'Closed' }),
    flag('IsHighPriority', { writable: 'readOnly', label: 'High Priority' }),
    field('CompletedDateTime', 'datetime', { writable: 'readOnly' }),
    flag('IsReminderSet', ofCalls),
    field('ReminderDateTime', 'datetime', ofCalls),
  ],
};

export const standardObjects: readonly ObjectDefinition[] = [
  account,
  contact,
  lead,
  opportunity,
  supportCase,
  task,
];

function personName(): readonly FieldSpec[] {
  return [
    picklist('Salutation', ['Mr.', 'Ms.', 'Mrs.', 'Dr.', 'Prof.'], { permissionable: false }),
    text('FirstName', 40, { permissionable: false }),
    text('LastName', 80, { required: true }),
    text('Name', 121, { writable: 'readOnly', permissionable: false, nameField: true, label: 'Full Name' }),
  ];
}

function address(prefix: string): readonly FieldSpec[] {
  return [
    field(`${prefix}Street`, 'textarea', { length: 255 }),
    text(`${prefix}City`, 40),
    text(`${prefix}State`, 80, { label: `${prefix} State/Province`.trim() }),
    text(`${prefix}PostalCode`, 20, { label: `${prefix} Zip/Postal Code`.trim() }),
    text(`${prefix}Country`, 80),
  ];
}
