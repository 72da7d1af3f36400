import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Locator } from 'playwright-core';
import { centre } from '../../scripts/local/centre.ts';
import { wellKnown } from '../../simulators/salesforce/index.ts';
import { AGENT_HERTZ, type AgentDesk } from './support/agentDesk.ts';
import { caller } from './support/callControl/callers.ts';
import { finish, take } from './support/callControl/panel.ts';
import { eventually } from './support/eventually.ts';
import type { Handset } from './support/handset.ts';
import { settingsAreRead } from './support/orgApi.ts';
import { internalCalls, oneLogEach } from './support/tasks.ts';
import { startWorld, type World } from './support/world.ts';

const CALLER_HERTZ = 440;
const BEN_HERTZ = 900;
/** Figures may come after the queue; they are those of some seconds ago. */
const FIGURES_MS = 3_000;
const [ANA, BEN] = wellKnown.users.agents;
const { uniqueContact, lead, accountOnly } = wellKnown;

let world: World;
let ana: AgentDesk;
let ben: AgentDesk;
let customers: Handset[] = [];

beforeAll(async () => {
  world = await startWorld({}, [join(import.meta.dirname, 'support/internalCalls')]);
  await settingsAreRead(world.system);
  ana = await world.agent({ username: ANA });
  ben = await world.agent({ username: BEN, hertz: BEN_HERTZ });
  await ana.chooseState('Ready');
  await ben.chooseState('Not ready: Break');
});

afterEach(async () => {
  for (const customer of customers) await customer.close();
  customers = [];
});

afterAll(() => world.stop());

async function phoneOf(ani: string): Promise<Handset> {
  const handset = await caller(world, { ani, hertz: CALLER_HERTZ });
  customers.push(handset);
  return handset;
}

const field = () => ana.softphone.getByRole('combobox', { name: 'Search agents, queues and numbers' });

/** Types into the directory's field as a person does. */
async function search(text: string): Promise<void> {
  await field().fill('');
  await field().pressSequentially(text);
}

const found = (text: string | RegExp): Locator => ana.softphone.getByRole('option').filter({ hasText: text });

describe('the directory', () => {
  it('finds an agent with state and extension from the third character', async () => {
    await search('Be');
    expect(await found('Ben Agent').count()).toBe(0);

    await search('Ben');
    await found('Ben Agent')
      .filter({ hasText: 'Not ready: Break' })
      .filter({ hasText: 'Ext. 102' })
      .waitFor();

    await ben.chooseState('Ready');
    await search('102');
    await found('Ben Agent').filter({ hasText: 'Ready' }).waitFor();
    await ben.chooseState('Not ready: Break');
  });

  it('finds a contact, who is called with a click; the log is related to the contact', async () => {
    const customer = await phoneOf(uniqueContact.ani);
    await search('Alvarez');
    await found(uniqueContact.name).click();

    await customer.becomes('incoming');
    await customer.answer();
    await ana.hears(CALLER_HERTZ);
    await customer.hears(AGENT_HERTZ);
    await ana.button('Hang up').click();
    await finish(ana, 'Ready');
    expect(await oneLogEach(world, uniqueContact.ani, ['Ana Agent'])).toMatchObject([
      { who: uniqueContact.name, callType: 'Outbound', outcome: 'Answered' },
    ]);
  });

  it('finds a queue for a transfer, with who waits and who is ready', async () => {
    const customer = await phoneOf(lead.ani);
    await customer.dial(centre.mainNumber);
    await ana.shows('Incoming call');
    await take(ana);
    await ana.hears(CALLER_HERTZ);
    const waiting = await phoneOf(accountOnly.ani);
    await waiting.dial(centre.mainNumber);
    await waiting.hearsMusic();

    await ana.button('Transfer').click();
    await eventually('the queue is found with who waits', async () => {
      await search('Supp');
      await found(/Support\s*1 waiting, longest \d+:\d\d, \d ready/).waitFor({ timeout: FIGURES_MS });
      return true;
    });
    await search('Sales');
    await found(/Nobody waiting, \d ready/).waitFor();
    await ana.button('Back').click();

    await waiting.hangUp();
    await ana.button('Hang up').click();
    await finish(ana, 'Ready');
    expect(await oneLogEach(world, lead.ani, ['Ana Agent'])).toMatchObject([{ outcome: 'Answered' }]);
  });
});

describe('a call to a colleague', () => {
  it('rings there with the name, lets both talk, and is on a Task of each', async () => {
    await search('Ben');
    await found('Ben Agent').click();
    await ben.openPanel();
    await ben.softphone.getByText('Internal call from Ana Agent').first().waitFor();
    await ben.button('Accept').click();
    await ana.hears(BEN_HERTZ);
    await ben.hears(AGENT_HERTZ);

    await ben.button('Hang up').click();
    await finish(ana, 'Ready');
    await finish(ben, 'Not ready: Break');
    await eventually('each has a log', () => Promise.resolve(internalCalls(world).length === 2));
    expect(internalCalls(world)).toMatchObject([
      { owner: 'Ana Agent', outcome: 'Answered', callType: 'Internal' },
      { owner: 'Ben Agent', outcome: 'Answered', callType: 'Internal' },
    ]);
  });
});

describe('a call out', () => {
  it('shows the customer the number that the agent has chosen', async () => {
    const customer = await phoneOf('+14155550180');
    await ana.softphone.getByLabel('Call as').selectOption(centre.salesNumber);
    await ana.softphone.getByLabel('Phone number').fill('+14155550180');
    await ana.button('Call').click();

    await customer.becomes('incoming');
    expect(await customer.page.locator('#status').textContent()).toContain(centre.salesNumber);
    await customer.answer();
    await ana.hears(CALLER_HERTZ);

    await customer.hangUp();
    await finish(ana, 'Ready');
    expect(await oneLogEach(world, '+14155550180', ['Ana Agent'])).toMatchObject([
      { callType: 'Outbound', outcome: 'Answered' },
    ]);
  });
});
