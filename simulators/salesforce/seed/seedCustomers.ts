import type { Org, RecordInput } from '../org/org.ts';
import { SYSTEM } from '../org/people.ts';
import { countries } from './countries.ts';
import type { Country } from './countries.ts';
import { createDice } from './dice.ts';
import type { Dice } from './dice.ts';

const DAY = 86_400_000;
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
const companyWords = [
  'Northwind',
  'Bluebird',
  'Summit',
  'Harbor',
  'Juniper',
  'Redwood',
  'Vertex',
  'Lakeside',
  'Cobalt',
  'Meridian',
  'Orchard',
  'Falcon',
  'Granite',
  'Willow',
  'Beacon',
  'Copper',
  'Atlas',
  'Clover',
];
const companyTrades = [
  'Logistics',
  'Foods',
  'Systems',
  'Health',
  'Energy',
  'Media',
  'Robotics',
  'Textiles',
  'Consulting',
  'Tools',
];
const titles = [
  'Office Manager',
  'Head of Purchasing',
  'IT Director',
  'Accountant',
  'Owner',
  'Operations Lead',
  'Site Engineer',
];
const subjects = [
  'Delivery has not arrived',
  'Wrong part in the box',
  'Cannot sign in',
  'Refund for the last order',
  'Request for a technician',
  'Noise after the update',
  'Change of address',
  'Contract renewal',
];
const callResults = ['Resolved', 'Follow-up needed', 'Left voicemail', 'No answer', 'Wrong number'];

export interface Amounts {
  readonly accounts: number;
  readonly contacts: number;
  readonly cases: number;
  readonly leads: number;
  readonly opportunities: number;
  readonly calls: number;
}

export interface SeedParts {
  readonly org: Org;
  readonly dice: Dice;
  /** Users who own the records. */
  readonly owners: readonly string[];
  /** Creates a record some days in the past; answers its id. */
  readonly add: (sObject: string, record: RecordInput) => string;
  readonly phone: (country: Country) => string;
}

interface Customer {
  readonly accountId: string;
  readonly country: Country;
}

interface ContactPerson extends Customer {
  readonly contactId: string;
}

export function seedParts(org: Org, owners: readonly string[]): SeedParts {
  const dice = createDice(20_260_301);
  return {
    org,
    dice,
    owners,
    phone: uniquePhones(dice),
    add: (sObject, record) => {
      const createdAt = new Date(org.now() - DAY * (1 + dice.number(400)) - dice.number(DAY)).toISOString();
      return org.create(
        sObject,
        { OwnerId: dice.pick(owners), CreatedDate: createdAt, LastModifiedDate: createdAt, ...record },
        SYSTEM,
      );
    },
  };
}

/** Accounts, their people, and what happened with them. */
export function seedCustomers(parts: SeedParts, amounts: Amounts): void {
  const customers = repeat(amounts.accounts, () => addAccount(parts));
  const contacts = repeat(amounts.contacts, () => addContact(parts, parts.dice.pick(customers)));
  repeat(amounts.leads, () => addLead(parts));
  repeat(amounts.opportunities, () => addOpportunity(parts, parts.dice.pick(customers)));
  repeat(amounts.cases, () => addCase(parts, parts.dice.pick(contacts)));
  repeat(amounts.calls, () => addCall(parts, parts.dice.pick(contacts)));
}

/** Path of a contact's picture, as `PhotoUrl` gives it; another key, another picture. */
export function photoPath(key: string): string {
  return `/services/images/photo/${encodeURIComponent(key)}`;
}

function addAccount({ dice, add, phone }: SeedParts): Customer {
  const country = dice.pick(Object.values(countries));
  const name = `${dice.pick(companyWords)} ${dice.pick(companyTrades)} ${dice.pick(country.companyEndings)}`;
  const accountId = add('Account', {
    Name: name,
    Type: dice.pick(['Prospect', 'Customer - Direct', 'Customer - Channel', 'Partner']),
    Industry: dice.pick(industries),
    Rating: dice.pick(['Hot', 'Warm', 'Cold']),
    Phone: phone(country),
    Fax: dice.once(4) ? phone(country) : null,
    Website: `https://${name
      .toLowerCase()
      .replace(/[^a-z]+/g, '-')
      .replace(/-$/, '')}.example`,
    NumberOfEmployees: 5 + dice.number(4000),
    AnnualRevenue: (1 + dice.number(900)) * 50_000,
    ...placed('Billing', dice, country),
  });
  return { accountId, country };
}

function addContact({ dice, add, phone }: SeedParts, { accountId, country }: Customer): ContactPerson {
  const name = personName(dice, country);
  const contactId = add('Contact', {
    ...name,
    AccountId: accountId,
    Title: dice.pick(titles),
    Email: emailOf(name),
    Phone: dice.once(8) ? null : phone(country),
    MobilePhone: dice.once(2) ? phone(country) : null,
    HomePhone: dice.once(8) ? phone(country) : null,
    PhotoUrl: dice.once(4) ? photoPath(`${name.FirstName}-${dice.number(1e6)}`) : null,
    ...placed('Mailing', dice, country),
  });
  return { accountId, contactId, country };
}

function addLead({ dice, add, phone }: SeedParts): string {
  const country = dice.pick(Object.values(countries));
  const name = personName(dice, country);
  return add('Lead', {
    ...name,
    Company: `${dice.pick(companyWords)} ${dice.pick(companyTrades)}`,
    Title: dice.pick(titles),
    Status: dice.pick(['Open - Not Contacted', 'Working - Contacted', 'Closed - Not Converted']),
    LeadSource: dice.pick(['Web', 'Phone Inquiry', 'Partner Referral']),
    Email: emailOf(name),
    Phone: phone(country),
    MobilePhone: dice.once(3) ? phone(country) : null,
    ...placed('', dice, country),
  });
}

function addOpportunity({ org, dice, add }: SeedParts, { accountId }: Customer): string {
  return add('Opportunity', {
    Name: `${dice.pick(companyTrades)} order ${1 + dice.number(900)}`,
    AccountId: accountId,
    StageName: dice.pick(['Prospecting', 'Qualification', 'Proposal', 'Closed Won', 'Closed Lost']),
    CloseDate: new Date(org.now() + DAY * (dice.number(180) - 60)).toISOString().slice(0, 10),
    Amount: (1 + dice.number(200)) * 1000,
  });
}

function addCase({ dice, add }: SeedParts, { contactId }: ContactPerson): string {
  return add('Case', {
    ContactId: contactId,
    Subject: dice.pick(subjects),
    Status: dice.pick(['New', 'Working', 'Working', 'Escalated', 'Closed']),
    Priority: dice.pick(['High', 'Medium', 'Medium', 'Low']),
    Origin: dice.pick(['Phone', 'Email', 'Web']),
  });
}

/** A call of earlier days, as it stands in a timeline. */
function addCall({ org, dice, add }: SeedParts, { contactId, accountId }: ContactPerson): string {
  const type = dice.pick(['Inbound', 'Outbound']);
  return add('Task', {
    Subject: `${type} call`,
    TaskSubtype: 'Call',
    Type: 'Call',
    CallType: type,
    CallDurationInSeconds: 20 + dice.number(900),
    CallDisposition: dice.pick(callResults),
    Status: 'Completed',
    ActivityDate: new Date(org.now() - DAY * (1 + dice.number(120))).toISOString().slice(0, 10),
    WhoId: contactId,
    WhatId: accountId,
  });
}

function personName(dice: Dice, country: Country): { FirstName: string; LastName: string } {
  return { FirstName: dice.pick(country.firstNames), LastName: dice.pick(country.lastNames) };
}

function emailOf(name: { FirstName: string; LastName: string }): string {
  const plain = `${name.FirstName}.${name.LastName}`
    .normalize('NFD')
    .replace(/[^a-zA-Z.]/g, '')
    .toLowerCase();
  return `${plain}@customer.example`;
}

function placed(prefix: string, dice: Dice, country: Country): RecordInput {
  const { city, state, postalCode } = dice.pick(country.cities);
  return {
    [`${prefix}Street`]: `${1 + dice.number(200)} ${dice.pick(companyWords)} Street`,
    [`${prefix}City`]: city,
    [`${prefix}State`]: state,
    [`${prefix}PostalCode`]: postalCode,
    [`${prefix}Country`]: country.name,
  };
}

/** Numbers nobody else has: the duplicates of the seed are made on purpose, elsewhere. */
function uniquePhones(dice: Dice): SeedParts['phone'] {
  const used = new Set<string>();
  return (country) => {
    for (let attempt = 0; attempt < 1000; attempt += 1) {
      const typed = dice.digits(dice.pick(country.formats));
      const ending = typed.replace(/\D/g, '').slice(-9);
      if (used.has(ending)) continue;
      used.add(ending);
      return typed;
    }
    throw new Error(`${country.name} has no free phone numbers left: add a format to seed/countries.ts.`);
  };
}

function repeat<Made>(times: number, make: () => Made): readonly Made[] {
  return Array.from({ length: times }, make);
}
