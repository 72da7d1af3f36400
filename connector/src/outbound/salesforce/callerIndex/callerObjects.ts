import type { RecordPart } from '../../../../../softphone/core/index.ts';

/** An object whose records are found by a number, as the admin has set it. Field names are the org's API names. */
export interface CallerObject {
  readonly objectType: string;
  readonly part: RecordPart;
  /** The most telling first. */
  readonly phoneFields: readonly string[];
  /** Fields that say in which country a number without prefix is, the likeliest first; `Account.BillingCountry` too. */
  readonly countryFields: readonly string[];
  /** SOQL condition of the records that count; all of them without. */
  readonly openWhen?: string;
  readonly lastActivityField?: string;
  /** Lookup to the contact behind the record. */
  readonly personField?: string;
  /** Fields that a caller may key in. */
  readonly numberFields: readonly string[];
}

/** Reads the admin's settings; custom metadata types cost no other permission. */
export const CALLER_OBJECTS_QUERY =
  'SELECT Object__c, Phone_Fields__c, Order__c, Part__c, Country_Field__c, Open_When__c, ' +
  'Last_Activity_Field__c, Person_Field__c, Number_Fields__c FROM Caller_Object__mdt';

/** The objects of `Caller_Object__mdt`, first in the admin's order; the first record of an object counts. */
export function callerObjectsOf(rows: readonly Readonly<Record<string, unknown>>[]): readonly CallerObject[] {
  const objects = rows
    .toSorted((one, other) => orderOf(one) - orderOf(other))
    .flatMap((row) => callerObjectOf(row) ?? []);
  return objects.filter(
    ({ objectType }, place) => objects.findIndex((each) => each.objectType === objectType) === place,
  );
}

function orderOf({ Order__c: order }: Readonly<Record<string, unknown>>): number {
  return typeof order === 'number' ? order : 0;
}

function callerObjectOf(row: Readonly<Record<string, unknown>>): CallerObject | undefined {
  const objectType = textOf(row['Object__c']);
  if (objectType === undefined || !/^\w+$/.test(objectType)) return undefined;
  const openWhen = textOf(row['Open_When__c']);
  const lastActivityField = textOf(row['Last_Activity_Field__c']);
  const personField = textOf(row['Person_Field__c']);
  return {
    objectType,
    part: textOf(row['Part__c'])?.toLowerCase() === 'person' ? 'person' : 'subject',
    phoneFields: listOf(row['Phone_Fields__c']),
    countryFields: listOf(row['Country_Field__c']),
    numberFields: listOf(row['Number_Fields__c']),
    ...(openWhen !== undefined && { openWhen }),
    ...(lastActivityField !== undefined && { lastActivityField }),
    ...(personField !== undefined && { personField }),
  };
}

/** What holds in an org that does not have the settings; the package ships the same. */
export const usualCallerObjects: readonly CallerObject[] = [
  {
    objectType: 'Contact',
    part: 'person',
    phoneFields: ['Phone', 'MobilePhone', 'HomePhone', 'OtherPhone', 'AssistantPhone'],
    countryFields: [
      'MailingCountryCode',
      'MailingCountry',
      'Account.BillingCountryCode',
      'Account.BillingCountry',
    ],
    numberFields: [],
    lastActivityField: 'LastActivityDate',
  },
  {
    objectType: 'Account',
    part: 'subject',
    phoneFields: [
      'Phone',
      'PersonMobilePhone',
      'PersonHomePhone',
      'PersonOtherPhone',
      'PersonAssistantPhone',
    ],
    countryFields: [
      'BillingCountryCode',
      'BillingCountry',
      'PersonMailingCountryCode',
      'PersonMailingCountry',
      'ShippingCountryCode',
      'ShippingCountry',
    ],
    numberFields: ['AccountNumber'],
    lastActivityField: 'LastActivityDate',
  },
  {
    objectType: 'Lead',
    part: 'person',
    phoneFields: ['Phone', 'MobilePhone'],
    countryFields: ['CountryCode', 'Country'],
    numberFields: [],
    openWhen: 'IsConverted = false',
    lastActivityField: 'LastActivityDate',
  },
  {
    objectType: 'Case',
    part: 'subject',
    phoneFields: ['SuppliedPhone'],
    countryFields: ['Account.BillingCountryCode', 'Account.BillingCountry'],
    numberFields: ['CaseNumber'],
    openWhen: 'IsClosed = false',
    lastActivityField: 'LastModifiedDate',
    personField: 'ContactId',
  },
  {
    objectType: 'User',
    part: 'person',
    phoneFields: ['Phone', 'MobilePhone'],
    countryFields: ['CountryCode', 'Country'],
    numberFields: [],
    openWhen: 'IsActive = true',
  },
];

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** Names of fields; what cannot be one is left out. */
function listOf(value: unknown): readonly string[] {
  return (textOf(value) ?? '')
    .split(/[,;\s]+/)
    .filter((name) => /^[A-Za-z]\w*(?:\.[A-Za-z]\w*)?$/.test(name));
}
