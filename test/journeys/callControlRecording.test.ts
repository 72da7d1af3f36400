import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { centre } from '../../scripts/local/centre.ts';
import { wellKnown } from '../../simulators/salesforce/index.ts';
import { AGENT_HERTZ, type AgentDesk } from './support/agentDesk.ts';
import { caller } from './support/callControl/callers.ts';
import { allLegsEnd } from './support/callControl/carrier.ts';
import { beginAs, consult, finish, take } from './support/callControl/panel.ts';
import { eventually } from './support/eventually.ts';
import type { Handset } from './support/handset.ts';
import { askOrgApi } from './support/orgApi.ts';
import { rulesAreRead } from './support/orgRules.ts';
import { oneLogEach } from './support/tasks.ts';
import { toneInWav } from './support/wavTones.ts';
import { startWorld, type World } from './support/world.ts';

const [ANA, BEN] = wellKnown.users.agents;
const [CUSTOMER_HERTZ, BEN_HERTZ] = [440, 1_000];
/** What the customer says that nobody may keep, such as a card number. */
const SECRET_HERTZ = 1_300;

/** What the customer says once it is recorded. */
const NAME_HERTZ = 700;

let world: World;
let ana: AgentDesk;
let ben: AgentDesk;
let customer: Handset;

beforeAll(async () => {
  world = await startWorld({}, [join(import.meta.dirname, 'support/recordedQueue')]);
  await rulesAreRead(world.system);
  ana = await world.agent({ username: ANA });
  ben = await world.agent({ username: BEN, hertz: BEN_HERTZ });
});

beforeEach(async () => {
  await beginAs(ben, 'Not ready: Break');
  await beginAs(ana, 'Ready');
});

afterEach(() => customer.close());

afterAll(() => world.stop());

async function talkWith(ani: string, number: string = centre.mainNumber): Promise<void> {
  customer = await caller(world, { ani, hertz: CUSTOMER_HERTZ });
  await customer.dial(number);
  await ana.shows('Incoming call');
  await take(ana);
  await ana.hears(CUSTOMER_HERTZ);
  await customer.hears(AGENT_HERTZ);
}

/** The customer changes the tone; the field takes it when it is left. */
async function saysNow(hertz: number): Promise<void> {
  await customer.say(hertz);
  await customer.page.locator('#toneHz').blur();
}

async function marked(desk: AgentDesk, words: 'Recording' | 'Recording paused'): Promise<void> {
  const mark = desk.softphone.locator('c-softphone-call-status .recording');
  await eventually(`the mark is ${words}`, async () => (await mark.textContent())?.trim() === words);
}

/** The recording of the only call with this number, once it can be heard. */
async function recordingOf(ani: string): Promise<Buffer> {
  const { org } = world.system.salesforce;
  const soql = `SELECT Interaction_Key__c FROM Task WHERE Ani__c = '${ani}'`;
  const [task] = org.query(soql, org.users()[0]?.id ?? '').records;
  const key = String(task?.['Interaction_Key__c']);
  const path = `/recordings/${encodeURIComponent(key)}`;
  const ask = () => askOrgApi(world.system, path, { permissions: ['CTI_Agent'], recording: key });
  await eventually('the recording is ready', async () => (await ask()).ok);
  return Buffer.from(await (await ask()).arrayBuffer());
}

describe('a recording that the agent pauses', () => {
  it('keeps silence instead of what is said meanwhile', async () => {
    const { ani } = wellKnown.uniqueContact;
    await talkWith(ani);
    await marked(ana, 'Recording');

    await ana.button('Pause recording').click();
    await marked(ana, 'Recording paused');
    await saysNow(SECRET_HERTZ);
    await ana.hears(SECRET_HERTZ);
    await saysNow(CUSTOMER_HERTZ);
    await ana.hearsNoMore(SECRET_HERTZ);
    await ana.hears(CUSTOMER_HERTZ);
    await ana.button('Resume recording').click();
    await marked(ana, 'Recording');

    await ana.button('Hold').click();
    await customer.hearsMusic();
    await marked(ana, 'Recording');
    await customer.hangUp();
    await finish(ana, 'Ready');
    expect(await oneLogEach(world, ani, ['Ana Agent'])).toMatchObject([{ outcome: 'Answered' }]);

    const file = await recordingOf(ani);
    expect(Math.max(...toneInWav(file, CUSTOMER_HERTZ))).toBeGreaterThan(5_000);
    expect(Math.max(...toneInWav(file, AGENT_HERTZ))).toBeGreaterThan(5_000);
    expect(Math.max(...toneInWav(file, SECRET_HERTZ))).toBeLessThan(1_000);
    await allLegsEnd(world);
  });

  it('is marked for a colleague too, who has the call afterwards and resumes it', async () => {
    const { ani } = wellKnown.lead;
    await talkWith(ani);
    await ana.button('Pause recording').click();
    await marked(ana, 'Recording paused');

    await consult(ana, 'Ben', 'Ben Agent');
    await ben.shows('Incoming call');
    await take(ben);
    await marked(ben, 'Recording paused');
    await ana.button('Complete transfer').click();
    await finish(ana, 'Ready');
    await ben.hears(CUSTOMER_HERTZ);
    await ben.button('Resume recording').click();
    await marked(ben, 'Recording');

    await customer.hangUp();
    await finish(ben, 'Not ready: Break');
    expect(await oneLogEach(world, ani, ['Ana Agent', 'Ben Agent'])).toMatchObject([
      { outcome: 'Answered' },
      { outcome: 'Answered' },
    ]);
    await allLegsEnd(world);
  });
});

describe('a call that is recorded when the agent says so', () => {
  it('keeps nothing of what was said before', async () => {
    const { ani } = wellKnown.accountOnly;
    await talkWith(ani, centre.salesNumber);
    await saysNow(SECRET_HERTZ);
    await ana.hears(SECRET_HERTZ);
    await saysNow(CUSTOMER_HERTZ);
    await ana.hearsNoMore(SECRET_HERTZ);
    expect(await ana.softphone.locator('c-softphone-call-status .recording').count()).toBe(0);

    await ana.button('Start recording').click();
    await marked(ana, 'Recording');
    await saysNow(NAME_HERTZ);
    await ana.hears(NAME_HERTZ);
    await ana.button('Pause recording').click();
    await marked(ana, 'Recording paused');
    await ana.button('Resume recording').click();
    await marked(ana, 'Recording');
    await ana.button('Hold').click();
    await customer.hearsMusic();
    // Less than a second is no recording.
    await ana.softphone.locator('.held-time').filter({ hasText: '0:02' }).waitFor();
    await ana.button('Resume').click();
    await customer.hears(AGENT_HERTZ);

    await customer.hangUp();
    await finish(ana, 'Ready');
    expect(await oneLogEach(world, ani, ['Ana Agent'])).toMatchObject([{ outcome: 'Answered' }]);
    const file = await recordingOf(ani);
    expect(Math.max(...toneInWav(file, NAME_HERTZ))).toBeGreaterThan(5_000);
    expect(Math.max(...toneInWav(file, AGENT_HERTZ))).toBeGreaterThan(5_000);
    expect(Math.max(...toneInWav(file, SECRET_HERTZ))).toBeLessThan(1_000);
    await allLegsEnd(world);
  });
});
