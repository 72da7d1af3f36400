import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { centre } from '../../scripts/local/centre.ts';
import { wellKnown } from '../../simulators/salesforce/index.ts';
import { AGENT_HERTZ, type AgentDesk } from './support/agentDesk.ts';
import { theCallWith } from './support/tasks.ts';
import { startWorld, type World } from './support/world.ts';

jest.setTimeout(60_000);

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

    await agent.button('Accept').click();
    await agent.talks();
    const connectedAt = Date.now();
    await agent.sees(uniqueContact.name);
    await agent.hears(440);
    await customer.hears(AGENT_HERTZ);

    await customer.hangUp();
    const talkSeconds = (Date.now() - connectedAt) / 1000;
    await agent.shows('Wrap-up');
    await agent.softphone.getByRole('textbox', { name: 'Notes' }).fill('Asked about the meter');
    await agent.button('Done').click();
    await agent.shows('Ready');

    const call = await theCallWith(world, uniqueContact.ani, ({ notes }) => notes !== null);
    expect(call).toMatchObject({
      who: uniqueContact.name,
      callType: 'Inbound',
      notes: 'Asked about the meter',
    });
    expect(Math.abs(call.seconds - talkSeconds)).toBeLessThanOrEqual(1);
    await agent.page.getByText(`Inbound call: ${uniqueContact.ani}`).first().waitFor();
    await customer.close();
  });
});
