import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import {
  startSalesforce,
  wellKnown,
  type SalesforceStandIn,
} from '../../../../simulators/salesforce/index.ts';
import { WITHHELD, type Ani, type RecordRef } from '../../../../softphone/core/index.ts';
import type { SalesforceCrm } from './salesforceCrm.ts';
import { appKey, CLIENT_ID, createTestClock, crmOf, loaded } from './testing/crmKit.ts';

const forceApp = join(import.meta.dirname, '../../../../force-app/main/default');
const username = wellKnown.users.integration;
const folder = mkdtempSync(join(tmpdir(), 'matching-'));

let salesforce: SalesforceStandIn;
let running: SalesforceCrm[] = [];

beforeAll(async () => {
  salesforce = await startSalesforce({
    port: 0,
    console: false,
    forceApp,
    connectedApps: [{ clientId: CLIENT_ID, certificate: appKey.publicKey, preAuthorized: [username] }],
  });
});

afterAll(async () => {
  await (await shared)?.stop();
  await salesforce.stop();
  rmSync(folder, { recursive: true });
});

afterEach(async () => {
  salesforce.faults.clear();
  await Promise.all(running.map((crm) => crm.stop()));
  running = [];
});

function open(changes: Parameters<typeof crmOf>[1] = {}): SalesforceCrm {
  const crm = crmOf({ loginUrl: salesforce.url, username }, changes);
  running.push(crm);
  return crm;
}

function started(changes: Parameters<typeof crmOf>[1] = {}): Promise<SalesforceCrm> {
  const crm = open(changes);
  crm.start();
  return loaded(crm);
}

const administrator = () => salesforce.org.users()[0]?.id ?? '';

function named({ objectType, recordId }: RecordRef): string {
  const name = objectType === 'Case' ? 'CaseNumber' : 'Name';
  const soql = `SELECT ${name} FROM ${objectType} WHERE Id = '${recordId}'`;
  return `${objectType} ${String(salesforce.org.query(soql, administrator()).records[0]?.[name])}`;
}

/** The matches that were not found through others. */
async function namesFor(crm: SalesforceCrm, ani: string, collected?: string): Promise<string[]> {
  const matches = await crm.findMatches({
    number: ani as Ani,
    ...(collected !== undefined && { collected }),
  });
  return matches.filter(({ belongsTo }) => belongsTo === undefined).map(named);
}

/** Numbers of this file alone, so that tests do not find each other's records. */
let numbers = 0;
const newNumber = () => `+1212555${String(++numbers).padStart(4, '0')}`;
const create = (sObject: string, record: Record<string, unknown>) =>
  salesforce.org.create(sObject, record, administrator());

async function callsOf(crm: SalesforceCrm, work: () => Promise<unknown>): Promise<number> {
  const before = crm.apiCalls();
  await work();
  return crm.apiCalls() - before;
}

/** For tests that change nothing. */
let shared: Promise<SalesforceCrm> | undefined;
function loadedOnce(): Promise<SalesforceCrm> {
  const crm = crmOf({ loginUrl: salesforce.url, username });
  crm.start();
  return loaded(crm);
}

describe.each([
  ['an index that is loaded', () => (shared ??= loadedOnce())],
  ['no index yet', () => Promise.resolve(open())],
])('matching with %s', (_state, opened) => {
  it('finds a contact and its account, however the number was typed', async () => {
    const matches = await (await opened()).findMatches({ number: wellKnown.uniqueContact.ani as Ani });

    expect(matches.map(named)).toEqual([
      `Contact ${wellKnown.uniqueContact.name}`,
      'Account Acme Workshops Inc.',
    ]);
    expect(matches).toMatchObject([
      { part: 'person', reason: { kind: 'number', field: 'Phone' } },
      { part: 'subject', reason: { kind: 'account' }, belongsTo: matches[0]?.recordId },
    ]);
  });

  it('finds everybody who shares a number', async () => {
    const { ani, names } = wellKnown.sharedNumber;

    expect((await namesFor(await opened(), ani)).toSorted()).toEqual(
      names.map((name) => `Contact ${name}`).toSorted(),
    );
  });

  it('takes the account with the same number as belonging to its contact', async () => {
    const { ani, contact, account } = wellKnown.contactAndAccount;
    const matches = await (await opened()).findMatches({ number: ani as Ani });

    expect(matches.map(named)).toEqual([`Contact ${contact}`, `Account ${account}`]);
    expect(matches[1]).toMatchObject({ part: 'subject', belongsTo: matches[0]?.recordId });
  });

  it('finds accounts, leads and numbers with an extension', async () => {
    const crm = await opened();

    expect(await namesFor(crm, wellKnown.accountOnly.ani)).toEqual([
      `Account ${wellKnown.accountOnly.account}`,
    ]);
    expect(await namesFor(crm, wellKnown.lead.ani)).toEqual([`Lead ${wellKnown.lead.name}`]);
    expect(await namesFor(crm, wellKnown.extension.ani)).toEqual([`Contact ${wellKnown.extension.name}`]);
  });

  it("finds a contact's open cases as belonging to the contact", async () => {
    const matches = await (await opened()).findMatches({ number: wellKnown.case.ani as Ani });

    expect(matches.slice(0, 2).map(named)).toEqual([
      `Contact ${wellKnown.case.contact}`,
      `Case ${wellKnown.case.caseNumber}`,
    ]);
    expect(matches[1]).toMatchObject({
      part: 'subject',
      reason: { kind: 'openCase' },
      belongsTo: matches[0]?.recordId,
    });
  });

  it('finds a case by the number left on it', async () => {
    const [match] = await (await opened()).findMatches({ number: wellKnown.suppliedPhoneCase.ani as Ani });

    expect(match).toMatchObject({ objectType: 'Case', reason: { kind: 'number', field: 'SuppliedPhone' } });
  });

  it('takes a case number that was keyed in before the number, with the contact behind it', async () => {
    const crm = await opened();
    const matches = await crm.findMatches({ number: wellKnown.lead.ani as Ani, collected: '1042' });

    expect(matches.map(named)).toEqual([
      `Case ${wellKnown.case.caseNumber}`,
      `Contact ${wellKnown.case.contact}`,
    ]);
    expect(matches).toMatchObject([
      { reason: { kind: 'collected' } },
      { part: 'person', reason: { kind: 'contact' }, belongsTo: matches[0]?.recordId },
    ]);
  });

  it('finds a closed case and a record id that were keyed in', async () => {
    const crm = await opened();
    const [contact] = await crm.findMatches({ number: wellKnown.uniqueContact.ani as Ani });

    expect(await namesFor(crm, wellKnown.lead.ani, '00001005')).toEqual(['Case 00001005']);
    expect(await namesFor(crm, wellKnown.lead.ani, contact?.recordId.slice(0, 15))).toEqual([
      `Contact ${wellKnown.uniqueContact.name}`,
    ]);
  });

  it('falls back to the number when no record has what was keyed in', async () => {
    const crm = await opened();

    for (const collected of ['99999999', '1', "1' OR Name != '"]) {
      expect(await namesFor(crm, wellKnown.lead.ani, collected)).toEqual([`Lead ${wellKnown.lead.name}`]);
    }
  });

  it('finds nobody for a withheld, a short and an unknown number', async () => {
    const crm = await opened();

    expect(await namesFor(crm, WITHHELD)).toEqual([]);
    expect(await namesFor(crm, '+1204')).toEqual([]);
    expect(await namesFor(crm, wellKnown.unknownAni)).toEqual([]);
  });
});

describe('a ring', () => {
  it('costs no API call, whoever of the index calls', async () => {
    const crm = await started();
    const rings = [wellKnown.uniqueContact, wellKnown.case, wellKnown.lead, wellKnown.accountOnly];

    expect(
      await callsOf(crm, async () => {
        for (const { ani } of rings) await crm.findMatches({ number: ani as Ani });
        await crm.findMatches({ number: wellKnown.lead.ani as Ani, collected: '1042' });
      }),
    ).toBe(0);
  });

  it('of somebody unknown costs a search, and none when the same one tries again', async () => {
    const crm = await started();
    const ani = newNumber();

    expect(await callsOf(crm, () => namesFor(crm, ani))).toBe(1);
    expect(await callsOf(crm, () => namesFor(crm, ani))).toBe(0);
  });

  it('of somebody who was entered a moment ago is found, and then known', async () => {
    const crm = await started();
    const ani = newNumber();
    create('Contact', { LastName: 'Newcomer', MobilePhone: ani.slice(2) });

    expect(await namesFor(crm, ani)).toEqual(['Contact Newcomer']);
    expect(await callsOf(crm, () => namesFor(crm, ani))).toBe(0);
  });

  it('is answered by what has changed when the search does not know the record yet', async () => {
    const clock = createTestClock();
    const crm = await started({ clock });
    const ani = newNumber();
    // Full-width digits, which the search does not find.
    create('Contact', {
      LastName: 'Wide',
      Phone: ani.slice(2).replaceAll(/\d/g, (digit) => '０１２３４５６７８９'.charAt(Number(digit))),
    });
    clock.advance(60_000);

    expect(await namesFor(crm, ani)).toEqual(['Contact Wide']);
  });
});

describe('what changes in the org', () => {
  it('is known after the next refresh, for two API calls', async () => {
    const crm = await started();
    const [before, after, other] = [newNumber(), newNumber(), newNumber()];
    const id = create('Contact', { LastName: 'Mover', Phone: before });
    await crm.callerIndex.refresh(0);
    salesforce.org.update('Contact', { Id: id, Phone: null, MobilePhone: after }, administrator());
    create('Lead', { LastName: 'Prospect', Company: 'None', Phone: other });

    expect(await callsOf(crm, () => crm.callerIndex.refresh(0))).toBe(2);
    expect(
      await callsOf(crm, async () => {
        expect(await namesFor(crm, after)).toEqual(['Contact Mover']);
        expect(await namesFor(crm, other)).toEqual(['Lead Prospect']);
      }),
    ).toBe(0);
    expect(await namesFor(crm, before)).toEqual([]);
  });

  it('is forgotten when deleted, and known again when restored', async () => {
    const crm = await started();
    const ani = newNumber();
    const id = create('Contact', { LastName: 'Leaver', Phone: ani });
    await crm.callerIndex.refresh(0);
    expect(await namesFor(crm, ani)).toEqual(['Contact Leaver']);

    salesforce.org.delete('Contact', id, administrator());
    await crm.callerIndex.refresh(0);
    expect(await namesFor(crm, ani)).toEqual([]);

    salesforce.org.undelete(id, administrator());
    await crm.callerIndex.refresh(0);
    expect(await namesFor(crm, ani)).toEqual(['Contact Leaver']);
  });

  it('is merged: the record that is left has what was moved to it', async () => {
    const crm = await started();
    const ani = newNumber();
    const master = create('Contact', { LastName: 'Master', Phone: ani });
    const other = create('Contact', { LastName: 'Double', Phone: ani });
    create('Case', { Subject: 'Of the double', ContactId: other, Status: 'New' });
    await crm.callerIndex.refresh(0);
    expect((await namesFor(crm, ani)).toSorted()).toEqual(['Contact Double', 'Contact Master']);

    salesforce.org.merge({ master, others: [other] }, administrator());
    await crm.callerIndex.refresh(0);

    expect(await crm.findMatches({ number: ani as Ani })).toMatchObject([
      { objectType: 'Contact', recordId: master },
      { objectType: 'Case', belongsTo: master },
    ]);
  });

  it('is converted or closed: it no longer counts', async () => {
    const crm = await started();
    const [ofLead, ofCase] = [newNumber(), newNumber()];
    const lead = create('Lead', { LastName: 'Convert', Company: 'New Ltd', Phone: ofLead });
    const supportCase = create('Case', { Subject: 'Closing', SuppliedPhone: ofCase, Status: 'New' });
    await crm.callerIndex.refresh(0);
    expect(await namesFor(crm, ofLead)).toEqual(['Lead Convert']);
    expect(await namesFor(crm, ofCase)).toHaveLength(1);

    const { contactId } = salesforce.org.convertLead(lead, administrator());
    salesforce.org.update('Case', { Id: supportCase, Status: 'Closed' }, administrator());
    await crm.callerIndex.refresh(0);

    const converted = await crm.findMatches({ number: ofLead as Ani });
    expect(converted[0]).toMatchObject({ objectType: 'Contact', recordId: contactId });
    expect(converted.map(({ objectType }) => objectType)).not.toContain('Lead');
    expect(await namesFor(crm, ofCase)).toEqual([]);
  });
});

describe('while Salesforce is down', () => {
  it('an index that is loaded answers, and knows nobody else', async () => {
    const crm = await started();
    salesforce.faults.add({ kind: 'unavailable' });

    expect(await namesFor(crm, wellKnown.uniqueContact.ani).catch(() => 'failed')).not.toBe('failed');
    expect(await crm.findMatches({ number: wellKnown.case.ani as Ani })).toHaveLength(3);
    expect(await crm.findMatches({ number: newNumber() as Ani })).toEqual([]);
    expect(await crm.findMatches({ number: wellKnown.lead.ani as Ani, collected: '00001005' })).toMatchObject(
      [{ objectType: 'Lead' }],
    );
  });

  it('an index of before the restart answers', async () => {
    const file = join(folder, 'before.sqlite');
    await (await started({ callerIndex: { file } })).stop();
    running = [];
    salesforce.faults.add({ kind: 'unavailable' });
    const crm = open({ callerIndex: { file } });
    crm.start();

    expect(await crm.findMatches({ number: wellKnown.lead.ani as Ani })).toMatchObject([
      { objectType: 'Lead' },
    ]);
  });

  it('without an index the search is worth another try', async () => {
    salesforce.faults.add({ kind: 'unavailable' });

    await expect(open().findMatches({ number: wellKnown.lead.ani as Ani })).rejects.toMatchObject({
      code: 'CRM_UNAVAILABLE',
    });
  });
});

describe('numbers that tell nobody', () => {
  it('are those that many share: the account they all belong to, or nothing', async () => {
    const [one, many] = [newNumber(), newNumber()];
    const AccountId = create('Account', { Name: 'Switchboard Ltd' });
    for (let place = 0; place < 4; place += 1) {
      create('Contact', { LastName: `Extension ${place}`, AccountId, Phone: `${one} x${200 + place}` });
      create('Contact', {
        LastName: `Sharer ${place}`,
        AccountId: create('Account', { Name: 'Other' }),
        Phone: many,
      });
    }
    const crm = await started({ callerIndex: { sharedNumberLimit: 3 } });

    expect(await crm.findMatches({ number: one as Ani })).toEqual([
      { objectType: 'Account', recordId: AccountId, part: 'subject', reason: { kind: 'account' } },
    ]);
    expect(await crm.findMatches({ number: many as Ani })).toEqual([]);
    create('Account', { Name: 'Holder', Phone: many });
    await crm.callerIndex.refresh(0);
    expect(await namesFor(crm, many)).toEqual(['Account Holder']);
  });

  it('are those that are to be ignored, whole or by their beginning', async () => {
    const { uniqueContact, contactAndAccount, lead } = wellKnown;
    const ignoredNumbers = [uniqueContact.ani, '+4420*'];
    const crm = await started({ callerIndex: { ignoredNumbers } });

    expect(await namesFor(crm, uniqueContact.ani)).toEqual([]);
    expect(await namesFor(crm, contactAndAccount.ani)).toEqual([]);
    expect(await namesFor(crm, lead.ani)).toHaveLength(1);
  });

  it('are those that nobody can read, which are counted', async () => {
    const id = create('Contact', { LastName: 'Scribble', Phone: '555-12' });
    const crm = await started();

    const { unreadable } = crm.callerIndex.status();
    const counted = unreadable.find(({ objectType, field }) => objectType === 'Contact' && field === 'Phone');

    expect(counted?.count).toBeGreaterThan(0);
    expect(crm.callerIndex.unreadable('Contact', 'Phone', 1_000)).toContain(id);
    expect(crm.callerIndex.check()).toMatchObject({
      state: 'ok',
      detail: expect.stringContaining('Contact.Phone'),
    });
  });
});

describe('several who have a number', () => {
  it("come in the admin's order, those with an open case first, then by their last activity", async () => {
    const ani = newNumber();
    const lead = create('Lead', { LastName: 'Later', Company: 'None', Phone: ani });
    const [idle, active, withCase] = ['Idle', 'Active', 'Asking'].map((LastName) =>
      create('Contact', { LastName, Phone: ani }),
    );
    const account = create('Account', { Name: 'Between', Phone: ani });
    create('Case', { Subject: 'Open', ContactId: withCase, Status: 'New' });
    create('Task', { Subject: 'Talked', WhoId: active, Status: 'Completed' });

    const matches = await (await started()).findMatches({ number: ani as Ani });

    expect(
      matches.filter(({ belongsTo }) => belongsTo === undefined).map(({ recordId }) => recordId),
    ).toEqual([withCase, active, idle, account, lead]);
  });
});
