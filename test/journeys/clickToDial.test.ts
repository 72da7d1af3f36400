import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { wellKnown } from '../../simulators/salesforce/index.ts';
import { AGENT_HERTZ, type AgentDesk } from './support/agentDesk.ts';
import type { Handset } from './support/handset.ts';
import { theCallWith } from './support/tasks.ts';
import { startWorld, type World } from './support/world.ts';

const { uniqueContact } = wellKnown;
let world: World;
let agent: AgentDesk;
let customer: Handset | undefined;

beforeAll(async () => {
  world = await startWorld();
  agent = await world.agent();
  await agent.chooseState('Ready');
});

afterEach(async () => {
  await customer?.close();
  customer = undefined;
});

afterAll(() => world.stop());

describe('a click on a number', () => {
  it('of a record calls it, with sound both ways, and the log is related to that record', async () => {
    customer = await world.handset(uniqueContact.ani);
    await customer.say(440);
    await openRecordOf('Contacts', uniqueContact.name);

    await agent.page.locator('.clickToDial').first().click();
    await customer.becomes('incoming');
    await customer.answer();
    await agent.hears(440);
    await customer.hears(AGENT_HERTZ);

    await agent.button('Hang up').click();
    await agent.button('Done').click();
    const call = await theCallWith(world, uniqueContact.ani, ({ outcome }) => outcome === 'Answered');
    expect(call).toMatchObject({ who: uniqueContact.name, callType: 'Outbound' });
    await agent.page.getByText(`Outbound call: ${uniqueContact.ani}`).first().waitFor();
  });

  it('of a list calls it, and the log is related to that line', async () => {
    const { org } = world.system.salesforce;
    const account = { Name: 'Aardvark Meters', Phone: '(415) 555-0180' };
    org.create('Account', account, org.users()[0]?.id ?? '');
    customer = await world.handset('+14155550180');
    await agent.visit('/lightning/o/Account/list');
    await agent.openPanel();
    await agent.shows('Ready');

    const line = agent.page.getByRole('row').filter({ hasText: account.Name });
    await line.locator('.clickToDial').click();
    await customer.becomes('incoming');
    await customer.answer();
    await agent.talks();
    await customer.hangUp();

    await agent.button('Done').click();
    const call = await theCallWith(world, '+14155550180', ({ outcome }) => outcome === 'Answered');
    expect(call).toMatchObject({ what: account.Name, callType: 'Outbound' });
  });

  it.each([
    ['+14155550001', 'Busy'],
    ['+14155550003', 'Failed'],
  ])('that cannot be reached (%s) ends as %s', async (number, outcome) => {
    await agent.softphone.getByLabel('Phone number').fill(number);
    await agent.button('Call').click();

    await agent.shows('Wrap-up');
    await agent.button('Done').click();
    expect(await theCallWith(world, number, () => true)).toMatchObject({ outcome, seconds: 0 });
  });

  it.each([
    ['+1415', 'This number cannot be called'],
    ['12', 'Nobody has this name or extension'],
  ])('that is no number (%s) is refused with a reason, and nobody is called', async (typed, reason) => {
    const before = world.system.network.calls().length;
    await agent.softphone.getByLabel('Phone number').fill(typed);
    await agent.button('Call').click();

    await agent.softphone.getByText(reason).waitFor();
    await agent.shows('Ready');
    expect(world.system.network.calls()).toHaveLength(before);
  });

  async function openRecordOf(tab: string, name: string): Promise<void> {
    await agent.page.getByRole('link', { name: tab, exact: true }).click();
    await agent.page.getByRole('link', { name, exact: true }).first().click();
    await agent.sees(name);
  }
});
