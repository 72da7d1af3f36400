import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { centre } from '../../scripts/local/centre.ts';
import { wellKnown } from '../../simulators/salesforce/index.ts';
import type { AgentDesk } from './support/agentDesk.ts';
import { eventually } from './support/eventually.ts';
import type { Handset } from './support/handset.ts';
import { callsWith, theCallWith } from './support/tasks.ts';
import { startWorld, type World } from './support/world.ts';

let world: World;
let agent: AgentDesk;
let customer: Handset;

beforeAll(async () => {
  world = await startWorld({ CONNECTOR_RESERVATION_SECONDS: '5' });
  agent = await world.agent();
});

afterEach(() => customer.close());

afterAll(() => world.stop());

async function ringFrom(ani: string): Promise<void> {
  await agent.chooseState('Ready');
  await agent.shows('Ready');
  customer = await world.handset(ani);
  await customer.dial(centre.mainNumber);
  await agent.shows('Incoming call');
}

async function nothingIsLeft(): Promise<void> {
  await eventually('nothing rings and no call is up at the carrier', async () => {
    const state = (await (await fetch(`${world.system.twilio.url}/_sim/state`)).json()) as {
      calls: { status: string }[];
      conferences: { status?: string }[];
    };
    return state.calls.every(({ status }) => status !== 'in-progress' && status !== 'ringing');
  });
}

describe('a call that is not taken', () => {
  it('because the caller gives up leaves the agent ready, and is logged as abandoned', async () => {
    const { ani, name } = wellKnown.uniqueContact;
    await ringFrom(ani);

    await customer.hangUp();
    await agent.shows('Ready');

    const call = await theCallWith(world, ani, () => true);
    expect(call).toMatchObject({
      outcome: 'Abandoned',
      who: name,
      seconds: 0,
      subject: `Abandoned call: ${ani}`,
    });
    await nothingIsLeft();
  });

  it('because the agent declines makes the agent Not Ready; the caller waits on, then is logged as declined', async () => {
    const { ani } = wellKnown.lead;
    await ringFrom(ani);

    await agent.button('Decline').click();
    await agent.shows('Not ready: Declined call');
    await customer.becomes('talking');
    expect(callsWith(world, ani)).toEqual([]);
    await customer.hangUp();

    const call = await theCallWith(world, ani, () => true);
    expect(call).toMatchObject({ outcome: 'Declined', who: wellKnown.lead.name });
    await nothingIsLeft();
  });

  it('because nobody answers in time makes the agent Not Ready, and rings again when the agent is back', async () => {
    const { ani, contact } = wellKnown.contactAndAccount;
    await ringFrom(ani);

    await agent.shows('Not ready: Missed call');
    await agent.chooseState('Ready');
    await agent.shows('Incoming call');
    await customer.hangUp();
    await agent.shows('Ready');

    const call = await theCallWith(world, ani, () => true);
    expect(call).toMatchObject({ outcome: 'Missed', seconds: 0 });
    expect(call.who === undefined || call.who === contact).toBe(true);
    await nothingIsLeft();
  });
});
