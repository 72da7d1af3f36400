import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { centre } from '../../scripts/local/centre.ts';
import { wellKnown } from '../../simulators/salesforce/index.ts';
import { AGENT_HERTZ, type AgentDesk } from './support/agentDesk.ts';
import { askFor, caller } from './support/callControl/callers.ts';
import { allLegsEnd } from './support/callControl/carrier.ts';
import { beginAs, callOf, finish, take } from './support/callControl/panel.ts';
import type { Handset } from './support/handset.ts';
import { oneLogEach } from './support/tasks.ts';
import { startWorld, type World } from './support/world.ts';

const ANAS_EXTENSION = '101';
const [FIRST_HERTZ, SECOND_HERTZ] = [440, 1_300];
const { uniqueContact: maria, lead: dana, case: priya } = wellKnown;

let world: World;
let ana: AgentDesk;
let first: Handset;
let second: Handset;

beforeAll(async () => {
  world = await startWorld();
  ana = await world.agent();
});

beforeEach(() => beginAs(ana, 'Ready'));

afterEach(async () => {
  await first.close();
  await second.close();
});

afterAll(() => world.stop());

/** A customer of the queue talks with the agent; another telephone is at hand. */
async function talkWithTheFirst(firstAni: string, secondAni: string): Promise<void> {
  first = await caller(world, { ani: firstAni, hertz: FIRST_HERTZ });
  second = await caller(world, { ani: secondAni, hertz: SECOND_HERTZ });
  await first.dial(centre.mainNumber);
  await ana.shows('Incoming call');
  await take(ana);
  await firstTalks();
}

async function firstTalks(): Promise<void> {
  await ana.hears(FIRST_HERTZ);
  await first.hears(AGENT_HERTZ);
}

async function onlyTheFirstTalks(): Promise<void> {
  await firstTalks();
  await ana.hearsNoMore(SECOND_HERTZ);
  await second.hearsMusic();
}

async function onlyTheSecondTalks(): Promise<void> {
  await ana.hears(SECOND_HERTZ);
  await second.hears(AGENT_HERTZ);
  await ana.hearsNoMore(FIRST_HERTZ);
  await first.hearsMusic();
}

/** Finishes two wrap-ups, one after the other. */
async function finishBoth(next: string): Promise<void> {
  await finish(ana, 'Wrap-up');
  await ana.softphone.locator('c-softphone-call-list').waitFor({ state: 'hidden' });
  await finish(ana, next);
}

const switchTo = (name: string) => callOf(ana, name).locator('button.switch').click();

describe('an agent on a call to whom somebody comes directly', () => {
  it('answers and holds, switches by a click, and has no call of the queue meanwhile', async () => {
    await talkWithTheFirst(maria.ani, dana.ani);

    await askFor(second, ANAS_EXTENSION);
    await callOf(ana, dana.name).waitFor();
    await callOf(ana, maria.name).getByText('Talking').waitFor();
    await firstTalks();
    await ana.button(`Answer and hold the other call: ${dana.name}`).click();
    await onlyTheSecondTalks();
    await callOf(ana, dana.name).getByText('Talking').waitFor();
    await callOf(ana, maria.name).getByText('On hold').waitFor();

    await switchTo(maria.name);
    await onlyTheFirstTalks();
    await callOf(ana, dana.name).getByText('On hold').waitFor();

    const third = await caller(world, { ani: priya.ani, hertz: FIRST_HERTZ });
    await third.dial(centre.mainNumber);
    await third.hearsMusic();
    await switchTo(dana.name);
    await onlyTheSecondTalks();
    expect(await callOf(ana, priya.contact).count()).toBe(0);

    await second.hangUp();
    await ana.button('Resume').click();
    await firstTalks();
    expect(await callOf(ana, priya.contact).count()).toBe(0);
    await first.hangUp();
    await finishBoth('Incoming call');
    await take(ana);
    await third.hangUp();
    await finish(ana, 'Ready');

    for (const { ani } of [maria, dana, priya]) {
      expect(await oneLogEach(world, ani, ['Ana Agent'])).toMatchObject([{ outcome: 'Answered' }]);
    }
    await allLegsEnd(world);
    await third.close();
  });

  it('may decline, and the first call goes on', async () => {
    const [one, other] = [wellKnown.accountOnly, wellKnown.personAccount];
    await talkWithTheFirst(one.ani, other.ani);

    await askFor(second, ANAS_EXTENSION);
    await ana.button(/^Decline: /).click();
    await ana.button(/^Decline: /).waitFor({ state: 'hidden' });
    await firstTalks();
    await second.hangUp();

    await first.hangUp();
    await finish(ana, 'Ready');
    expect(await oneLogEach(world, one.ani, ['Ana Agent'])).toMatchObject([{ outcome: 'Answered' }]);
    await allLegsEnd(world);
  });

  it('loses nothing when the caller who waits hangs up', async () => {
    const [one, other] = [wellKnown.extension, wellKnown.contactAndAccount];
    await talkWithTheFirst(one.ani, other.ani);
    await askFor(second, ANAS_EXTENSION);
    await ana.button(/^Answer and hold the other call: /).click();
    await onlyTheSecondTalks();

    await first.hangUp();
    await callOf(ana, one.name).getByText('Wrap-up').waitFor();
    await ana.hears(SECOND_HERTZ);
    await second.hears(AGENT_HERTZ);

    await second.hangUp();
    await finishBoth('Ready');
    for (const { ani } of [one, other]) {
      expect(await oneLogEach(world, ani, ['Ana Agent'])).toMatchObject([{ outcome: 'Answered' }]);
    }
    await allLegsEnd(world);
  });
});

describe('an agent on a call who calls somebody else', () => {
  it('has the first wait with music, and goes back to it', async () => {
    const [one, other] = [wellKnown.suppliedPhoneCase, wellKnown.sharedNumber];
    await talkWithTheFirst(one.ani, other.ani);

    await ana.button('New call').click();
    await ana.type('Phone number', other.ani);
    await ana.button('Call').click();
    await second.becomes('incoming');
    await first.hearsMusic();
    await second.answer();
    await onlyTheSecondTalks();

    await ana.button('Hang up').click();
    await second.becomes('idle');
    await first.hearsMusic();
    await ana.button('Resume').click();
    await firstTalks();

    await first.hangUp();
    await finishBoth('Ready');
    expect(await oneLogEach(world, one.ani, ['Ana Agent'])).toMatchObject([{ callType: 'Inbound' }]);
    expect(await oneLogEach(world, other.ani, ['Ana Agent'])).toMatchObject([{ callType: 'Outbound' }]);
    await allLegsEnd(world);
  });
});
