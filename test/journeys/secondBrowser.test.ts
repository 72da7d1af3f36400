import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { centre } from '../../scripts/local/centre.ts';
import { wellKnown } from '../../simulators/salesforce/index.ts';
import { AGENT_HERTZ, type AgentDesk } from './support/agentDesk.ts';
import { take } from './support/callControl/panel.ts';
import { theCallWith } from './support/tasks.ts';
import { startWorld, type World } from './support/world.ts';

const CUSTOMER_HERTZ = 440;
let world: World;
let desks: AgentDesk[] = [];

beforeAll(async () => {
  world = await startWorld();
});

afterEach(async () => {
  for (const { context } of desks) await context.close();
  desks = [];
});

afterAll(() => world.stop());

/** The same agent signs in at one more computer. */
async function computer(): Promise<AgentDesk> {
  const desk = await world.agent();
  desks.push(desk);
  await desk.openPanel();
  return desk;
}

describe('an agent with two browsers', () => {
  it('sees the call in both and hears it in one, and goes on in the other when that one is closed', async () => {
    const { ani } = wellKnown.uniqueContact;
    const office = await computer();
    await office.chooseState('Ready');
    await office.shows('Ready');
    const customer = await world.handset(ani);
    await customer.say(CUSTOMER_HERTZ);
    await customer.dial(centre.mainNumber);
    await take(office);
    await office.hears(CUSTOMER_HERTZ);

    const home = await computer();
    await home.shows('On call');
    await home.softphone.getByText('Your phone is in another tab').waitFor();
    await home.hearsNoMore(CUSTOMER_HERTZ);

    await office.context.close();
    await home.hears(CUSTOMER_HERTZ);
    await customer.hears(AGENT_HERTZ);

    await customer.hangUp();
    await home.shows('Wrap-up');
    await home.button('Done').click();
    await home.shows('Ready');
    expect(await theCallWith(world, ani, () => true)).toMatchObject({ outcome: 'Answered' });
    await customer.close();
  });
});
