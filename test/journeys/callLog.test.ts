import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { centre } from '../../scripts/local/centre.ts';
import { wellKnown } from '../../simulators/salesforce/index.ts';
import type { AgentDesk } from './support/agentDesk.ts';
import { eventually } from './support/eventually.ts';
import type { Handset } from './support/handset.ts';
import { orgApiToken, settingsAreRead } from './support/orgApi.ts';
import { callsWith, theCallWith } from './support/tasks.ts';
import { startWorld, type World } from './support/world.ts';

/** Calls of Support need a disposition; missed calls are Tasks to do. */
const overlay = join(import.meta.dirname, 'support/callLog');
const [ANA, BEN] = wellKnown.users.agents;

let world: World;
let ana: AgentDesk;

beforeAll(async () => {
  world = await startWorld({ CONNECTOR_RESERVATION_SECONDS: '5' }, [overlay]);
  await settingsAreRead(world.system);
  ana = await world.agent({ username: ANA });
  await ana.chooseState('Ready');
});

afterAll(() => world.stop());

afterEach(() => {
  world.system.salesforce.faults.clear();
});

const ask = (path: string, method = 'GET') => {
  const authorization = `Bearer ${orgApiToken(world.system, { permissions: ['CTI_Admin'] })}`;
  return fetch(`${world.system.connector.url}/org${path}`, { method, headers: { authorization } });
};

async function callFrom(ani: string): Promise<Handset> {
  const customer = await world.handset(ani);
  await customer.dial(centre.mainNumber);
  return customer;
}

async function takes(agent: AgentDesk): Promise<void> {
  await agent.shows('Incoming call');
  await agent.button('Accept').click();
  await agent.talks();
}

const notesOf = (agent: AgentDesk) => agent.softphone.getByRole('textbox', { name: 'Notes' });

async function finishes(agent: AgentDesk, disposition: string): Promise<void> {
  await agent.shows('Wrap-up');
  await agent.softphone.getByRole('radio', { name: disposition }).click();
  await agent.button('Done').click();
  await agent.shows('Ready');
}

/** The Task of an agent for calls with this number, with the fields that only logs have. */
function tasksOf(number: string): Readonly<Record<string, unknown>>[] {
  const { org } = world.system.salesforce;
  const soql =
    'SELECT Owner.Username, Status, Call_Outcome__c, CallDisposition, Description, CallDurationInSeconds, ' +
    'Wait_Seconds__c, Ring_Seconds__c, Hold_Seconds__c, Wrap_Up_Seconds__c, Hung_Up_By__c, Queue__c, ' +
    `CallObject, ActivityDate FROM Task WHERE Ani__c = '${number}' ORDER BY CreatedDate`;
  return [...org.query(soql, org.users()[0]?.id ?? '').records];
}

describe('what an agent writes about a call', () => {
  it('outlives a reload, needs a disposition, and is on one Task with all facts', async () => {
    const { ani, name } = wellKnown.uniqueContact;
    const customer = await callFrom(ani);
    await takes(ana);
    await notesOf(ana).fill('Asked about the meter');
    await notesOf(ana).blur();
    await customer.hangUp();
    await ana.shows('Wrap-up');

    await ana.page.reload();
    await ana.openPanel();
    await ana.shows('Wrap-up');
    await eventually(
      'the notes are there again',
      async () => (await notesOf(ana).inputValue()) === 'Asked about the meter',
    );
    expect(await ana.softphone.getByRole('radio', { name: 'Sold' }).count()).toBe(0);
    expect(callsWith(world, ani)).toEqual([]);
    await finishes(ana, 'Resolved');

    const call = await theCallWith(world, ani, () => true);
    expect(call).toMatchObject({ who: name, notes: 'Asked about the meter', disposition: 'Resolved' });
    expect(tasksOf(ani)).toMatchObject([
      {
        Owner: { Username: ANA },
        Status: 'Completed',
        Call_Outcome__c: 'Answered',
        Hold_Seconds__c: 0,
        Hung_Up_By__c: 'Customer',
        Queue__c: centre.queue,
        CallObject: expect.stringMatching(/^CA/),
        Wait_Seconds__c: expect.any(Number),
        Ring_Seconds__c: expect.any(Number),
      },
    ]);
    expect(Number(tasksOf(ani)[0]?.['Wrap_Up_Seconds__c'])).toBeGreaterThan(0);
    await customer.close();
  });
});

describe('a call that one agent misses and another answers', () => {
  it('is on a Task of each: to do for the one, done for the other', async () => {
    const { ani } = wellKnown.lead;
    const customer = await callFrom(ani);
    await ana.shows('Incoming call');
    const ben = await world.agent({ username: BEN });
    await ben.chooseState('Ready');
    await ana.shows('Not ready: Missed call');
    await takes(ben);
    await customer.hangUp();
    await finishes(ben, 'Follow-up needed');

    await eventually('both Tasks are there', () => Promise.resolve(tasksOf(ani).length === 2));
    expect(tasksOf(ani)).toMatchObject([
      { Owner: { Username: ANA }, Call_Outcome__c: 'Missed', Status: 'Not Started', CallDisposition: null },
      {
        Owner: { Username: BEN },
        Call_Outcome__c: 'Answered',
        Status: 'Completed',
        CallDisposition: 'Follow-up needed',
      },
    ]);
    await ben.chooseState('Not ready: Break');
    await ben.close();
    await customer.close();
    await ana.chooseState('Ready');
  });
});

describe('a call that a rule of the org refuses', () => {
  const unlogged = async () =>
    ((await (await ask('/unloggedCalls')).json()) as { calls: readonly Record<string, unknown>[] }).calls;

  it('is listed with the reason, and logged when that is mended and it is tried again', async () => {
    const { ani, account } = wellKnown.accountOnly;
    world.system.salesforce.faults.add({
      kind: 'writeRefused',
      on: 'Task',
      errorCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
      message: 'A call needs a region.',
      fields: ['Region__c'],
    });
    const customer = await callFrom(ani);
    await takes(ana);
    await notesOf(ana).fill('Wants a truck');
    await customer.hangUp();
    await finishes(ana, 'Resolved');
    await eventually('the call is listed', async () => (await unlogged()).length === 1);
    const [call] = await unlogged();
    expect(call).toMatchObject({
      direction: 'inbound',
      queue: centre.queue,
      fields: ['Region__c'],
      reason: expect.stringContaining('A call needs a region.'),
    });
    expect(JSON.stringify(call)).not.toMatch(/truck|555/);
    expect(callsWith(world, ani)).toEqual([]);

    world.system.salesforce.faults.clear();
    expect(
      (await ask(`/unloggedCalls/${encodeURIComponent(String(call?.['key']))}/retry`, 'POST')).status,
    ).toBe(202);

    expect(await theCallWith(world, ani, () => true)).toMatchObject({
      what: account,
      notes: 'Wants a truck',
      disposition: 'Resolved',
    });
    expect(await unlogged()).toEqual([]);
    await customer.close();
  });
});
