import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestClock, type TestClock } from '../testing/crmKit.ts';
import { openCallerIndex, type CallerIndex, type CallerIndexOptions } from './callerIndex.ts';
import { createFakeCallerSource, down, type FakeCallerSource } from './testing/fakeCallerSource.ts';

const folder = mkdtempSync(join(tmpdir(), 'callerIndex-'));
const DAY_MS = 24 * 3_600_000;
const START = Date.UTC(2026, 0, 5, 9);

let clock: TestClock;
let org: FakeCallerSource;
let file: string;
let open: CallerIndex[] = [];
let files = 0;
let problems: string[] = [];
let notes: string[] = [];

beforeEach(() => {
  clock = createTestClock(START);
  org = createFakeCallerSource(() => clock.now());
  org.fields.set('Contact', ['Phone', 'MobilePhone', 'MailingCountry', 'AccountId', 'LastActivityDate']);
  org.fields.set('Account', ['Phone', 'BillingCountry', 'AccountNumber']);
  org.settings = [contacts, accounts];
  file = join(folder, `index${++files}.sqlite`);
  problems = [];
  notes = [];
});

afterEach(async () => {
  org.before = () => undefined;
  await Promise.all(open.map((index) => index.stop()));
  open = [];
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

const contacts = {
  Object__c: 'Contact',
  Phone_Fields__c: 'Phone, MobilePhone',
  Country_Field__c: 'MailingCountry, Account.BillingCountry',
  Order__c: 1,
  Part__c: 'Person',
};
const accounts = {
  Object__c: 'Account',
  Phone_Fields__c: 'Phone',
  Number_Fields__c: 'AccountNumber',
  Order__c: 2,
  Part__c: 'Subject',
};
const cases = {
  Object__c: 'Case',
  Phone_Fields__c: 'SuppliedPhone',
  Number_Fields__c: 'CaseNumber',
  Open_When__c: 'IsClosed = false',
  Person_Field__c: 'ContactId',
  Order__c: 3,
  Part__c: 'Subject',
};

const contactId = (place: number) => `003000000000${String(place).padStart(3, '0')}AAA`;
const number = (place: number) => `+1415555${String(place).padStart(4, '0')}`;
const contact = (place: number, changes: object = {}) => ({
  Id: contactId(place),
  Phone: number(place),
  ...changes,
});

function begin(changes: Partial<CallerIndexOptions> = {}): CallerIndex {
  const index = openCallerIndex({
    file,
    orgId: '00D1',
    country: 'US',
    refreshSeconds: 300,
    sharedNumberLimit: 3,
    ignoredNumbers: [],
    source: org,
    clock,
    journal: {
      note: (message, ids) => void notes.push(`${message} ${Object.values(ids).join(' ')}`),
      problem: (code, ids) => void problems.push(`${code} ${Object.values(ids).join(' ')}`),
    },
    ...changes,
  });
  open.push(index);
  index.start();
  return index;
}

/** Lets what was begun come to its next wait. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 200; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

async function started(changes: Partial<CallerIndexOptions> = {}): Promise<CallerIndex> {
  const index = begin(changes);
  await settle();
  return index;
}

async function refreshed(): Promise<void> {
  clock.advance(300_000);
  await settle();
}

const idsFor = (index: CallerIndex, place: number) => {
  const found = index.lookUpNumber(number(place));
  return 'matches' in found ? found.matches.map(({ recordId }) => recordId) : found.kind;
};

describe('the caller index', () => {
  it('is loaded page by page, and told of', async () => {
    for (const place of [1, 2, 3]) org.save('Contact', contact(place));

    const index = await started();

    expect([1, 2, 3].map((place) => idsFor(index, place))).toEqual([
      [contactId(1)],
      [contactId(2)],
      [contactId(3)],
    ]);
    expect(idsFor(index, 4)).toBe('unknown');
    expect(notes).toEqual(
      expect.arrayContaining([
        'callerIndexLoading Contact 2 3',
        'callerIndexLoading Contact 3 3',
        'callerIndexLoaded Contact 3',
      ]),
    );
    expect(index.status()).toMatchObject({ complete: true, records: 3, keys: 3 });
    expect(org.calls).toContain('dropLoad job0');
  });

  it('reads a number as of the own country, of the account, of the org', async () => {
    org.save('Contact', contact(1, { Phone: '020 7946 0123', MailingCountry: 'United Kingdom' }));
    org.save('Contact', contact(2, { Phone: '030 23125 123', Account: { BillingCountry: 'Deutschland' } }));
    org.save('Contact', contact(3, { Phone: '415 555 0003' }));
    const index = await started();

    for (const [e164, place] of [
      ['+442079460123', 1],
      ['+493023125123', 2],
      ['+14155550003', 3],
    ] as const) {
      expect(index.lookUpNumber(e164)).toMatchObject({ matches: [{ recordId: contactId(place) }] });
    }
  });

  it('is complete again at once after a restart', async () => {
    org.save('Contact', contact(1));
    await (await started()).stop();
    org.before = down;

    const index = await started();

    expect(idsFor(index, 1)).toEqual([contactId(1)]);
    expect(index.isComplete()).toBe(true);
    expect(problems).toEqual(['CALLER_INDEX_STALE CRM_UNAVAILABLE']);
  });

  it('is begun anew when the file is broken, or of another org', async () => {
    writeFileSync(file, 'no database');
    org.save('Contact', contact(1));
    const index = await started();
    expect(idsFor(index, 1)).toEqual([contactId(1)]);
    await index.stop();
    org.rows.clear();

    expect(idsFor(await started({ orgId: '00D2' }), 1)).toBe('unknown');
  });
});

describe('a load that is interrupted', () => {
  const stopAt = (call: string) => {
    org.before = (each) => {
      if (each === call) down();
    };
  };

  it('goes on with the page that was next', async () => {
    for (const place of [1, 2, 3, 4, 5]) org.save('Contact', contact(place));
    stopAt('readPage job0 4');
    const broken = await started();
    expect(idsFor(broken, 4)).toEqual([contactId(4)]);
    expect(broken.status().objects[0]).toMatchObject({ rowsRead: 4, rowsTotal: 5 });
    await broken.stop();
    org.before = () => undefined;
    org.calls.length = 0;

    const index = await started();

    expect(org.calls.filter((call) => call.startsWith('readPage job0'))).toEqual(['readPage job0 4']);
    expect(idsFor(index, 5)).toEqual([contactId(5)]);
    expect(index.isComplete()).toBe(true);
  });

  it('is tried again within a minute', async () => {
    org.save('Contact', contact(1));
    stopAt('readPage job0 0');
    const index = await started();
    expect(index.isComplete()).toBe(false);
    expect(index.check()).toMatchObject({
      state: 'unknown',
      detail: 'Loading: Contact 0 of 1, Account 0 of an unknown number',
    });
    org.before = () => undefined;

    clock.advance(60_000);
    await settle();

    expect(index.isComplete()).toBe(true);
  });

  it('begins anew when Salesforce no longer has its results, and nothing is lost meanwhile', async () => {
    for (const place of [1, 2, 3]) org.save('Contact', contact(place));
    stopAt('readPage job0 2');
    await (await started()).stop();
    org.before = () => undefined;
    org.gone.add('job0');

    const index = begin();
    expect(idsFor(index, 1)).toEqual([contactId(1)]);
    await settle();

    expect(org.calls).toContain('readPage job1 0');
    expect(idsFor(index, 3)).toEqual([contactId(3)]);
  });
});

describe('what changes in the org', () => {
  it('is read with all objects and the settings in one go', async () => {
    org.save('Contact', contact(1));
    const index = await started();
    org.calls.length = 0;
    clock.advance(60_000);
    org.save('Contact', contact(1, { Phone: number(11) }));
    org.save('Contact', contact(2));

    await refreshed();

    expect(org.calls).toEqual(['readChanges 3']);
    expect([1, 11, 2].map((place) => idsFor(index, place))).toEqual([
      'unknown',
      [contactId(1)],
      [contactId(2)],
    ]);
  });

  it('is forgotten when deleted or merged, and known again when restored', async () => {
    org.save('Contact', contact(1));
    const index = await started();
    clock.advance(60_000);
    org.save('Contact', contact(1, { IsDeleted: true, MasterRecordId: contactId(2) }));
    await refreshed();
    expect(idsFor(index, 1)).toBe('unknown');

    org.save('Contact', contact(1));
    await refreshed();
    expect(idsFor(index, 1)).toEqual([contactId(1)]);
  });

  it('is forgotten when it no longer counts, and known when it does again', async () => {
    org.settings = [cases];
    org.fields.set('Case', ['SuppliedPhone', 'CaseNumber', 'IsClosed', 'ContactId']);
    org.open.set('Case', (row) => row['IsClosed'] !== true);
    const record = {
      Id: '500000000000001AAA',
      SuppliedPhone: number(1),
      CaseNumber: '00001042',
      ContactId: contactId(1),
    };
    org.save('Case', record);
    const index = await started();
    expect(index.lookUpCollected('1042')).toMatchObject([{ objectType: 'Case' }, { objectType: 'Contact' }]);
    expect(index.personBehind(record.Id)).toBe(contactId(1));

    clock.advance(60_000);
    org.save('Case', { ...record, IsClosed: true });
    await refreshed();
    expect(index.lookUpCollected('1042')).toEqual([]);
    expect(idsFor(index, 1)).toBe('unknown');

    org.save('Case', record);
    await refreshed();
    expect(idsFor(index, 1)).toContain(record.Id);
  });

  it('is read soon when a search found what the index did not know', async () => {
    const index = await started();
    const [shape] = await index.shapes();
    org.save('Contact', contact(2));
    if (shape) index.takeIn(shape, [contact(1)], { e164: number(1), field: 'Phone' });
    expect([1, 2].map((place) => idsFor(index, place))).toEqual([[contactId(1)], 'unknown']);

    clock.advance(10_000);
    await settle();

    expect(idsFor(index, 2)).toEqual([contactId(2)]);
  });

  it('in a transaction that was still open is read the next time', async () => {
    org.save('Contact', contact(1));
    const index = await started();
    clock.advance(60_000);
    org.save('Contact', contact(2));
    await refreshed();
    org.save('Contact', contact(3), clock.now() - 300_000);

    await refreshed();

    expect(idsFor(index, 3)).toEqual([contactId(3)]);
  });

  it('by the thousand is loaded anew, without an empty index in between', async () => {
    for (const place of [1, 2, 3]) org.save('Contact', contact(place));
    const index = await started();
    org.mostChanges = 1;
    clock.advance(60_000);
    for (const place of [1, 2]) org.save('Contact', contact(place, { Phone: number(place + 20) }));
    org.rows.set('Contact', (org.rows.get('Contact') ?? []).slice(1));
    const seen: unknown[] = [];
    org.before = (call) => {
      if (call.startsWith('readPage')) seen.push(idsFor(index, 3));
    };

    await refreshed();

    expect(seen).toEqual([[contactId(3)]]);
    expect([1, 21, 22, 3].map((place) => idsFor(index, place))).toEqual([
      'unknown',
      [contactId(1)],
      [contactId(2)],
      'unknown',
    ]);
  });

  it('while nobody listened for a week is loaded anew', async () => {
    org.save('Contact', contact(1));
    const index = await started();
    org.rows.clear();
    clock.advance(7 * DAY_MS + 1);
    await settle();

    expect(idsFor(index, 1)).toBe('unknown');
  });
});

describe("the admin's settings", () => {
  it('bring objects and fields of their own', async () => {
    org.fields.set('Site__c', ['Gate_Phone__c']);
    org.save('Site__c', { Id: 'a00000000000001AAA', Gate_Phone__c: number(7) });
    const index = await started();
    expect(idsFor(index, 7)).toBe('unknown');
    org.settings = [
      contacts,
      { Object__c: 'Site__c', Phone_Fields__c: 'Gate_Phone__c', Order__c: 5, Part__c: 'Subject' },
    ];

    await refreshed();

    expect(index.lookUpNumber(number(7))).toMatchObject({
      matches: [
        { objectType: 'Site__c', part: 'subject', reason: { kind: 'number', field: 'Gate_Phone__c' } },
      ],
    });
  });

  it('take objects and fields away', async () => {
    org.save('Account', { Id: '001000000000001AAA', Phone: number(1) });
    org.save('Contact', contact(2, { MobilePhone: number(3) }));
    const index = await started();
    org.settings = [{ ...contacts, Phone_Fields__c: 'Phone' }];

    await refreshed();
    await refreshed();

    expect([1, 2, 3].map((place) => idsFor(index, place))).toEqual(['unknown', [contactId(2)], 'unknown']);
  });

  it('name fields that the org has not: they are left out and noted', async () => {
    org.settings = [
      { ...contacts, Phone_Fields__c: 'Phone, Pager__c' },
      { Object__c: 'Nothing__c', Phone_Fields__c: 'Phone' },
    ];
    org.save('Contact', contact(1));

    expect(idsFor(await started(), 1)).toEqual([contactId(1)]);
    expect(notes).toContain('callerFieldsMissing Contact Pager__c');
    expect(notes).toContain('callerFieldsMissing Nothing__c Nothing__c');
  });

  it('that Salesforce refuses harm no other object', async () => {
    org.save('Account', { Id: '001000000000001AAA', Phone: number(1) });
    org.before = (call) => {
      if (call === 'startLoad Contact') throw Object.assign(new Error(), { errorCode: 'MALFORMED_QUERY' });
    };

    const index = await started();

    expect(idsFor(index, 1)).toEqual(['001000000000001AAA']);
    expect(index.isComplete()).toBe(true);
    expect(problems).toEqual(['CALLER_OBJECT_REFUSED Contact MALFORMED_QUERY']);
    expect(index.check()).toMatchObject({ state: 'wrong', remedy: expect.stringContaining('Contact') });
  });

  it('are not needed: an org without them has the usual objects', async () => {
    org.settings = undefined;
    org.save('Contact', contact(1));

    expect(idsFor(await started(), 1)).toEqual([contactId(1)]);
  });
});

describe('a person account', () => {
  it('is one match, a person, with the open cases of the contact inside', async () => {
    org.settings = [{ ...accounts, Phone_Fields__c: 'Phone, PersonMobilePhone' }, contacts, cases];
    org.fields.set('Contact', [...(org.fields.get('Contact') ?? []), 'IsPersonAccount']);
    org.fields.set('Account', [
      'Phone',
      'PersonMobilePhone',
      'IsPersonAccount',
      'PersonContactId',
      'AccountNumber',
    ]);
    org.fields.set('Case', ['SuppliedPhone', 'CaseNumber', 'ContactId', 'IsClosed']);
    const account = '001000000000001AAA';
    org.save('Account', {
      Id: account,
      PersonMobilePhone: number(1),
      IsPersonAccount: true,
      PersonContactId: contactId(1),
    });
    org.save('Contact', contact(1, { MobilePhone: number(1), IsPersonAccount: true, AccountId: account }));
    org.save('Case', { Id: '500000000000001AAA', CaseNumber: '00000007', ContactId: contactId(1) });
    const index = await started();

    expect(index.lookUpNumber(number(1))).toMatchObject({
      matches: [
        { objectType: 'Account', recordId: account, part: 'person', reason: { field: 'PersonMobilePhone' } },
        { objectType: 'Case', part: 'subject', reason: { kind: 'openCase' }, belongsTo: account },
      ],
    });
    expect(index.lookUpCollected('00000007')).toMatchObject([
      { objectType: 'Case' },
      { objectType: 'Account', recordId: account, part: 'person', reason: { kind: 'contact' } },
    ]);
    expect(index.personBehind(account)).toBe(contactId(1));
  });
});
