import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { centre } from '../../scripts/local/centre.ts';
import { wellKnown } from '../../simulators/salesforce/index.ts';
import { AGENT_HERTZ, type AgentDesk } from './support/agentDesk.ts';
import { eventually } from './support/eventually.ts';
import type { Handset } from './support/handset.ts';
import { identityOf } from './support/people.ts';
import { theCallWith } from './support/tasks.ts';
import { startWorld, type World } from './support/world.ts';

const CALLER_HERTZ = 440;
let world: World;
let agent: AgentDesk;
let identity: string;
let customer: Handset;

beforeAll(async () => {
  world = await startWorld();
  identity = identityOf(world.system);
  agent = await world.agent();
  await agent.chooseState('Ready');
});

afterEach(() => customer.close());

afterAll(() => world.stop());

async function ring(ani: string, desk = agent): Promise<void> {
  customer = await world.handset(ani);
  await customer.say(CALLER_HERTZ);
  await customer.dial(centre.mainNumber);
  await desk.shows('Incoming call');
}

/** When the call was accepted, by the machine's steady clock. */
async function talk(ani: string, desk = agent): Promise<number> {
  await ring(ani, desk);
  const acceptedAt = performance.now();
  await desk.button('Accept').click();
  await desk.talks();
  await bothHear(desk);
  return acceptedAt;
}

async function bothHear(desk = agent): Promise<void> {
  await desk.hears(CALLER_HERTZ);
  await customer.hears(AGENT_HERTZ);
}

async function wrapUp(desk = agent): Promise<void> {
  await desk.shows('Wrap-up');
  await desk.button('Done').click();
  await desk.shows('Ready');
}

describe('the connector ends in the middle of a call', () => {
  const unreachable = 'No connection to the phone service';

  it('and the agent is told; the sound goes on, and after the return the call too, with what was noted', async () => {
    const { ani } = wellKnown.uniqueContact;
    await talk(ani);

    await world.system.connector.stop('kill');
    await agent.tells(unreachable, 'Reconnecting');
    await agent.type('Notes', 'Written while nobody listened');
    await bothHear();

    await world.system.connector.start();
    await agent.tellsNothing();
    await agent.shows('On call');
    await bothHear();
    await agent.button('Hang up').click();
    await wrapUp();
    const call = await theCallWith(world, ani, ({ notes }) => notes !== null);
    expect(call).toMatchObject({ outcome: 'Answered', notes: 'Written while nobody listened' });
  });

  it('and a customer who hangs up meanwhile is logged once, with the true time', async () => {
    const { ani } = wellKnown.lead;
    const acceptedAt = await talk(ani);
    const talksAt = performance.now();

    await world.system.connector.stop('kill');
    const leastSeconds = Math.floor((performance.now() - talksAt) / 1000);
    await customer.hangUp();
    const mostSeconds = Math.ceil((performance.now() - acceptedAt) / 1000);
    await agent.tells(unreachable, 'Reconnecting');
    await world.system.connector.start();

    await wrapUp();
    const call = await theCallWith(world, ani, () => true);
    expect(call).toMatchObject({ outcome: 'Answered' });
    expect(call.seconds).toBeGreaterThanOrEqual(leastSeconds);
    expect(call.seconds).toBeLessThanOrEqual(mostSeconds);
  });
});

describe('the connector ends in the wrap-up', () => {
  it('and the wrap-up goes on, with what was noted and chosen; there is one log', async () => {
    const { ani } = wellKnown.extension;
    await talk(ani);
    await agent.type('Notes', 'Calls back on Monday');
    await customer.hangUp();
    await agent.shows('Wrap-up');

    await world.system.connector.stop('kill');
    await world.system.connector.start();
    await agent.tellsNothing();
    await agent.shows('Wrap-up');
    const disposition = agent.softphone.getByRole('radio', { name: 'Follow-up needed' });
    await disposition.click();
    await eventually('the disposition is chosen', () => disposition.isChecked());
    await wrapUp();

    const call = await theCallWith(world, ani, ({ disposition }) => disposition !== null);
    expect(call).toMatchObject({ notes: 'Calls back on Monday', disposition: 'Follow-up needed' });
  });
});

describe('the connector restarts while a call rings', () => {
  it('and it rings on, and is answered afterwards', async () => {
    const { ani } = wellKnown.case;
    await ring(ani);

    await world.system.connector.stop();
    await world.system.connector.start();
    await agent.tellsNothing();
    await agent.button('Accept').click();

    await bothHear();
    await customer.hangUp();
    await wrapUp();
    expect(await theCallWith(world, ani, () => true)).toMatchObject({ outcome: 'Answered' });
  });
});

describe('signalling drops in a call', () => {
  it('and the agent is told; the sound goes on, and the agent can hang up after the return', async () => {
    await talk(wellKnown.accountOnly.ani);

    world.system.edge.refuseSignalling(true);
    world.system.edge.dropSignalling(identity);
    await agent.tells('Connection to the phone network lost', 'stay on the line');
    await bothHear();

    world.system.edge.refuseSignalling(false);
    await agent.tellsNothing();
    await bothHear();
    await agent.button('Hang up').click();
    await customer.becomes('idle');
    await wrapUp();
    expect(world.system.edge.registered(identity)).toBe(1);
  });
});

describe('the access token expires in a call', () => {
  const registered = () =>
    eventually('the phone is registered', () =>
      Promise.resolve(world.system.edge.registered(identity) === 1),
    );

  it('and is renewed without a word; the call goes on, and the next one arrives', async () => {
    await talk(wellKnown.sharedNumber.ani);
    await agent.sleeps(60);

    world.system.edge.expireTokens(identity);
    await registered();
    await agent.tellsNothing();
    await bothHear();
    await customer.hangUp();
    await wrapUp();
    await customer.close();

    await talk(wellKnown.case.ani);
    await customer.hangUp();
    await wrapUp();
    expect(world.system.edge.registered(identity)).toBe(1);
  });

  it('and is refused again: the agent is told, goes on talking, and mends it', async () => {
    await talk(wellKnown.suppliedPhoneCase.ani);

    world.system.edge.expireTokens(identity);
    await agent.tells('Your phone has to sign in again', 'A call in progress goes on');
    await bothHear();

    await agent.button('Try again').click();
    await registered();
    await agent.tellsNothing();
    await bothHear();
    await customer.hangUp();
    await wrapUp();
    expect(world.system.edge.registered(identity)).toBe(1);
  });
});

describe('the microphone is refused', () => {
  it('and the agent is told what to do; the call waits until it is allowed, or is declined', async () => {
    const colleague = await world.agent({ username: wellKnown.users.agents[1], microphone: 'refused' });
    await agent.chooseState('Log out');
    await colleague.chooseState('Ready');
    await colleague.tells('The microphone is blocked', 'Try the microphone again');

    const { ani } = wellKnown.contactAndAccount;
    await ring(ani, colleague);
    await colleague.button('Accept').click();
    await colleague.shows('Incoming call');
    await colleague.button('Decline').click();
    await colleague.shows('Not ready: Declined call');

    await colleague.chooseState('Ready');
    await colleague.shows('Incoming call');
    await colleague.allowMicrophone();
    await colleague.button('Try the microphone again').click();
    await colleague.tellsNothing();
    await colleague.button('Accept').click();
    await bothHear(colleague);

    await colleague.button('Hang up').click();
    await wrapUp(colleague);
    expect(await theCallWith(world, ani, () => true)).toMatchObject({
      outcome: 'Answered',
      owner: 'Ben Agent',
    });
  });
});
