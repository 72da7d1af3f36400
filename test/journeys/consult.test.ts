import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { wellKnown } from '../../simulators/salesforce/index.ts';
import { AGENT_HERTZ, type AgentDesk } from './support/agentDesk.ts';
import { caller, CUSTOMER_HERTZ, hearEachOther, reach } from './support/callControl/callers.ts';
import { allLegsEnd } from './support/callControl/carrier.ts';
import { beginAs, consult, finish, note, partyOf, take } from './support/callControl/panel.ts';
import type { Handset } from './support/handset.ts';
import { oneLogEach } from './support/tasks.ts';
import { startWorld, type World } from './support/world.ts';

const [ANA, BEN] = wellKnown.users.agents;
const BEN_HERTZ = 1_000;
const EXPERT_HERTZ = 1_600;
const EXPERT = '+14155550188';

let world: World;
let ana: AgentDesk;
let ben: AgentDesk;
let customer: Handset;

beforeAll(async () => {
  world = await startWorld();
  ana = await world.agent({ username: ANA });
  ben = await world.agent({ username: BEN, hertz: BEN_HERTZ });
});

beforeEach(async () => {
  await beginAs(ben, 'Not ready: Break');
  await beginAs(ana, 'Ready');
});

afterEach(() => customer.close());

afterAll(() => world.stop());

async function talkWith(ani: string): Promise<void> {
  customer = await caller(world, { ani, hertz: CUSTOMER_HERTZ });
  await reach(customer, ana);
}

const customerTalksWithAna = () => hearEachOther(customer, ana);

async function anaTalksWithBen(): Promise<void> {
  await ana.hears(BEN_HERTZ);
  await ben.hears(AGENT_HERTZ);
}

const customerTalksWithBen = () => hearEachOther(customer, ben, BEN_HERTZ);

/** Ana asks Ben, who answers, while the customer hears music. */
async function askBen(): Promise<void> {
  await consult(ana, 'Ben', 'Ben Agent');
  await partyOf(ana, 'Ben Agent').getByText('Ringing…').waitFor();
  await customer.hearsMusic();
  await ben.shows('Incoming call');
  await ben.softphone.getByText('Consult from Ana Agent').first().waitFor();
  await take(ben);
  await anaTalksWithBen();
}

describe('an agent who asks a colleague', () => {
  it('talks with either, then with both, and leaves the call to the colleague with notes and records', async () => {
    const { ani, name } = wellKnown.uniqueContact;
    await talkWith(ani);
    await note(ana, 'Asked about the meter');

    await askBen();
    await customer.hearsMusic();
    for (const desk of [ana, ben]) await desk.hearsNoMore(CUSTOMER_HERTZ);
    await partyOf(ana, name).getByText('On hold').waitFor();

    await ana.button('Swap').click();
    await customerTalksWithAna();
    await ana.hearsNoMore(BEN_HERTZ);
    await ben.hearsNoMore(AGENT_HERTZ);
    await partyOf(ana, 'Ben Agent').getByText('On hold').waitFor();

    await ana.button('Swap').click();
    await anaTalksWithBen();
    await customer.hearsMusic();

    await ana.button('Join all').click();
    for (const desk of [ana, ben]) await desk.hears(CUSTOMER_HERTZ);
    await anaTalksWithBen();
    await ben.button('Mute').click();
    await customer.hears(AGENT_HERTZ);
    await ben.button('Unmute').click();
    await ana.button('Mute').click();
    await customer.hears(BEN_HERTZ);

    await ana.button('Leave').click();
    await ben.hearsNoMore(AGENT_HERTZ);
    await customerTalksWithBen();
    await ben.softphone.getByRole('heading', { name }).waitFor();
    await ben.softphone.getByRole('button', { name: 'Notes of Ana Agent' }).click();
    await ben.softphone.getByText('Asked about the meter').waitFor();
    await finish(ana, 'Ready');

    await note(ben, 'Sent a new meter');
    await customer.hangUp();
    await finish(ben, 'Not ready: Break');
    expect(await oneLogEach(world, ani, ['Ana Agent', 'Ben Agent'])).toMatchObject([
      { outcome: 'Answered', notes: 'Asked about the meter', who: name },
      { outcome: 'Answered', notes: 'Sent a new meter', who: name },
    ]);
    await allLegsEnd(world);
  });

  it('can hand the call over without a word of all three', async () => {
    const { ani } = wellKnown.lead;
    await talkWith(ani);
    await askBen();

    await ana.button('Complete transfer').click();
    await customerTalksWithBen();
    await finish(ana, 'Ready');

    await ben.button('Hang up').click();
    await customer.becomes('idle');
    await finish(ben, 'Not ready: Break');
    expect(await oneLogEach(world, ani, ['Ana Agent', 'Ben Agent'])).toMatchObject([
      { outcome: 'Answered' },
      { outcome: 'Answered' },
    ]);
    await allLegsEnd(world);
  });

  it('goes back to the customer when the talk with the colleague is over', async () => {
    const { ani } = wellKnown.accountOnly;
    await talkWith(ani);
    await askBen();

    await ana.button('End consult').click();
    await finish(ben, 'Not ready: Break');
    await customer.hearsMusic();
    await ana.button('Resume').click();
    await customerTalksWithAna();

    await customer.hangUp();
    await finish(ana, 'Ready');
    expect(await oneLogEach(world, ani, ['Ana Agent', 'Ben Agent'])).toMatchObject([
      { outcome: 'Answered' },
      { outcome: 'Answered' },
    ]);
    await allLegsEnd(world);
  });

  it('goes back to the customer when the colleague hangs up', async () => {
    const { ani } = wellKnown.contactAndAccount;
    await talkWith(ani);
    await askBen();

    await ben.button('Hang up').click();
    await finish(ben, 'Not ready: Break');
    await customer.hearsMusic();
    await ana.button('Resume').click();
    await customerTalksWithAna();

    await customer.hangUp();
    await finish(ana, 'Ready');
    expect(await oneLogEach(world, ani, ['Ana Agent', 'Ben Agent'])).toMatchObject([
      { outcome: 'Answered' },
      { outcome: 'Answered' },
    ]);
    await allLegsEnd(world);
  });

  it('can call it off while it rings, and nothing is left at the colleague', async () => {
    const { ani } = wellKnown.case;
    await talkWith(ani);
    await consult(ana, 'Ben', 'Ben Agent');
    await ben.shows('Incoming call');

    await ana.button('Cancel').click();
    await ben.shows('Not ready: Break');
    await ana.button('Resume').click();
    await customerTalksWithAna();

    await customer.hangUp();
    await finish(ana, 'Ready');
    expect(await oneLogEach(world, ani, ['Ana Agent'])).toMatchObject([{ outcome: 'Answered' }]);
    await allLegsEnd(world);
  });

  it('is told when the colleague declines, and has the customer as before', async () => {
    const { ani } = wellKnown.extension;
    await talkWith(ani);
    await consult(ana, 'Ben', 'Ben Agent');
    await ben.shows('Incoming call');

    await ben.button('Decline').click();
    await ben.shows('Not ready: Break');
    await ana.tells('Nobody answered', 'choose somebody else');
    await customer.hearsMusic();
    await ana.button('Resume').click();
    await customerTalksWithAna();

    await customer.hangUp();
    await finish(ana, 'Ready');
    expect(await oneLogEach(world, ani, ['Ana Agent', 'Ben Agent'])).toMatchObject([
      { outcome: 'Answered' },
      { outcome: 'Declined' },
    ]);
    await allLegsEnd(world);
  });
});

describe('an agent who asks somebody outside', () => {
  it('talks while the customer hears music, brings all together, and leaves the two to themselves', async () => {
    const { ani } = wellKnown.suppliedPhoneCase;
    const expert = await caller(world, { ani: EXPERT, hertz: EXPERT_HERTZ });
    await talkWith(ani);

    await consult(ana, EXPERT);
    await expert.becomes('incoming');
    await customer.hearsMusic();
    await expert.answer();
    await ana.hears(EXPERT_HERTZ);
    await expert.hears(AGENT_HERTZ);
    await customer.hearsMusic();

    await ana.button('Join all').click();
    await ana.hears(CUSTOMER_HERTZ);
    await ana.hears(EXPERT_HERTZ);
    await ana.button('Mute').click();
    await customer.hears(EXPERT_HERTZ);
    await expert.hears(CUSTOMER_HERTZ);

    await ana.button('Leave').click();
    await finish(ana, 'Ready');
    await customer.hears(EXPERT_HERTZ);
    await expert.hears(CUSTOMER_HERTZ);

    await customer.hangUp();
    await expert.becomes('idle');
    expect(await oneLogEach(world, ani, ['Ana Agent'])).toMatchObject([{ outcome: 'Answered' }]);
    await allLegsEnd(world);
    await expert.close();
  });
});
