import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { wellKnown } from '../../../../simulators/salesforce/index.ts';
import type { Ani } from '../../../../softphone/core/index.ts';
import type { SalesforceCrm } from './salesforceCrm.ts';
import { createTestClock } from './testing/crmKit.ts';
import { createNumbers, openMatchingKit, type MatchingKit } from '../../../../test/contracts/matchingKit.ts';

const folder = mkdtempSync(join(tmpdir(), 'callerChanges-'));

let kit: MatchingKit;

beforeAll(async () => {
  kit = await openMatchingKit();
});

afterAll(async () => {
  await kit.stop();
  rmSync(folder, { recursive: true });
});

afterEach(() => kit.reset());

const newNumber = createNumbers();

async function callsOf(crm: SalesforceCrm, work: () => Promise<unknown>): Promise<number> {
  const before = crm.apiCalls();
  await work();
  return crm.apiCalls() - before;
}

describe('a ring', () => {
  it('costs no API call, whoever of the index calls', async () => {
    const crm = await kit.started();
    const rings = [wellKnown.uniqueContact, wellKnown.case, wellKnown.lead, wellKnown.accountOnly];

    expect(
      await callsOf(crm, async () => {
        for (const { ani } of rings) await crm.findMatches({ number: ani as Ani });
        await crm.findMatches({ number: wellKnown.lead.ani as Ani, collected: '1042' });
      }),
    ).toBe(0);
  });

  it('of somebody unknown costs a search, and none when the same one tries again', async () => {
    const crm = await kit.started();
    const ani = newNumber();

    expect(await callsOf(crm, () => kit.namesFor(crm, ani))).toBe(1);
    expect(await callsOf(crm, () => kit.namesFor(crm, ani))).toBe(0);
  });

  it('of somebody who was entered a moment ago is found, and then known', async () => {
    const crm = await kit.started();
    const ani = newNumber();
    kit.create('Contact', { LastName: 'Newcomer', MobilePhone: ani.slice(2) });

    expect(await kit.namesFor(crm, ani)).toEqual(['Contact Newcomer']);
    expect(await callsOf(crm, () => kit.namesFor(crm, ani))).toBe(0);
  });

  it('is answered by what has changed when the search does not know the record yet', async () => {
    const clock = createTestClock();
    const crm = await kit.started({ clock });
    const ani = newNumber();
    // Full-width digits, which the search does not find.
    kit.create('Contact', {
      LastName: 'Wide',
      Phone: ani.slice(2).replaceAll(/\d/g, (digit) => '０１２３４５６７８９'.charAt(Number(digit))),
    });
    clock.advance(60_000);

    expect(await kit.namesFor(crm, ani)).toEqual(['Contact Wide']);
  });
});

describe('what changes in the org', () => {
  it('is known after the next refresh, for two API calls', async () => {
    const crm = await kit.started();
    const [before, after, other] = [newNumber(), newNumber(), newNumber()];
    const id = kit.create('Contact', { LastName: 'Mover', Phone: before });
    await crm.callerIndex.refresh(0);
    kit.salesforce.org.update('Contact', { Id: id, Phone: null, MobilePhone: after }, kit.administrator);
    kit.create('Lead', { LastName: 'Prospect', Company: 'None', Phone: other });

    expect(await callsOf(crm, () => crm.callerIndex.refresh(0))).toBe(2);
    expect(
      await callsOf(crm, async () => {
        expect(await kit.namesFor(crm, after)).toEqual(['Contact Mover']);
        expect(await kit.namesFor(crm, other)).toEqual(['Lead Prospect']);
      }),
    ).toBe(0);
    expect(await kit.namesFor(crm, before)).toEqual([]);
  });

  it('is forgotten when deleted, and known again when restored', async () => {
    const crm = await kit.started();
    const ani = newNumber();
    const id = kit.create('Contact', { LastName: 'Leaver', Phone: ani });
    await crm.callerIndex.refresh(0);
    expect(await kit.namesFor(crm, ani)).toEqual(['Contact Leaver']);

    kit.salesforce.org.delete('Contact', id, kit.administrator);
    await crm.callerIndex.refresh(0);
    expect(await kit.namesFor(crm, ani)).toEqual([]);

    kit.salesforce.org.undelete(id, kit.administrator);
    await crm.callerIndex.refresh(0);
    expect(await kit.namesFor(crm, ani)).toEqual(['Contact Leaver']);
  });

  it('is merged: the record that is left has what was moved to it', async () => {
    const crm = await kit.started();
    const ani = newNumber();
    const master = kit.create('Contact', { LastName: 'Master', Phone: ani });
    const other = kit.create('Contact', { LastName: 'Double', Phone: ani });
    kit.create('Case', { Subject: 'Of the double', ContactId: other, Status: 'New' });
    await crm.callerIndex.refresh(0);
    expect((await kit.namesFor(crm, ani)).toSorted()).toEqual(['Contact Double', 'Contact Master']);

    kit.salesforce.org.merge({ master, others: [other] }, kit.administrator);
    await crm.callerIndex.refresh(0);

    expect(await crm.findMatches({ number: ani as Ani })).toMatchObject([
      { objectType: 'Contact', recordId: master },
      { objectType: 'Case', belongsTo: master },
    ]);
  });

  it('is converted or closed: it no longer counts', async () => {
    const crm = await kit.started();
    const [ofLead, ofCase] = [newNumber(), newNumber()];
    const lead = kit.create('Lead', { LastName: 'Convert', Company: 'New Ltd', Phone: ofLead });
    const supportCase = kit.create('Case', { Subject: 'Closing', SuppliedPhone: ofCase, Status: 'New' });
    await crm.callerIndex.refresh(0);
    expect(await kit.namesFor(crm, ofLead)).toEqual(['Lead Convert']);
    expect(await kit.namesFor(crm, ofCase)).toHaveLength(1);

    const { contactId } = kit.salesforce.org.convertLead(lead, kit.administrator);
    kit.salesforce.org.update('Case', { Id: supportCase, Status: 'Closed' }, kit.administrator);
    await crm.callerIndex.refresh(0);

    const converted = await crm.findMatches({ number: ofLead as Ani });
    expect(converted[0]).toMatchObject({ objectType: 'Contact', recordId: contactId });
    expect(converted.map(({ objectType }) => objectType)).not.toContain('Lead');
    expect(await kit.namesFor(crm, ofCase)).toEqual([]);
  });
});

describe('while Salesforce is down', () => {
  it('an index that is loaded answers, and knows nobody else', async () => {
    const crm = await kit.started();
    kit.salesforce.faults.add({ kind: 'unavailable' });

    expect(await kit.namesFor(crm, wellKnown.uniqueContact.ani).catch(() => 'failed')).not.toBe('failed');
    expect(await crm.findMatches({ number: wellKnown.case.ani as Ani })).toHaveLength(3);
    expect(await crm.findMatches({ number: newNumber() as Ani })).toEqual([]);
    expect(await crm.findMatches({ number: wellKnown.lead.ani as Ani, collected: '00001005' })).toMatchObject(
      [{ objectType: 'Lead' }],
    );
  });

  it('an index of before the restart answers', async () => {
    const file = join(folder, 'before.sqlite');
    await (await kit.started({ callerIndex: { file } })).stop();
    kit.salesforce.faults.add({ kind: 'unavailable' });
    const crm = kit.open({ callerIndex: { file } });
    crm.start();

    expect(await crm.findMatches({ number: wellKnown.lead.ani as Ani })).toMatchObject([
      { objectType: 'Lead' },
    ]);
  });

  it('without an index the search is worth another try', async () => {
    kit.salesforce.faults.add({ kind: 'unavailable' });

    await expect(kit.open().findMatches({ number: wellKnown.lead.ani as Ani })).rejects.toMatchObject({
      code: 'CRM_UNAVAILABLE',
    });
  });
});
