import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { centre } from '../../scripts/local/centre.ts';
import { wellKnown } from '../../simulators/salesforce/index.ts';
import { AGENT_HERTZ, type AgentDesk } from './support/agentDesk.ts';
import { caller } from './support/callControl/callers.ts';
import { allLegsEnd } from './support/callControl/carrier.ts';
import { finish } from './support/callControl/panel.ts';
import { eventually } from './support/eventually.ts';
import type { Handset } from './support/handset.ts';
import { oneLogEach } from './support/tasks.ts';
import { startWorld, type World } from './support/world.ts';

const CALLER_HERTZ = 440;
const [BEN_HERTZ, CHLOE_HERTZ] = [900, 1_200];
const [ANA, BEN, CHLOE] = wellKnown.users.agents;

let world: World;
let ana: AgentDesk;
let ben: AgentDesk;
let chloe: AgentDesk;
let customer: Handset;

beforeAll(async () => {
  world = await startWorld({ CONNECTOR_PARK_SECONDS: '15' });
  ana = await world.agent({ username: ANA });
  ben = await world.agent({ username: BEN, hertz: BEN_HERTZ });
  chloe = await world.agent({ username: CHLOE, hertz: CHLOE_HERTZ });
  await ana.chooseState('Ready');
  for (const colleague of [ben, chloe]) await colleague.chooseState('Not ready: Break');
});

afterEach(async () => {
  await allLegsEnd(world);
  await customer.close();
});

afterAll(() => world.stop());

/** The agent who is ready takes a call, parks it and is free again, without wrap-up. */
async function park(ani: string): Promise<void> {
  customer = await caller(world, { ani, hertz: CALLER_HERTZ });
  await customer.dial(centre.mainNumber);
  await ana.shows('Incoming call');
  await ana.button('Accept').click();
  await ana.hears(CALLER_HERTZ);

  await ana.button('Park').click();
  await customer.hearsMusic();
  await ana.shows('Ready');
}

const pickUp = (desk: AgentDesk) => desk.button(/^Pick up .* from orbit 701$/);

async function bothHear(desk: AgentDesk, hertz: number): Promise<void> {
  await desk.hears(CALLER_HERTZ);
  await customer.hears(hertz);
}

async function nothingIsParked(): Promise<void> {
  for (const desk of [ana, ben, chloe]) await pickUp(desk).waitFor({ state: 'hidden' });
}

describe('a parked call', () => {
  it('is seen by a colleague, who picks it up though not ready, and talks', async () => {
    const { ani } = wellKnown.uniqueContact;
    await park(ani);

    await ben.softphone.getByRole('tab', { name: /^Parked/ }).click();
    await ben.softphone.getByText('Parked by Ana Agent').waitFor();
    await pickUp(ben).click();
    await bothHear(ben, BEN_HERTZ);
    await ben.shows('On call');
    await nothingIsParked();

    await customer.hangUp();
    await finish(ben, 'Not ready: Break');
    const logs = await oneLogEach(world, ani, ['Ana Agent', 'Ben Agent']);
    expect(logs.map(({ outcome }) => outcome)).toEqual(['Answered', 'Answered']);
  });

  it('goes to one of two who pick it up at once; the other is told', async () => {
    const { ani } = wellKnown.lead;
    await park(ani);
    const both = [ben, chloe];
    for (const desk of both) await pickUp(desk).waitFor();

    await atOnce(both.map((desk) => () => pickUp(desk).click()));
    const [fast, slow] = await winnerOf(both);
    await bothHear(fast, fast === ben ? BEN_HERTZ : CHLOE_HERTZ);
    await slow.tells('Somebody else was faster', 'Another agent has picked this call up');
    await slow.shows('Not ready: Break');

    await customer.hangUp();
    await finish(fast, 'Not ready: Break');
    const names = ['Ana Agent', fast === ben ? 'Ben Agent' : 'Chloe Agent'];
    expect(await oneLogEach(world, ani, names)).toHaveLength(2);
  });

  it('is gone from the list when the caller hangs up', async () => {
    const { ani } = wellKnown.accountOnly;
    await park(ani);
    await pickUp(ben).waitFor();

    await customer.hangUp();
    await nothingIsParked();
    expect(await oneLogEach(world, ani, ['Ana Agent'])).toMatchObject([{ outcome: 'Answered' }]);
  });

  it('comes back to the agent who parked it, after a while', async () => {
    const { ani } = wellKnown.case;
    await park(ani);

    await eventually('it rings again', () => ana.button('Accept').isVisible(), 40_000);
    await ana.softphone.getByText('Parked call is back').first().waitFor();
    await customer.hearsMusic();
    await nothingIsParked();
    await ana.button('Accept').click();
    await bothHear(ana, AGENT_HERTZ);

    await ana.button('Hang up').click();
    await customer.becomes('idle');
    await finish(ana, 'Ready');
    expect(await oneLogEach(world, ani, ['Ana Agent'])).toMatchObject([{ outcome: 'Answered' }]);
  });

  it('waits on with music while the connector restarts, and can be picked up afterwards', async () => {
    const { ani } = wellKnown.extension;
    await park(ani);

    await world.system.connector.stop('kill');
    await ben.tells('No connection to the phone service', 'Reconnecting');
    await customer.hearsMusic();
    await world.system.connector.start();
    await ben.tellsNothing();
    await pickUp(ben).click();
    await bothHear(ben, BEN_HERTZ);

    await ben.button('Hang up').click();
    await customer.becomes('idle');
    await finish(ben, 'Not ready: Break');
    expect(await oneLogEach(world, ani, ['Ana Agent', 'Ben Agent'])).toHaveLength(2);
  });
});

/** The connector hears what all of them do in the same moment. */
async function atOnce(acts: readonly (() => Promise<void>)[]): Promise<void> {
  const pid = world.system.connector.pid();
  if (pid === undefined) throw new Error('The connector does not run');
  process.kill(pid, 'SIGSTOP');
  try {
    for (const act of acts) await act();
  } finally {
    process.kill(pid, 'SIGCONT');
  }
}

/** Who of two is on the call, and who is not. */
async function winnerOf([one, other]: readonly AgentDesk[]): Promise<readonly [AgentDesk, AgentDesk]> {
  if (!one || !other) throw new Error('Two are needed');
  const hangUp = (desk: AgentDesk) => desk.button('Hang up').isVisible();
  await eventually('one of them has the call', async () => (await hangUp(one)) || (await hangUp(other)));
  return (await hangUp(one)) ? [one, other] : [other, one];
}
