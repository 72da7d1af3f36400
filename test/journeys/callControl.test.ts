import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { wellKnown } from '../../simulators/salesforce/index.ts';
import type { AgentDesk } from './support/agentDesk.ts';
import { caller, CUSTOMER_HERTZ, hearEachOther, reach } from './support/callControl/callers.ts';
import { allLegsEnd } from './support/callControl/carrier.ts';
import { hearsKey } from './support/callControl/keys.ts';
import { beginAs, finish } from './support/callControl/panel.ts';
import type { Handset } from './support/handset.ts';
import { theCallWith } from './support/tasks.ts';
import { startWorld, type World } from './support/world.ts';

const MUTED = 'You are muted: the caller cannot hear you';

let world: World;
let ana: AgentDesk;
/** The second tab of the same agent, without the sound. */
let beside: AgentDesk;
let customer: Handset;

beforeAll(async () => {
  world = await startWorld();
  ana = await world.agent();
  beside = await world.agent({ beside: ana });
  await beside.openPanel();
});

beforeEach(async () => {
  await beginAs(ana, 'Ready');
  await beside.shows('Ready');
});

afterEach(() => customer.close());

afterAll(() => world.stop());

async function talkWith(ani: string): Promise<void> {
  customer = await caller(world, { ani, hertz: CUSTOMER_HERTZ });
  await reach(customer, ana);
}

const bothHear = () => hearEachOther(customer, ana);

/** The customer hangs up; answers how long the agent's only log says that the hold was, in seconds. */
async function holdSecondsOf(ani: string): Promise<number> {
  await customer.hangUp();
  await finish(ana, 'Ready');
  const { id } = await theCallWith(world, ani, ({ outcome }) => outcome === 'Answered');
  const { org } = world.system.salesforce;
  const soql = `SELECT Hold_Seconds__c FROM Task WHERE Id = '${id}'`;
  const [task] = org.query(soql, org.users()[0]?.id ?? '').records;
  await allLegsEnd(world);
  return Number(task?.['Hold_Seconds__c']);
}

const tabs = () => [ana, beside];
const held = (desk: AgentDesk) => desk.softphone.locator('c-softphone-call-status .held');
const heldForSeconds = (desk: AgentDesk) =>
  held(desk)
    .getByText(/^0:0[2-9]$/)
    .waitFor();

describe('a caller on hold', () => {
  it('hears music and is not heard, for a time that both tabs show, until either resumes', async () => {
    const { ani } = wellKnown.uniqueContact;
    await talkWith(ani);

    await ana.button('Hold').click();
    await customer.hearsMusic();
    await ana.hearsNoMore(CUSTOMER_HERTZ);
    for (const desk of tabs())
      await held(desk)
        .getByText(/^0:0[2-9]$/)
        .waitFor();

    await beside.button('Resume').click();
    await bothHear();
    for (const desk of tabs()) await held(desk).waitFor({ state: 'hidden' });

    expect(await holdSecondsOf(ani)).toBeGreaterThanOrEqual(2);
  });

  it('may hang up, and the agent wraps up', async () => {
    const { ani } = wellKnown.lead;
    await talkWith(ani);
    await ana.button('Hold').click();
    await customer.hearsMusic();
    await heldForSeconds(ana);

    expect(await holdSecondsOf(ani)).toBeGreaterThanOrEqual(2);
  });

  it('may be hung up on', async () => {
    const { ani } = wellKnown.accountOnly;
    await talkWith(ani);
    await ana.button('Hold').click();
    await customer.hearsMusic();

    await beside.button('Hang up').click();
    await customer.becomes('idle');
    await finish(ana, 'Ready');
    expect(await theCallWith(world, ani, () => true)).toMatchObject({ outcome: 'Answered' });
    await allLegsEnd(world);
  });
});

describe('an agent who mutes', () => {
  it('is not heard, still hears, and both tabs say so', async () => {
    const { ani } = wellKnown.case;
    await talkWith(ani);

    await ana.button('Mute').click();
    await customer.hearsNothing();
    await ana.hears(CUSTOMER_HERTZ);
    for (const desk of tabs()) await desk.softphone.getByText(MUTED).waitFor();

    await beside.button('Unmute').click();
    await bothHear();
    for (const desk of tabs()) await desk.softphone.getByText(MUTED).waitFor({ state: 'hidden' });

    expect(await holdSecondsOf(ani)).toBe(0);
  });

  it('stays muted over a hold', async () => {
    const { ani } = wellKnown.suppliedPhoneCase;
    await talkWith(ani);
    await ana.button('Mute').click();
    await customer.hearsNothing();

    await ana.button('Hold').click();
    await customer.hearsMusic();
    await heldForSeconds(ana);
    await ana.button('Resume').click();
    await ana.hears(CUSTOMER_HERTZ);
    await customer.hearsNothing();
    await ana.button('Unmute').click();
    await bothHear();

    expect(await holdSecondsOf(ani)).toBeGreaterThanOrEqual(2);
  });
});

describe('a key that the agent presses', () => {
  it('is heard at the other end, and shown', async () => {
    const { ani } = wellKnown.extension;
    await talkWith(ani);
    await ana.button('Mute').click();
    await customer.hearsNothing();

    await ana.button('Keypad').click();
    const key = ana.softphone.locator('c-softphone-call c-softphone-dial-pad [data-digit="5"]');
    await Promise.all([hearsKey(customer, '5'), key.click()]);
    await ana.softphone.locator('c-softphone-call .digits-sent').getByText('5', { exact: true }).waitFor();
    await customer.hearsNothing();

    await ana.button('Unmute').click();
    await bothHear();
    expect(await holdSecondsOf(ani)).toBe(0);
  });
});
