import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { centre } from '../../scripts/local/centre.ts';
import { wellKnown } from '../../simulators/salesforce/index.ts';
import { AGENT_HERTZ, type AgentDesk } from './support/agentDesk.ts';
import { theCallWith } from './support/tasks.ts';
import { startWorld, type World } from './support/world.ts';

const { uniqueContact } = wellKnown;
let world: World;
let agent: AgentDesk;

beforeAll(async () => {
  world = await startWorld();
  agent = await world.agent();
  await agent.chooseState('Ready');
  await agent.shows('Ready');
});

afterAll(() => world.stop());

describe('a customer whom the org knows calls', () => {
  it('rings, pops the contact, lets both hear each other, and is on the timeline once', async () => {
    const customer = await world.handset(uniqueContact.ani);
    await customer.say(440);

    await customer.dial(centre.mainNumber);
    await agent.shows('Incoming call');
    await agent.softphone.getByText(uniqueContact.name).first().waitFor();
    expect(await agent.heardRinging()).toBe(true);

    const acceptedAt = performance.now();
    await agent.button('Accept').click();
    await agent.talks();
    const talksAt = performance.now();
    await agent.sees(uniqueContact.name);
    await agent.hears(440);
    await customer.hears(AGENT_HERTZ);

    const leastSeconds = Math.floor((performance.now() - talksAt) / 1000);
    await customer.hangUp();
    await agent.shows('Wrap-up');
    const mostSeconds = Math.ceil((performance.now() - acceptedAt) / 1000);
    await agent.softphone.getByRole('textbox', { name: 'Notes' }).fill('Asked about the meter');
    await agent.button('Done').click();
    await agent.shows('Ready');

    const call = await theCallWith(world, uniqueContact.ani, ({ notes }) => notes !== null);
    expect(call).toMatchObject({
      who: uniqueContact.name,
      callType: 'Inbound',
      notes: 'Asked about the meter',
    });
    expect(call.seconds).toBeGreaterThanOrEqual(leastSeconds);
    expect(call.seconds).toBeLessThanOrEqual(mostSeconds);
    await agent.page.getByText(`Inbound call: ${uniqueContact.ani}`).first().waitFor();
    await customer.close();
  });
});
