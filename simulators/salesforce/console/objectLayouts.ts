import type { ObjectDescribe } from '../org/schema/describe.ts';

/** What the console shows of an object: the page layout, compact layout, list views and related lists of an org. */
export interface ObjectLayout {
  readonly sObject: string;
  /** A standard icon of the Lightning Design System. */
  readonly icon: string;
  /** The highlights panel, below the record's name. */
  readonly highlights: readonly string[];
  /** Columns of list views, related lists and search results. */
  readonly columns: readonly string[];
  readonly sections: readonly { readonly label: string; readonly fields: readonly string[] }[];
  readonly relatedLists: readonly RelatedList[];
  readonly listViews: readonly ListView[];
}

export interface RelatedList {
  readonly label: string;
  readonly sObject: string;
  /** The lookup of `sObject` that points to the record shown. */
  readonly lookup: string;
  readonly columns: readonly string[];
}

export interface ListView {
  /** `00B...`, what Open CTI's LIST screen pop names. */
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly where?: string;
  readonly orderBy: string;
}

/** Objects in the navigation bar, in its order. */
export const navigation = ['Account', 'Contact', 'Case', 'Lead'] as const;

const system = { label: 'System Information', fields: ['CreatedDate', 'LastModifiedDate'] };
const caseColumns = ['CaseNumber', 'Subject', 'Status', 'Priority', 'CreatedDate'];

const account: ObjectLayout = {
  sObject: 'Account',
  icon: 'account',
  highlights: ['Type', 'Phone', 'Website', 'Industry', 'OwnerId'],
  columns: ['Name', 'BillingCity', 'BillingCountry', 'Phone', 'Type', 'OwnerId'],
  sections: [
    {
      label: 'Account Information',
      fields: [
        'Name',
        'Phone',
        'ParentId',
        'Fax',
        'AccountNumber',
        'Website',
        'Type',
        'Industry',
        'NumberOfEmployees',
        'AnnualRevenue',
        'Rating',
        'OwnerId',
      ],
    },
    {
      label: 'Address Information',
      fields: [
        'BillingStreet',
        'ShippingStreet',
        'BillingCity',
        'ShippingCity',
        'BillingState',
        'ShippingState',
        'BillingPostalCode',
        'ShippingPostalCode',
        'BillingCountry',
        'ShippingCountry',
      ],
    },
    { label: 'Description Information', fields: ['Description'] },
    system,
  ],
  relatedLists: [
    {
      label: 'Contacts',
      sObject: 'Contact',
      lookup: 'AccountId',
      columns: ['Name', 'Title', 'Email', 'Phone'],
    },
    { label: 'Cases', sObject: 'Case', lookup: 'AccountId', columns: caseColumns },
  ],
  listViews: listViews('1', 'Account', 'Name'),
};

const contact: ObjectLayout = {
  sObject: 'Contact',
  icon: 'contact',
  highlights: ['Title', 'AccountId', 'Phone', 'MobilePhone', 'Email', 'OwnerId'],
  columns: ['Name', 'AccountId', 'Title', 'Phone', 'MobilePhone', 'Email'],
  sections: [
    {
      label: 'Contact Information',
      fields: [
        'Salutation',
        'Phone',
        'FirstName',
        'MobilePhone',
        'LastName',
        'HomePhone',
        'AccountId',
        'OtherPhone',
        'Title',
        'Email',
        'Department',
        'Fax',
        'ReportsToId',
        'LeadSource',
        'Birthdate',
        'OwnerId',
      ],
    },
    {
      label: 'Address Information',
      fields: [
        'MailingStreet',
        'MailingCity',
        'MailingState',
        'MailingPostalCode',
        'MailingCountry',
        'DoNotCall',
      ],
    },
    { label: 'Description Information', fields: ['Description'] },
    system,
  ],
  relatedLists: [{ label: 'Cases', sObject: 'Case', lookup: 'ContactId', columns: caseColumns }],
  listViews: listViews('2', 'Contact', 'LastName'),
};

const supportCase: ObjectLayout = {
  sObject: 'Case',
  icon: 'case',
  highlights: ['Subject', 'Status', 'Priority', 'ContactId', 'ContactPhone', 'AccountId'],
  columns: ['CaseNumber', 'ContactId', 'ContactPhone', 'Subject', 'Status', 'Priority', 'CreatedDate'],
  sections: [
    {
      label: 'Case Details',
      fields: [
        'CaseNumber',
        'ContactId',
        'Status',
        'ContactPhone',
        'Priority',
        'ContactEmail',
        'Type',
        'AccountId',
        'Reason',
        'Origin',
        'ParentId',
        'OwnerId',
      ],
    },
    {
      label: 'Web Information',
      fields: ['SuppliedName', 'SuppliedPhone', 'SuppliedEmail', 'SuppliedCompany'],
    },
    { label: 'Description Information', fields: ['Subject', 'Description'] },
    { ...system, fields: ['CreatedDate', 'LastModifiedDate', 'ClosedDate'] },
  ],
  relatedLists: [],
  listViews: [
    ...listViews('3', 'Case', 'CaseNumber DESC'),
    {
      id: '00B000000000303AAA',
      name: 'AllOpenCases',
      label: 'All Open Cases',
      where: 'IsClosed = false',
      orderBy: 'CaseNumber DESC',
    },
  ],
};

const lead: ObjectLayout = {
  sObject: 'Lead',
  icon: 'lead',
  highlights: ['Title', 'Company', 'Phone', 'MobilePhone', 'Email', 'Status'],
  columns: ['Name', 'Company', 'Phone', 'MobilePhone', 'Email', 'Status'],
  sections: [
    {
      label: 'Lead Information',
      fields: [
        'Salutation',
        'Phone',
        'FirstName',
        'MobilePhone',
        'LastName',
        'Email',
        'Company',
        'Website',
        'Title',
        'Status',
        'LeadSource',
        'Rating',
        'Industry',
        'OwnerId',
      ],
    },
    {
      label: 'Address Information',
      fields: ['Street', 'City', 'State', 'PostalCode', 'Country', 'DoNotCall'],
    },
    { label: 'Description Information', fields: ['Description'] },
    system,
  ],
  relatedLists: [],
  listViews: listViews('4', 'Lead', 'LastName'),
};

const task: ObjectLayout = {
  sObject: 'Task',
  icon: 'task',
  highlights: ['Status', 'WhoId', 'WhatId', 'CallType', 'CallDurationInSeconds', 'OwnerId'],
  columns: ['Subject', 'WhoId', 'WhatId', 'Status', 'ActivityDate', 'OwnerId'],
  sections: [
    {
      label: 'Task Information',
      fields: [
        'Subject',
        'Status',
        'WhoId',
        'Priority',
        'WhatId',
        'ActivityDate',
        'Type',
        'OwnerId',
        'Description',
      ],
    },
    {
      label: 'Call Information',
      fields: ['CallType', 'CallDurationInSeconds', 'CallDisposition', 'CallObject'],
    },
    system,
  ],
  relatedLists: [],
  listViews: listViews('5', 'Task', 'CreatedDate DESC'),
};

const layouts: ReadonlyMap<string, ObjectLayout> = new Map(
  [account, contact, supportCase, lead, task].map((layout) => [layout.sObject, layout]),
);

/** The layout of an object; one without its own shows every field, as a new object does in an org. */
export function layoutOf(describe: ObjectDescribe): ObjectLayout {
  const known = layouts.get(describe.name);
  if (known) return { ...known, sections: [...known.sections, ...customSection(describe)] };
  const nameField = describe.fields.find((field) => field.nameField)?.name ?? 'Id';
  const shown = describe.fields.filter((field) => !hidden.has(field.name)).map((field) => field.name);
  return {
    sObject: describe.name,
    icon: describe.custom ? 'custom' : 'record',
    highlights: shown.filter((name) => name !== nameField).slice(0, 5),
    columns: [nameField, ...shown.filter((name) => name !== nameField).slice(0, 5)],
    sections: [{ label: 'Information', fields: shown }, system],
    relatedLists: [],
    listViews: listViews('9', describe.labelPlural, nameField),
  };
}

const hidden = new Set([
  'Id',
  'IsDeleted',
  'SystemModstamp',
  'CreatedById',
  'LastModifiedById',
  'CreatedDate',
  'LastModifiedDate',
]);

function customSection(describe: ObjectDescribe): ObjectLayout['sections'] {
  const fields = describe.fields.filter((field) => field.custom).map((field) => field.name);
  return fields.length > 0 ? [{ label: 'Additional Information', fields }] : [];
}

function listViews(digit: string, sObject: string, orderBy: string): readonly ListView[] {
  const plural = sObject.endsWith('s') ? sObject : `${sObject}s`;
  return [
    { id: `00B000000000${digit}01AAA`, name: `All${plural}`, label: `All ${plural}`, orderBy },
    {
      id: `00B000000000${digit}02AAA`,
      name: 'Recent',
      label: 'Recently Changed',
      orderBy: 'LastModifiedDate DESC',
    },
  ];
}
