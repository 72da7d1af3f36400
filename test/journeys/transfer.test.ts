import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { centre } from '../../scripts/local/centre.ts';
import { wellKnown } from '../../simulators/salesforce/index.ts';
import type { AgentDesk } from './support/agentDesk.ts';
import { caller, CUSTOMER_HERTZ, hearEachOther, reach } from './support/callControl/callers.ts';
import { allLegsEnd } from './support/callControl/carrier.ts';
import { beginAs, choose, finish, note, take, transferNow } from './support/callControl/panel.ts';
import type { Handset } from './support/handset.ts';
import { oneLogEach } from './support/tasks.ts';
import { startWorld, type World } from './support/world.ts';

const [ANA, BEN] = wellKnown.users.agents;
const [BEN_HERTZ, EXPERT_HERTZ] = [1_000, 1_600];
const EXPERT = '+14155550188';
const BREAK = 'Not ready: Break';

let world: World;
let ana: AgentDesk;
let ben: AgentDesk;
let customer: Handset;

beforeAll(async () => {
  world = await startWorld({ CONNECTOR_OFFER_SECONDS: '6' });
  ana = await world.agent({ username: ANA });
  ben = await world.agent({ username: BEN, hertz: BEN_HERTZ });
});

beforeEach(async () => {
  await beginAs(ben, BREAK);
  await beginAs(ana, 'Ready');
});

afterEach(() => customer.close());

afterAll(() => world.stop());

/** Ana talks with a customer, and means to be on a break afterwards. */
async function talkWith(ani: string): Promise<void> {
  customer = await caller(world, { ani, hertz: CUSTOMER_HERTZ });
  await reach(customer, ana);
  await ana.chooseState(BREAK);
}

const customerTalksWithAna = () => hearEachOther(customer, ana);

const customerTalksWithBen = () => hearEachOther(customer, ben, BEN_HERTZ);

describe('a call that is transferred', () => {
  it('to a colleague, who sees the records and reads the notes before the answer', async () => {
    const { ani, name } = wellKnown.uniqueContact;
    await talkWith(ani);
    await note(ana, 'Asked about the meter');

    await transferNow(ana, 'Ben', 'Ben Agent');
    await customer.hearsMusic();
    await finish(ana, BREAK);
    await ben.shows('Incoming call');
    await ben.softphone.getByText('Transfer from Ana Agent').first().waitFor();
    await ben.softphone.getByText(name).first().waitFor();
    await ben.softphone.getByText('Asked about the meter').waitFor();
    await take(ben);
    await customerTalksWithBen();
    await ben.sees(name);
    await note(ben, 'Sent a new meter');

    await customer.hangUp();
    await finish(ben, BREAK);
    expect(await oneLogEach(world, ani, ['Ana Agent', 'Ben Agent'])).toMatchObject([
      { outcome: 'Answered', notes: 'Asked about the meter', who: name },
      { outcome: 'Answered', notes: 'Sent a new meter', who: name },
    ]);
    await allLegsEnd(world);
  });

  it('to a queue, whose figures are shown, and an agent of that queue answers', async () => {
    const { ani } = wellKnown.lead;
    await talkWith(ani);

    await choose(ana, 'Transfer', { text: centre.salesQueue, name: /^Sales.*waiting/ });
    await ana.button('Transfer now').click();
    await customer.hearsMusic();
    await finish(ana, BREAK);
    await ben.chooseState('Ready');
    await ben.shows('Incoming call');
    await ben.softphone.getByText(`Incoming call: ${centre.salesQueue}`).first().waitFor();
    await take(ben);
    await customerTalksWithBen();

    await ben.button('Hang up').click();
    await customer.becomes('idle');
    await finish(ben, 'Ready');
    expect(await oneLogEach(world, ani, ['Ana Agent', 'Ben Agent'])).toMatchObject([
      { outcome: 'Answered' },
      { outcome: 'Answered' },
    ]);
    await allLegsEnd(world);
  });

  it('to somebody outside, who talks with the customer without any agent', async () => {
    const { ani } = wellKnown.accountOnly;
    const expert = await caller(world, { ani: EXPERT, hertz: EXPERT_HERTZ });
    await talkWith(ani);

    await transferNow(ana, EXPERT);
    await expert.becomes('incoming');
    await customer.hearsMusic();
    await expert.answer();
    await expert.hears(CUSTOMER_HERTZ);
    await customer.hears(EXPERT_HERTZ);
    await ana.hearsNoMore(CUSTOMER_HERTZ);
    await finish(ana, BREAK);

    await expert.hangUp();
    await customer.becomes('idle');
    expect(await oneLogEach(world, ani, ['Ana Agent'])).toMatchObject([{ outcome: 'Answered' }]);
    await allLegsEnd(world);
    await expert.close();
  });
});

describe('a transferred call that nobody takes', () => {
  it('comes back to the agent who gave it away, and is one call in that agent’s log', async () => {
    const { ani } = wellKnown.case;
    await talkWith(ani);
    await note(ana, 'Wants a refund');

    await transferNow(ana, 'Ben', 'Ben Agent');
    await ben.shows('Incoming call');
    await customer.hearsMusic();
    await ben.shows(BREAK);
    await ana.softphone.getByText('Transfer not taken: call is back').first().waitFor();
    await take(ana);
    await customerTalksWithAna();

    await customer.hangUp();
    await finish(ana, BREAK);
    expect(await oneLogEach(world, ani, ['Ana Agent', 'Ben Agent'])).toMatchObject([
      { outcome: 'Answered', notes: 'Wants a refund' },
      { outcome: 'Missed' },
    ]);
    await allLegsEnd(world);
  });

  it('comes back from a number outside that is busy', async () => {
    const { ani } = wellKnown.extension;
    const expert = await caller(world, { ani: EXPERT, hertz: EXPERT_HERTZ });
    await talkWith(ani);

    await transferNow(ana, EXPERT);
    await expert.becomes('incoming');
    await expert.page.click('#decline');
    await ana.softphone.getByText('Transfer not taken: call is back').first().waitFor();
    await take(ana);
    await customerTalksWithAna();

    await customer.hangUp();
    await finish(ana, BREAK);
    expect(await oneLogEach(world, ani, ['Ana Agent'])).toMatchObject([{ outcome: 'Answered' }]);
    await allLegsEnd(world);
    await expert.close();
  });

  it('goes to the queue when the agent who gave it away does not take it either', async () => {
    const { ani } = wellKnown.suppliedPhoneCase;
    await talkWith(ani);
    await transferNow(ana, 'Ben', 'Ben Agent');
    await ben.button('Decline').click();
    await ana.softphone.getByText('Transfer not taken: call is back').first().waitFor();

    await ana.button('Decline').click();
    await customer.hearsMusic();
    await ben.chooseState('Ready');
    await ben.shows('Incoming call');
    await ben.softphone.getByText(`Incoming call: ${centre.queue}`).first().waitFor();
    await take(ben);
    await customerTalksWithBen();

    await customer.hangUp();
    await finish(ben, 'Ready');
    expect(await oneLogEach(world, ani, ['Ana Agent', 'Ben Agent'])).toMatchObject([
      { outcome: 'Answered' },
      { outcome: 'Answered' },
    ]);
    await allLegsEnd(world);
  });
});
