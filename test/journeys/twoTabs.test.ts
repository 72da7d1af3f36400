import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { centre } from '../../scripts/local/centre.ts';
import { wellKnown } from '../../simulators/salesforce/index.ts';
import { AGENT_HERTZ, type AgentDesk } from './support/agentDesk.ts';
import { note } from './support/callControl/panel.ts';
import { eventually } from './support/eventually.ts';
import type { Handset } from './support/handset.ts';
import { identityOf } from './support/people.ts';
import { theCallWith } from './support/tasks.ts';
import { startWorld, type World } from './support/world.ts';

const ELSEWHERE = 'Your phone is in another tab';
let world: World;
let first: AgentDesk;
let second: AgentDesk;
let customer: Handset | undefined;

beforeAll(async () => {
  world = await startWorld();
});

beforeEach(async () => {
  first = await world.agent();
  await first.chooseState('Ready');
  await phoneIsIn(first);
  second = await world.agent({ beside: first });
  await second.openPanel();
  await second.softphone.getByText(ELSEWHERE).waitFor();
});

afterEach(async () => {
  await customer?.close();
  customer = undefined;
  await first.context.close();
});

afterAll(() => world.stop());

/** Exactly one phone is registered, and this tab does not say that it is elsewhere. */
async function phoneIsIn(desk: AgentDesk): Promise<void> {
  await desk.softphone.getByText(ELSEWHERE).waitFor({ state: 'hidden' });
  await eventually('one phone is registered', () =>
    Promise.resolve(world.system.edge.registered(identityOf(world.system)) === 1),
  );
}

async function ring(ani: string): Promise<Handset> {
  customer = await world.handset(ani);
  await customer.say(440);
  await customer.dial(centre.mainNumber);
  for (const desk of tabs()) await desk.shows('Incoming call');
  return customer;
}

function tabs(): AgentDesk[] {
  return [first, second].filter(({ page }) => !page.isClosed());
}

async function onlyRingsIn(ringing: AgentDesk, quiet: AgentDesk): Promise<void> {
  await eventually('the tab rings', () => ringing.heardRinging());
  await eventually('the tab rings again', () => ringing.heardRinging());
  expect(await quiet.heardRinging()).toBe(false);
}

async function finish(desk: AgentDesk): Promise<void> {
  await customer?.hangUp();
  for (const each of tabs()) await each.shows('Wrap-up');
  await desk.button('Done').click();
  for (const each of tabs()) await each.shows('Ready');
}

describe('two tabs of one agent', () => {
  it('show the same state, whichever of them sets it', async () => {
    await second.chooseState('Not ready: Break');
    for (const desk of tabs()) await desk.shows('Not ready: Break');

    await first.chooseState('Ready');
    for (const desk of tabs()) await desk.shows('Ready');

    expect(world.system.edge.registered(identityOf(world.system))).toBe(1);
  });

  it('have one phone: one rings, and answering there pops and sounds there', async () => {
    const caller = await ring(wellKnown.uniqueContact.ani);
    await onlyRingsIn(first, second);

    await first.button('Accept').click();
    await first.sees(wellKnown.uniqueContact.name);
    await first.hears(440);
    await caller.hears(AGENT_HERTZ);
    await second.shows('On call');
    expect(second.page.url()).toMatch(/home$/);

    await finish(first);
    expect(await theCallWith(world, wellKnown.uniqueContact.ani, () => true)).toMatchObject({
      outcome: 'Answered',
    });
  });

  it('answer in either: the other pops and the phone keeps the sound', async () => {
    const caller = await ring(wellKnown.lead.ani);

    await second.button('Accept').click();
    await second.sees(wellKnown.lead.name);
    await first.hears(440);
    await caller.hears(AGENT_HERTZ);
    expect(first.page.url()).toMatch(/home$/);

    await second.button('Mute').click();
    for (const desk of tabs()) await desk.button('Unmute').waitFor();
    await caller.hearsNothing();
    await first.button('Unmute').click();
    await caller.hears(AGENT_HERTZ);

    await second.button('Hang up').click();
    await caller.becomes('idle');
    for (const desk of tabs()) await desk.shows('Wrap-up');
    await second.button('Done').click();
    for (const desk of tabs()) await desk.shows('Ready');
    expect(await theCallWith(world, wellKnown.lead.ani, () => true)).toMatchObject({ outcome: 'Answered' });
  });

  it('pass the phone on when its tab is closed', async () => {
    await first.close();
    await phoneIsIn(second);

    const caller = await ring(wellKnown.accountOnly.ani);
    await eventually('the tab rings', () => second.heardRinging());
    await second.button('Accept').click();
    await second.hears(440);
    await caller.hears(AGENT_HERTZ);

    await finish(second);
    expect(await theCallWith(world, wellKnown.accountOnly.ani, () => true)).toMatchObject({
      outcome: 'Answered',
    });
  });

  it('pass the phone on when the tab that rings is closed', async () => {
    await ring(wellKnown.contactAndAccount.ani);
    await onlyRingsIn(first, second);

    await first.close();
    await phoneIsIn(second);
    await eventually('the other tab rings', () => second.heardRinging());
    await second.button('Accept').click();
    await second.hears(440);

    await finish(second);
    expect(await theCallWith(world, wellKnown.contactAndAccount.ani, () => true)).toMatchObject({
      outcome: 'Answered',
    });
  });

  it('pass the phone on when the agent asks for it', async () => {
    await second.button('Use the phone here').click();
    await first.softphone.getByText(ELSEWHERE).waitFor();
    await phoneIsIn(second);

    const caller = await ring(wellKnown.case.ani);
    await onlyRingsIn(second, first);
    await second.button('Accept').click();
    await second.hears(440);
    await caller.hears(AGENT_HERTZ);

    await finish(second);
    expect(await theCallWith(world, wellKnown.case.ani, () => true)).toMatchObject({ outcome: 'Answered' });
  });

  it('take a call up whose tab is closed: the caller hears music for a moment', async () => {
    const caller = await ring(wellKnown.sharedNumber.ani);
    await first.button('Accept').click();
    await first.hears(440);
    await note(first, 'Begun in the first tab');
    await caller.hears(AGENT_HERTZ);

    const music = caller.hearsMusic();
    await first.close();
    await music;
    await phoneIsIn(second);
    await second.hears(440);
    await caller.hears(AGENT_HERTZ);
    await second.shows('On call');

    await finish(second);
    expect(await theCallWith(world, wellKnown.sharedNumber.ani, ({ notes }) => notes !== null)).toMatchObject(
      { outcome: 'Answered', notes: 'Begun in the first tab' },
    );
  });
});
