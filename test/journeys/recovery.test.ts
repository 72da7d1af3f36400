import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { centre } from '../../scripts/local/centre.ts';
import { wellKnown } from '../../simulators/salesforce/index.ts';
import { AGENT_HERTZ, type AgentDesk } from './support/agentDesk.ts';
import { askFor, caller } from './support/callControl/callers.ts';
import { allLegsEnd, waitingCallers } from './support/callControl/carrier.ts';
import { callOf, finish, note, take } from './support/callControl/panel.ts';
import { eventually } from './support/eventually.ts';
import type { Handset } from './support/handset.ts';
import { measured } from './support/measured.ts';
import { oneLogEach } from './support/tasks.ts';
import { startWorld, type World } from './support/world.ts';

const RECOVERY_SECONDS = 20;
const BACK_WITHIN_MS = 5_000;
/** The carrier itself needs some 20 s to notice that a page crashed. */
const MUSIC_WITHIN_MS = 8_000;
const NOTES = 'Written before it happened';
const ANAS_EXTENSION = '101';
const [CALLER_HERTZ, SECOND_HERTZ, BEN_HERTZ] = [440, 1_300, 900];
const [ANA, BEN] = wellKnown.users.agents;

let world: World;
let ana: AgentDesk;
let customer: Handset;
let second: Handset | undefined;

beforeAll(async () => {
  world = await startWorld({ CONNECTOR_RECOVERY_SECONDS: String(RECOVERY_SECONDS) });
});

beforeEach(async () => {
  ana = await world.agent({ username: ANA });
  await ana.chooseState('Ready');
  await ana.shows('Ready');
});

afterEach(async () => {
  await allLegsEnd(world);
  await customer.close();
  await second?.close();
  second = undefined;
  await ana.context.close();
});

afterAll(() => world.stop());

async function talk(ani: string): Promise<void> {
  customer = await caller(world, { ani, hertz: CALLER_HERTZ });
  await customer.dial(centre.mainNumber);
  await ana.shows('Incoming call');
  await take(ana);
  await bothHear();
}

async function bothHear(desk = ana): Promise<void> {
  await desk.hears(CALLER_HERTZ);
  await customer.hears(AGENT_HERTZ);
}

/** Waits until both hear each other again. */
async function expectBackInCall(desk = ana): Promise<void> {
  const returnedAt = performance.now();
  await bothHear(desk);
  measured('Page there, both hear each other', performance.now() - returnedAt, BACK_WITHIN_MS);
}

/** Waits until the caller of a page that has crashed hears music. */
async function expectMusicAfterCrash(): Promise<void> {
  const crashedAt = performance.now();
  await crash(ana);
  await customer.hearsMusic();
  measured('Page crashed, the caller hears music', performance.now() - crashedAt, MUSIC_WITHIN_MS);
}

async function notesAreThere(desk = ana): Promise<void> {
  await desk.openPanel();
  const notes = desk.softphone.getByRole('textbox', { name: 'Notes' });
  await eventually('the notes are there', async () => (await notes.inputValue()) === NOTES);
}

describe('the agent’s page is loaded anew in a call', () => {
  it('and the caller hears music, then the agent, in the same call with the same notes', async () => {
    const { ani } = wellKnown.uniqueContact;
    await talk(ani);
    await note(ana, NOTES);

    const music = customer.hearsMusic();
    await ana.page.reload();
    await expectBackInCall();
    await music;
    await ana.shows('On call');
    await notesAreThere();

    await customer.hangUp();
    await finish(ana, 'Ready');
    expect(await oneLogEach(world, ani, ['Ana Agent'])).toMatchObject([
      { outcome: 'Answered', notes: NOTES },
    ]);
  });

  it('and both calls are there again, when there were two: one with sound, one with music', async () => {
    const [one, other] = [wellKnown.lead, wellKnown.case];
    await talk(one.ani);
    second = await caller(world, { ani: other.ani, hertz: SECOND_HERTZ });
    await askFor(second, ANAS_EXTENSION);
    await ana.button(/^Answer and hold the other call/).click();
    await ana.hears(SECOND_HERTZ);

    await Promise.all([second.hearsMusic(), ana.page.reload()]);
    await ana.hears(SECOND_HERTZ);
    await second.hears(AGENT_HERTZ);
    await ana.hearsNoMore(CALLER_HERTZ);
    await customer.hearsMusic();

    await ana.openPanel();
    await callOf(ana, one.name).locator('button.switch').click();
    await bothHear();
    await second.hearsMusic();
    for (const each of [customer, second]) await each.hangUp();
    await callOf(ana, other.contact).getByText('Wrap-up').waitFor();
    for (let done = 0; done < 2; done += 1) await ana.button('Done').click();
    await ana.shows('Ready');
    for (const { ani } of [one, other]) {
      expect(await oneLogEach(world, ani, ['Ana Agent'])).toMatchObject([{ outcome: 'Answered' }]);
    }
  });
});

describe('the agent’s page crashes in a call', () => {
  it('and a new one is in the same call at once, with the notes', async () => {
    const { ani } = wellKnown.accountOnly;
    await talk(ani);
    await note(ana, NOTES);

    await crash(ana);
    const again = await world.agent({ beside: ana });
    await expectBackInCall(again);
    await again.shows('On call');
    await notesAreThere(again);

    await again.button('Hang up').click();
    await customer.becomes('idle');
    await finish(again, 'Ready');
    expect(await oneLogEach(world, ani, ['Ana Agent'])).toMatchObject([
      { outcome: 'Answered', notes: NOTES },
    ]);
  });
});

describe('the agent’s page crashes, and no new one comes soon', () => {
  it('so the caller hears music within seconds, until a new page is in the same call', async () => {
    const { ani } = wellKnown.lead;
    await talk(ani);

    await expectMusicAfterCrash();
    const again = await world.agent({ beside: ana });
    await bothHear(again);

    await customer.hangUp();
    await again.openPanel();
    await finish(again, 'Ready');
  });
});

describe('the agent’s browser is gone, and nobody comes back', () => {
  it('so the caller is the first of the queue after a while, and talks with another agent', async () => {
    const { ani, name } = wellKnown.extension;
    await talk(ani);
    await note(ana, NOTES);
    second = await caller(world, { ani: wellKnown.suppliedPhoneCase.ani, hertz: SECOND_HERTZ });
    await second.dial(centre.mainNumber);
    await second.hearsMusic();

    await ana.context.close();
    await customer.hearsMusic();
    await eventually('both wait in the queue', async () => (await waitingCallers(world)) === 2, 60_000);
    await customer.hearsMusic();
    const ben = await world.agent({ username: BEN, hertz: BEN_HERTZ });
    await ben.chooseState('Ready');
    await ben.shows('Incoming call');
    await ben.softphone.getByText(name).first().waitFor();
    await ben.button('Accept').click();
    await ben.hears(CALLER_HERTZ);
    await customer.hears(BEN_HERTZ);
    await ben.softphone.getByText('Notes of Ana Agent').waitFor();

    await second.hangUp();
    await customer.hangUp();
    await finish(ben, 'Ready');

    ana = await world.agent({ username: ANA });
    await ana.openPanel();
    await ana.softphone.getByText('Your connection was lost').waitFor();
    await finish(ana, 'Not ready: Connection lost');
    const logs = await oneLogEach(world, ani, ['Ana Agent', 'Ben Agent']);
    expect(logs).toMatchObject([{ outcome: 'Answered', notes: NOTES }, { outcome: 'Answered' }]);
  });
});

/** Ends the page's process, which can say goodbye to nobody. */
async function crash({ context, page }: AgentDesk): Promise<void> {
  const devTools = await context.newCDPSession(page);
  const crashed = new Promise((resolve) => page.once('crash', resolve));
  devTools.send('Page.crash').catch(() => undefined);
  await crashed;
}
