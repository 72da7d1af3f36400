import { writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { down } from './testing/fakeCallerSource.ts';
import {
  accounts,
  cases,
  contact,
  contactId,
  contacts,
  idsFor,
  number,
  openCallerIndexKit,
  type CallerIndexKit,
} from './testing/callerIndexKit.ts';

let kit: CallerIndexKit;

beforeEach(() => {
  kit = openCallerIndexKit();
});
afterEach(() => kit.stop());

describe('the caller index', () => {
  it('is loaded page by page, and told of', async () => {
    for (const place of [1, 2, 3]) kit.org.save('Contact', contact(place));

    const index = await kit.started();

    expect([1, 2, 3].map((place) => idsFor(index, place))).toEqual([
      [contactId(1)],
      [contactId(2)],
      [contactId(3)],
    ]);
    expect(idsFor(index, 4)).toBe('unknown');
    expect(kit.notes).toEqual(
      expect.arrayContaining([
        'callerIndexLoading Contact 2 3',
        'callerIndexLoading Contact 3 3',
        'callerIndexLoaded Contact 3',
      ]),
    );
    expect(index.status()).toMatchObject({ complete: true, records: 3, keys: 3 });
    expect(kit.org.calls).toContain('dropLoad job0');
  });

  it('reads a number as of the own country, of the account, of the org', async () => {
    kit.org.save('Contact', contact(1, { Phone: '020 7946 0123', MailingCountry: 'United Kingdom' }));
    kit.org.save(
      'Contact',
      contact(2, { Phone: '030 23125 123', Account: { BillingCountry: 'Deutschland' } }),
    );
    kit.org.save('Contact', contact(3, { Phone: '415 555 0003' }));
    const index = await kit.started();

    for (const [e164, place] of [
      ['+442079460123', 1],
      ['+493023125123', 2],
      ['+14155550003', 3],
    ] as const) {
      expect(index.lookUpNumber(e164)).toMatchObject({ matches: [{ recordId: contactId(place) }] });
    }
  });

  it('is complete again at once after a restart', async () => {
    kit.org.save('Contact', contact(1));
    await (await kit.started()).stop();
    kit.org.before = down;

    const index = await kit.started();

    expect(idsFor(index, 1)).toEqual([contactId(1)]);
    expect(index.isComplete()).toBe(true);
    expect(kit.problems).toEqual(['CALLER_INDEX_STALE CRM_UNAVAILABLE']);
  });

  it('is begun anew when the file is broken, or of another org', async () => {
    writeFileSync(kit.file, 'no database');
    kit.org.save('Contact', contact(1));
    const index = await kit.started();
    expect(idsFor(index, 1)).toEqual([contactId(1)]);
    await index.stop();
    kit.org.rows.clear();

    expect(idsFor(await kit.started({ orgId: '00D2' }), 1)).toBe('unknown');
  });
});

describe('a load that is interrupted', () => {
  const stopAt = (call: string) => {
    kit.org.before = (each) => {
      if (each === call) down();
    };
  };

  it('goes on with the page that was next', async () => {
    for (const place of [1, 2, 3, 4, 5]) kit.org.save('Contact', contact(place));
    stopAt('readPage job0 4');
    const broken = await kit.started();
    expect(idsFor(broken, 4)).toEqual([contactId(4)]);
    expect(broken.status().objects[0]).toMatchObject({ rowsRead: 4, rowsTotal: 5 });
    await broken.stop();
    kit.org.before = () => undefined;
    kit.org.calls.length = 0;

    const index = await kit.started();

    expect(kit.org.calls.filter((call) => call.startsWith('readPage job0'))).toEqual(['readPage job0 4']);
    expect(idsFor(index, 5)).toEqual([contactId(5)]);
    expect(index.isComplete()).toBe(true);
  });

  it('is tried again within a minute', async () => {
    kit.org.save('Contact', contact(1));
    stopAt('readPage job0 0');
    const index = await kit.started();
    expect(index.isComplete()).toBe(false);
    expect(index.check()).toMatchObject({
      state: 'unknown',
      detail: 'Loading: Contact 0 of 1, Account 0 of an unknown number',
    });
    kit.org.before = () => undefined;

    kit.clock.advance(60_000);
    await kit.settle();

    expect(index.isComplete()).toBe(true);
  });

  it('begins anew when Salesforce no longer has its results, and nothing is lost meanwhile', async () => {
    for (const place of [1, 2, 3]) kit.org.save('Contact', contact(place));
    stopAt('readPage job0 2');
    await (await kit.started()).stop();
    kit.org.before = () => undefined;
    kit.org.gone.add('job0');

    const index = kit.begin();
    expect(idsFor(index, 1)).toEqual([contactId(1)]);
    await kit.settle();

    expect(kit.org.calls).toContain('readPage job1 0');
    expect(idsFor(index, 3)).toEqual([contactId(3)]);
  });
});

describe('a person account', () => {
  it('is one match, a person, with the open cases of the contact inside', async () => {
    kit.org.settings = [{ ...accounts, Phone_Fields__c: 'Phone, PersonMobilePhone' }, contacts, cases];
    kit.org.fields.set('Contact', [...(kit.org.fields.get('Contact') ?? []), 'IsPersonAccount']);
    kit.org.fields.set('Account', [
      'Phone',
      'PersonMobilePhone',
      'IsPersonAccount',
      'PersonContactId',
      'AccountNumber',
    ]);
    kit.org.fields.set('Case', ['SuppliedPhone', 'CaseNumber', 'ContactId', 'IsClosed']);
    const account = '001000000000001AAA';
    kit.org.save('Account', {
      Id: account,
      PersonMobilePhone: number(1),
      IsPersonAccount: true,
      PersonContactId: contactId(1),
    });
    kit.org.save(
      'Contact',
      contact(1, { MobilePhone: number(1), IsPersonAccount: true, AccountId: account }),
    );
    kit.org.save('Case', { Id: '500000000000001AAA', CaseNumber: '00000007', ContactId: contactId(1) });
    const index = await kit.started();

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
