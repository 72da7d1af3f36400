import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  startSalesforce,
  wellKnown,
  type SalesforceStandIn,
} from '../../../../simulators/salesforce/index.ts';
import type { Ani } from '../../../../softphone/core/index.ts';
import type { SalesforceCrm } from './salesforceCrm.ts';
import { appKey, CLIENT_ID, crmOf, loaded } from './testing/crmKit.ts';

const forceApp = join(import.meta.dirname, '../../../../force-app/main/default');
const overlay = mkdtempSync(join(tmpdir(), 'matchingObjects-'));
const username = wellKnown.users.administrator;

let salesforce: SalesforceStandIn;
let crm: SalesforceCrm;
let site = '';
let account = '';
let supportCase = '';

const create = (sObject: string, record: Record<string, unknown>) =>
  salesforce.org.create(sObject, record, salesforce.org.users()[0]?.id ?? '');

function put(path: string, xml: string): void {
  mkdirSync(dirname(join(overlay, path)), { recursive: true });
  writeFileSync(join(overlay, path), xml);
}

function field(name: string, type: string): void {
  put(
    `objects/Site__c/fields/${name}.field-meta.xml`,
    `<CustomField><fullName>${name}</fullName><label>${name}</label>${type}</CustomField>`,
  );
}

/** An org with person accounts, and an object of the admin's own: sites with a phone at the gate. */
beforeAll(async () => {
  put(
    'objects/Site__c/Site__c.object-meta.xml',
    '<CustomObject><label>Site</label><pluralLabel>Sites</pluralLabel><nameField><label>Name</label><type>Text</type></nameField><sharingModel>ReadWrite</sharingModel></CustomObject>',
  );
  field('Gate__c', '<type>Phone</type>');
  field('Code__c', '<type>Text</type><length>20</length>');
  field('Land__c', '<type>Text</type><length>40</length>');
  const values = {
    Object__c: 'Site__c',
    Phone_Fields__c: 'Gate__c, Pager__c',
    Number_Fields__c: 'Code__c',
    Country_Field__c: 'Land__c',
    Part__c: 'Subject',
  };
  put(
    'customMetadata/Caller_Object.Site.md-meta.xml',
    `<CustomMetadata><label>Site</label><values><field>Order__c</field><value>5.0</value></values>${Object.entries(
      values,
    )
      .map(([name, value]) => `<values><field>${name}</field><value>${value}</value></values>`)
      .join('')}</CustomMetadata>`,
  );
  salesforce = await startSalesforce({
    port: 0,
    console: false,
    forceApp,
    overlays: [overlay],
    personAccounts: true,
    connectedApps: [{ clientId: CLIENT_ID, certificate: appKey.publicKey, preAuthorized: [username] }],
  });
  site = create('Site__c', {
    Name: 'Harbour',
    Gate__c: '030 23125 001',
    Land__c: 'Deutschland',
    Code__c: '77 0815',
  });
  account = create('Account', { LastName: 'Person', FirstName: 'One', PersonMobilePhone: '(212) 555-0901' });
  const { PersonContactId } = salesforce.org.retrieve(
    { sObject: 'Account', id: account, fields: ['PersonContactId'] },
    salesforce.org.users()[0]?.id ?? '',
  );
  supportCase = create('Case', { Subject: 'Hers', ContactId: PersonContactId, Status: 'New' });
  create('Account', { Name: 'Numbered Ltd', AccountNumber: '4711-0815', Phone: '(212) 555-0902' });
  crm = crmOf({ loginUrl: salesforce.url, username });
  crm.start();
  await loaded(crm);
});

afterAll(async () => {
  await crm.stop();
  await salesforce.stop();
  rmSync(overlay, { recursive: true });
});

const find = (number: string, collected?: string) =>
  crm.findMatches({ number: number as Ani, ...(collected !== undefined && { collected }) });

describe("an object of the admin's own", () => {
  it("is found by its own field, read in its own country, before what comes later in the admin's order", async () => {
    const match = {
      objectType: 'Site__c',
      recordId: site,
      part: 'subject',
      reason: { kind: 'number', field: 'Gate__c' },
    };
    expect(await find('+493023125001')).toMatchObject([match]);
    create('Contact', { LastName: 'Guard', Phone: '+49 30 23125001' });
    await crm.callerIndex.refresh(0);

    expect(await find('+493023125001')).toMatchObject([match, { objectType: 'Contact' }]);
  });

  it('is found by what the caller keyed in', async () => {
    expect(await find('+12125550999', '770815')).toMatchObject([
      { recordId: site, reason: { kind: 'collected' } },
    ]);
  });
});

describe('a person account', () => {
  it('is one person with its open case', async () => {
    expect(await find('+12125550901')).toMatchObject([
      { objectType: 'Account', recordId: account, part: 'person', reason: { field: 'PersonMobilePhone' } },
      { objectType: 'Case', recordId: supportCase, belongsTo: account },
    ]);
  });
});

describe('an account number', () => {
  it('that is keyed in finds its account', async () => {
    expect(await find('+12125550901', '47110815')).toMatchObject([
      { objectType: 'Account', part: 'subject', reason: { kind: 'collected' } },
    ]);
  });
});
