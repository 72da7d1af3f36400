import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { wellKnown } from '../../../../../simulators/salesforce/index.ts';
import { metadataRecord, openCallLogKit, type CallLogKit } from '../../../../../test/contracts/callLogKit.ts';
import { createKeptTexts, createTestClock } from '../testing/crmKit.ts';
import { agentListingOf } from './agentListingOf.ts';

let kit: CallLogKit;
const problems: unknown[] = [];
const journal = {
  note: () => undefined,
  problem: (code: string, ids: object) => void problems.push([code, ids]),
};

beforeAll(async () => {
  kit = await openCallLogKit({
    ...metadataRecord('Directory_Number', 'Reception', {
      Number__c: '+1 415 555 0190',
      Transferable__c: true,
    }),
    ...metadataRecord('Directory_Number', 'Fraud_Desk', {
      Number__c: '(415) 555-0191',
      Transferable__c: false,
    }),
  });
});

afterAll(() => kit.stop());
afterEach(() => {
  kit.salesforce.faults.clear();
  problems.length = 0;
});

const QUARTER_MS = 15 * 60_000;
const [ana] = wellKnown.users.agents;
const idOf = (username: string) => kit.idOf('User', `Username = '${username}'`);
const nextTick = () => new Promise((resolve) => setImmediate(resolve));

describe('who may take calls, and the shared numbers', () => {
  it('are read with one API call', async () => {
    const crm = kit.connector();
    const before = crm.apiCalls();

    const checks = await crm.agentListingLook.look();

    expect(crm.apiCalls() - before).toBe(1);
    expect(crm.agentListing().agents).toContainEqual({ id: idOf(ana), name: 'Ana Agent', extension: '101' });
    expect(crm.agentListing().agents.map(({ name }) => name)).not.toContain('Connector Integration');
    expect(crm.agentListing().numbers).toEqual([
      { name: 'Fraud Desk', number: '(415) 555-0191', transferable: false },
      { name: 'Reception', number: '+1 415 555 0190', transferable: true },
    ]);
    expect(checks).toEqual([
      { name: 'agentDirectory', state: 'ok', detail: '4 agents, 4 extensions, 2 shared numbers' },
    ]);
    await crm.stop();
  });

  it('are read every quarter of an hour, and are the same object until something changes', async () => {
    const clock = createTestClock();
    const crm = kit.connector({ clock });
    const asked = () => kit.salesforce.usage.byKind()['apexrest'] ?? 0;
    const before = asked();
    crm.start();
    while (crm.agentListing().agents.length === 0) await nextTick();
    const first = crm.agentListing();
    await nextTick();

    clock.advance(QUARTER_MS - 1);
    await nextTick();
    expect(asked()).toBe(before + 1);
    clock.advance(1);
    while (asked() < before + 2) await nextTick();
    await nextTick();
    expect(crm.agentListing()).toBe(first);

    kit.salesforce.org.update('User', { Id: idOf(ana), Extension: 'x 4711' }, kit.admin);
    while (crm.agentListing() === first) {
      clock.advance(60_000);
      await nextTick();
    }
    expect(crm.agentListing().agents).toContainEqual(expect.objectContaining({ extension: '4711' }));
    kit.salesforce.org.update('User', { Id: idOf(ana), Extension: '101' }, kit.admin);
    await crm.stop();
  });

  it('outlive a restart while Salesforce is down', async () => {
    const store = createKeptTexts();
    const first = kit.connector({ store });
    await first.agentListingLook.look();
    await first.stop();
    kit.salesforce.faults.add({ kind: 'unavailable' });

    const second = kit.connector({ store });
    await second.recall();
    await expect(second.agentListingLook.look()).rejects.toMatchObject({ code: 'CRM_UNAVAILABLE' });

    expect(second.agentListing()).toEqual(first.agentListing());
    await second.stop();
  });

  it('that two agents share an extension is said to the admin', async () => {
    kit.salesforce.org.update('User', { Id: idOf(ana), Extension: '102' }, kit.admin);
    const crm = kit.connector();

    const [check] = await crm.agentListingLook.look();

    expect(check).toMatchObject({
      state: 'wrong',
      detail: expect.stringContaining('extension 102 belongs to'),
    });
    kit.salesforce.org.update('User', { Id: idOf(ana), Extension: '101' }, kit.admin);
    await crm.stop();
  });

  it('stay as they were while the class is not granted, which the admin is told', async () => {
    const assignment = kit.idOf(
      'PermissionSetAssignment',
      `PermissionSet.Name = 'CTI_Integration' AND Assignee.Username = '${wellKnown.users.integration}'`,
    );
    const crm = kit.connector({ journal });
    await crm.agentListingLook.look();
    const known = crm.agentListing();
    kit.salesforce.org.delete('PermissionSetAssignment', assignment, kit.admin);

    const [check] = await crm.agentListingLook.look();

    expect(check).toMatchObject({ state: 'wrong', detail: expect.stringContaining('FORBIDDEN') });
    expect(crm.agentListing()).toBe(known);
    await crm.stop();
  });
});

describe('an answer of the org', () => {
  it('that is no listing is none', () => {
    expect(agentListingOf(undefined)).toBeUndefined();
    expect(agentListingOf({ agents: {} })).toBeUndefined();
  });

  it('is taken as far as it makes sense', () => {
    expect(
      agentListingOf({
        agents: [{ id: '005', name: 'Ada', extension: 'none' }, { id: 7 }, null],
        numbers: [
          { label: 'Empty', phone: ' ' },
          { label: 'Desk', phone: ' 911 ' },
        ],
      }),
    ).toEqual({
      agents: [{ id: '005', name: 'Ada' }],
      numbers: [{ name: 'Desk', number: '911', transferable: false }],
    });
  });
});
