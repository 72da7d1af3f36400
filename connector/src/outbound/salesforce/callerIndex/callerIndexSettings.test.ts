import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
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

describe("the admin's settings", () => {
  it('bring objects and fields of their own', async () => {
    kit.org.fields.set('Site__c', ['Gate_Phone__c']);
    kit.org.save('Site__c', { Id: 'a00000000000001AAA', Gate_Phone__c: number(7) });
    const index = await kit.started();
    expect(idsFor(index, 7)).toBe('unknown');
    kit.org.settings = [
      contacts,
      { Object__c: 'Site__c', Phone_Fields__c: 'Gate_Phone__c', Order__c: 5, Part__c: 'Subject' },
    ];

    await kit.refreshed();

    expect(index.lookUpNumber(number(7))).toMatchObject({
      matches: [
        { objectType: 'Site__c', part: 'subject', reason: { kind: 'number', field: 'Gate_Phone__c' } },
      ],
    });
  });

  it('take objects and fields away', async () => {
    kit.org.save('Account', { Id: '001000000000001AAA', Phone: number(1) });
    kit.org.save('Contact', contact(2, { MobilePhone: number(3) }));
    const index = await kit.started();
    kit.org.settings = [{ ...contacts, Phone_Fields__c: 'Phone' }];

    await kit.refreshed();
    await kit.refreshed();

    expect([1, 2, 3].map((place) => idsFor(index, place))).toEqual(['unknown', [contactId(2)], 'unknown']);
  });

  it('name fields that the kit.org has not: they are left out and noted', async () => {
    kit.org.settings = [
      { ...contacts, Phone_Fields__c: 'Phone, Pager__c' },
      { Object__c: 'Nothing__c', Phone_Fields__c: 'Phone' },
    ];
    kit.org.save('Contact', contact(1));

    expect(idsFor(await kit.started(), 1)).toEqual([contactId(1)]);
    expect(kit.notes).toContain('callerFieldsMissing Contact Pager__c');
    expect(kit.notes).toContain('callerFieldsMissing Nothing__c Nothing__c');
  });

  it('that Salesforce refuses harm no other object', async () => {
    kit.org.save('Account', { Id: '001000000000001AAA', Phone: number(1) });
    kit.org.before = (call) => {
      if (call === 'startLoad Contact') throw Object.assign(new Error(), { errorCode: 'MALFORMED_QUERY' });
    };

    const index = await kit.started();

    expect(idsFor(index, 1)).toEqual(['001000000000001AAA']);
    expect(index.isComplete()).toBe(true);
    expect(kit.problems).toEqual(['CALLER_OBJECT_REFUSED Contact MALFORMED_QUERY']);
    expect(index.check()).toMatchObject({ state: 'wrong', remedy: expect.stringContaining('Contact') });
  });

  it('are not needed: an kit.org without them has the usual objects', async () => {
    kit.org.settings = undefined;
    kit.org.save('Contact', contact(1));

    expect(idsFor(await kit.started(), 1)).toEqual([contactId(1)]);
  });
});
