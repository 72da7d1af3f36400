import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CrmError } from '../../../callCenter/ports/crm.ts';
import {
  cases,
  contact,
  contactId,
  idsFor,
  number,
  openCallerIndexKit,
  type CallerIndexKit,
} from './testing/callerIndexKit.ts';

const DAY_MS = 24 * 3_600_000;

let kit: CallerIndexKit;

beforeEach(() => {
  kit = openCallerIndexKit();
});
afterEach(() => kit.stop());

describe('what changes in the org', () => {
  it('is read with all objects and the settings in one go', async () => {
    kit.org.save('Contact', contact(1));
    const index = await kit.started();
    kit.org.calls.length = 0;
    kit.clock.advance(60_000);
    kit.org.save('Contact', contact(1, { Phone: number(11) }));
    kit.org.save('Contact', contact(2));

    await kit.refreshed();

    expect(kit.org.calls).toEqual(['readChanges 3']);
    expect([1, 11, 2].map((place) => idsFor(index, place))).toEqual([
      'unknown',
      [contactId(1)],
      [contactId(2)],
    ]);
  });

  it('is forgotten when deleted or merged, and known again when restored', async () => {
    kit.org.save('Contact', contact(1));
    const index = await kit.started();
    kit.clock.advance(60_000);
    kit.org.save('Contact', contact(1, { IsDeleted: true, MasterRecordId: contactId(2) }));
    await kit.refreshed();
    expect(idsFor(index, 1)).toBe('unknown');

    kit.org.save('Contact', contact(1));
    await kit.refreshed();
    expect(idsFor(index, 1)).toEqual([contactId(1)]);
  });

  it('is forgotten when it no longer counts, and known when it does again', async () => {
    kit.org.settings = [cases];
    kit.org.fields.set('Case', ['SuppliedPhone', 'CaseNumber', 'IsClosed', 'ContactId']);
    kit.org.open.set('Case', (row) => row['IsClosed'] !== true);
    const record = {
      Id: '500000000000001AAA',
      SuppliedPhone: number(1),
      CaseNumber: '00001042',
      ContactId: contactId(1),
    };
    kit.org.save('Case', record);
    const index = await kit.started();
    expect(index.lookUpCollected('1042')).toMatchObject([{ objectType: 'Case' }, { objectType: 'Contact' }]);
    expect(index.personBehind(record.Id)).toBe(contactId(1));

    kit.clock.advance(60_000);
    kit.org.save('Case', { ...record, IsClosed: true });
    await kit.refreshed();
    expect(index.lookUpCollected('1042')).toEqual([]);
    expect(idsFor(index, 1)).toBe('unknown');

    kit.org.save('Case', record);
    await kit.refreshed();
    expect(idsFor(index, 1)).toContain(record.Id);
  });

  it('is read soon when a search found what the index did not know', async () => {
    const index = await kit.started();
    const [shape] = await index.shapes();
    kit.org.save('Contact', contact(2));
    if (shape) index.takeIn(shape, [contact(1)], { e164: number(1), field: 'Phone' });
    expect([1, 2].map((place) => idsFor(index, place))).toEqual([[contactId(1)], 'unknown']);

    kit.clock.advance(10_000);
    await kit.settle();

    expect(idsFor(index, 2)).toEqual([contactId(2)]);
  });

  it('in a transaction that was still open is read the next time', async () => {
    kit.org.save('Contact', contact(1));
    const index = await kit.started();
    kit.clock.advance(60_000);
    kit.org.save('Contact', contact(2));
    await kit.refreshed();
    kit.org.save('Contact', contact(3), kit.clock.now() - 300_000);

    await kit.refreshed();

    expect(idsFor(index, 3)).toEqual([contactId(3)]);
  });

  it('by the thousand is loaded anew, without an empty index in between', async () => {
    for (const place of [1, 2, 3]) kit.org.save('Contact', contact(place));
    const index = await kit.started();
    kit.org.mostChanges = 1;
    kit.clock.advance(60_000);
    for (const place of [1, 2]) kit.org.save('Contact', contact(place, { Phone: number(place + 20) }));
    kit.org.rows.set('Contact', (kit.org.rows.get('Contact') ?? []).slice(1));
    const seen: unknown[] = [];
    kit.org.before = (call) => {
      if (call.startsWith('readPage')) seen.push(idsFor(index, 3));
    };

    await kit.refreshed();

    expect(seen).toEqual([[contactId(3)]]);
    expect([1, 21, 22, 3].map((place) => idsFor(index, place))).toEqual([
      'unknown',
      [contactId(1)],
      [contactId(2)],
      'unknown',
    ]);
  });

  it('that cannot be read for two pauses makes the check wrong', async () => {
    const index = await kit.started();
    kit.org.before = (call) => {
      if (call.startsWith('readChanges')) throw new CrmError('CRM_UNAVAILABLE', { detail: 'away' });
    };

    kit.clock.advance(600_000);
    await kit.settle();
    expect(index.check()).toMatchObject({ state: 'ok' });

    kit.clock.advance(60_000);
    await kit.settle();
    expect(index.check()).toMatchObject({ state: 'wrong', remedy: expect.stringContaining('not read') });
  });

  it('while nobody listened for a week is loaded anew', async () => {
    kit.org.save('Contact', contact(1));
    const index = await kit.started();
    kit.org.rows.clear();
    kit.clock.advance(7 * DAY_MS + 1);
    await kit.settle();

    expect(idsFor(index, 1)).toBe('unknown');
  });
});
