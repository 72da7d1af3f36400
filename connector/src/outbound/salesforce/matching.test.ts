import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { wellKnown } from '../../../../simulators/salesforce/index.ts';
import { WITHHELD, type Ani } from '../../../../softphone/core/index.ts';
import type { SalesforceCrm } from './salesforceCrm.ts';
import { createNumbers, openMatchingKit, type MatchingKit } from '../../../../test/contracts/matchingKit.ts';

let kit: MatchingKit;
let withIndex: SalesforceCrm;
let withoutIndex: SalesforceCrm;

beforeAll(async () => {
  kit = await openMatchingKit();
  withIndex = await kit.started();
  withoutIndex = kit.open();
});

afterAll(() => kit.stop());

const newNumber = createNumbers();

describe.each([
  ['an index that is loaded', () => withIndex],
  ['no index yet', () => withoutIndex],
])('matching with %s', (_state, opened) => {
  it('finds a contact and its account, however the number was typed', async () => {
    const matches = await opened().findMatches({ number: wellKnown.uniqueContact.ani as Ani });

    expect(matches.map(kit.named)).toEqual([
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

    expect((await kit.namesFor(opened(), ani)).toSorted()).toEqual(
      names.map((name) => `Contact ${name}`).toSorted(),
    );
  });

  it('takes the account with the same number as belonging to its contact', async () => {
    const { ani, contact, account } = wellKnown.contactAndAccount;
    const matches = await opened().findMatches({ number: ani as Ani });

    expect(matches.map(kit.named)).toEqual([`Contact ${contact}`, `Account ${account}`]);
    expect(matches[1]).toMatchObject({ part: 'subject', belongsTo: matches[0]?.recordId });
  });

  it('finds accounts, leads and numbers with an extension', async () => {
    const crm = opened();

    expect(await kit.namesFor(crm, wellKnown.accountOnly.ani)).toEqual([
      `Account ${wellKnown.accountOnly.account}`,
    ]);
    expect(await kit.namesFor(crm, wellKnown.lead.ani)).toEqual([`Lead ${wellKnown.lead.name}`]);
    expect(await kit.namesFor(crm, wellKnown.extension.ani)).toEqual([`Contact ${wellKnown.extension.name}`]);
  });

  it("finds a contact's open cases as belonging to the contact", async () => {
    const matches = await opened().findMatches({ number: wellKnown.case.ani as Ani });

    expect(matches.slice(0, 2).map(kit.named)).toEqual([
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
    const [match] = await opened().findMatches({ number: wellKnown.suppliedPhoneCase.ani as Ani });

    expect(match).toMatchObject({ objectType: 'Case', reason: { kind: 'number', field: 'SuppliedPhone' } });
  });

  it('takes a case number that was keyed in before the number, with the contact behind it', async () => {
    const crm = opened();
    const matches = await crm.findMatches({ number: wellKnown.lead.ani as Ani, collected: '1042' });

    expect(matches.map(kit.named)).toEqual([
      `Case ${wellKnown.case.caseNumber}`,
      `Contact ${wellKnown.case.contact}`,
    ]);
    expect(matches).toMatchObject([
      { reason: { kind: 'collected' } },
      { part: 'person', reason: { kind: 'contact' }, belongsTo: matches[0]?.recordId },
    ]);
  });

  it('finds a closed case and a record id that were keyed in', async () => {
    const crm = opened();
    const [contact] = await crm.findMatches({ number: wellKnown.uniqueContact.ani as Ani });

    expect(await kit.namesFor(crm, wellKnown.lead.ani, '00001005')).toEqual(['Case 00001005']);
    expect(await kit.namesFor(crm, wellKnown.lead.ani, contact?.recordId.slice(0, 15))).toEqual([
      `Contact ${wellKnown.uniqueContact.name}`,
    ]);
  });

  it('falls back to the number when no record has what was keyed in', async () => {
    const crm = opened();

    for (const collected of ['99999999', '1', "1' OR Name != '"]) {
      expect(await kit.namesFor(crm, wellKnown.lead.ani, collected)).toEqual([`Lead ${wellKnown.lead.name}`]);
    }
  });

  it('finds nobody for a withheld, a short and an unknown number', async () => {
    const crm = opened();

    expect(await kit.namesFor(crm, WITHHELD)).toEqual([]);
    expect(await kit.namesFor(crm, '+1204')).toEqual([]);
    expect(await kit.namesFor(crm, wellKnown.unknownAni)).toEqual([]);
  });
});

describe('numbers that tell nobody', () => {
  it('are those that many share: the account they all belong to, or nothing', async () => {
    const [one, many] = [newNumber(), newNumber()];
    const AccountId = kit.create('Account', { Name: 'Switchboard Ltd' });
    for (let place = 0; place < 4; place += 1) {
      kit.create('Contact', { LastName: `Extension ${place}`, AccountId, Phone: `${one} x${200 + place}` });
      kit.create('Contact', {
        LastName: `Sharer ${place}`,
        AccountId: kit.create('Account', { Name: 'Other' }),
        Phone: many,
      });
    }
    const crm = await kit.started({ callerIndex: { sharedNumberLimit: 3 } });

    expect(await crm.findMatches({ number: one as Ani })).toEqual([
      { objectType: 'Account', recordId: AccountId, part: 'subject', reason: { kind: 'account' } },
    ]);
    expect(await crm.findMatches({ number: many as Ani })).toEqual([]);
    kit.create('Account', { Name: 'Holder', Phone: many });
    await crm.callerIndex.refresh(0);
    expect(await kit.namesFor(crm, many)).toEqual(['Account Holder']);
  });

  it('are those that are to be ignored, whole or by their beginning', async () => {
    const { uniqueContact, contactAndAccount, lead } = wellKnown;
    const ignoredNumbers = [uniqueContact.ani, '+4420*'];
    const crm = await kit.started({ callerIndex: { ignoredNumbers } });

    expect(await kit.namesFor(crm, uniqueContact.ani)).toEqual([]);
    expect(await kit.namesFor(crm, contactAndAccount.ani)).toEqual([]);
    expect(await kit.namesFor(crm, lead.ani)).toHaveLength(1);
  });

  it('are those that nobody can read, which are counted', async () => {
    const id = kit.create('Contact', { LastName: 'Scribble', Phone: '555-12' });
    const crm = await kit.started();

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
    const lead = kit.create('Lead', { LastName: 'Later', Company: 'None', Phone: ani });
    const [idle, active, withCase] = ['Idle', 'Active', 'Asking'].map((LastName) =>
      kit.create('Contact', { LastName, Phone: ani }),
    );
    const account = kit.create('Account', { Name: 'Between', Phone: ani });
    kit.create('Case', { Subject: 'Open', ContactId: withCase, Status: 'New' });
    kit.create('Task', { Subject: 'Talked', WhoId: active, Status: 'Completed' });

    const matches = await (await kit.started()).findMatches({ number: ani as Ani });

    expect(
      matches.filter(({ belongsTo }) => belongsTo === undefined).map(({ recordId }) => recordId),
    ).toEqual([withCase, active, idle, account, lead]);
  });
});
