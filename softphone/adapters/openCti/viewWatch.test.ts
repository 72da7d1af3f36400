import { describe, expect, it } from '@jest/globals';
import { openHost } from './testing/openHost.ts';

const contact = {
  url: '/lightning/r/Contact/003000000000001AAA/view',
  recordId: '003000000000001AAA',
  objectType: 'Contact',
};
const other = {
  url: '/lightning/r/Contact/003000000000002AAA/view',
  recordId: '003000000000002AAA',
  objectType: 'Contact',
};
const list = { url: '/lightning/o/Contact/list', recordId: '' };
const form = { url: 'https://org.example/lightning/o/Contact/new?count=1&nooverride=1', recordId: '' };

const seen = (recordId: string) => ({
  type: 'recordViewed',
  record: { objectType: 'Contact', recordId, part: 'person' },
});

/** What is told of these views, with a rest after each. */
async function toldOf(...views: readonly object[]) {
  const { host, tell, clicks, clock } = openHost();
  await host.start();
  for (const view of views) {
    tell('onNavigationChange', view);
    await clock.advance(300);
  }
  return clicks;
}

describe('what the desktop shows', () => {
  it('is told once it stays, and once', async () => {
    const { host, tell, clicks, clock } = openHost();
    await host.start();

    for (const view of [contact, list, other]) tell('onNavigationChange', view);
    await clock.advance(300);
    tell('onNavigationChange', other);
    await clock.advance(300);

    expect(clicks).toEqual([seen(other.recordId)]);
  });

  it('is no record in a list, in Setup, or where the id is none', async () => {
    expect(await toldOf(contact, list)).toEqual([seen(contact.recordId), { type: 'recordViewed' }]);
    expect(await toldOf({ url: '/x', recordId: 'home', objectType: 'Contact' })).toEqual([
      { type: 'recordViewed' },
    ]);
  });

  it.each([
    [
      {
        recordId: '001000000000001AAA',
        objectType: 'Account',
        personAccount: true,
        contactId: '003000000000009AAA',
      },
      { objectType: 'Account', recordId: '001000000000001AAA', part: 'person' },
    ],
    [
      {
        recordId: '003000000000009AAA',
        objectType: 'Contact',
        personAccount: true,
        accountId: '001000000000001AAA',
      },
      { objectType: 'Account', recordId: '001000000000001AAA', part: 'person' },
    ],
    [
      { recordId: '001000000000001AAA', objectType: 'Account' },
      { objectType: 'Account', recordId: '001000000000001AAA', part: 'subject' },
    ],
    [
      { recordId: 'a00000000000001AAA', objectType: 'Ticket__c' },
      { objectType: 'Ticket__c', recordId: 'a00000000000001AAA', part: 'subject' },
    ],
  ])('of %j is %j', async (view, record) => {
    expect(await toldOf({ url: '/lightning/r/view', ...view })).toEqual([{ type: 'recordViewed', record }]);
  });

  it('after the form of a new record is the record that was made', async () => {
    expect(await toldOf(contact, form, other)).toEqual([
      seen(contact.recordId),
      { ...seen(other.recordId), created: true },
    ]);
  });

  it('was made there also when the desktop tells of it twice', async () => {
    const { host, tell, clicks, clock } = openHost();
    await host.start();

    for (const view of [form, form, other, other]) tell('onNavigationChange', view);
    await clock.advance(300);

    expect(clicks).toEqual([{ ...seen(other.recordId), created: true }]);
  });

  it.each([
    ['what was in view before the form', [contact, form, contact], [seen(contact.recordId)]],
    ['a record after a list', [form, list, other], [{ type: 'recordViewed' }, seen(other.recordId)]],
    [
      'a record of another object',
      [form, { url: '/x', recordId: '500000000000001AAA', objectType: 'Case' }],
      [
        {
          type: 'recordViewed',
          record: { objectType: 'Case', recordId: '500000000000001AAA', part: 'subject' },
        },
      ],
    ],
  ])('was not made there: %s', async (_what, views, told) => {
    expect(await toldOf(...views)).toEqual(told);
  });
});
