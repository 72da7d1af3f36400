import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { centre } from '../../scripts/local/centre.ts';
import { wellKnown } from '../../simulators/salesforce/index.ts';
import type { AgentDesk } from './support/agentDesk.ts';
import { beginAs, take } from './support/callControl/panel.ts';
import type { Handset } from './support/handset.ts';
import { eventually } from './support/eventually.ts';
import { carrierOf } from './support/everything.ts';
import { rulesAreRead } from './support/orgRules.ts';
import { startWorld, type World } from './support/world.ts';

/** How long a page may be gone, by the rules of both centres. */
const GRACE_MS = 5_000;

let world: World;
let agent: AgentDesk;
let customer: Handset | undefined;

async function startCentre(rules: 'strict' | 'lenient'): Promise<void> {
  const folder = join(import.meta.dirname, 'support/agentStates', rules);
  world = await startWorld({ CONNECTOR_RESERVATION_SECONDS: '5' }, [folder]);
  await rulesAreRead(world.system);
  agent = await world.agent();
}

const stop = () => world.stop();
const hangUp = async () => {
  await customer?.close();
  customer = undefined;
};

const reason = (name: string) => agent.softphone.getByRole('menuitemradio', { name, exact: true });
const dotOf = (name: string) =>
  reason(name)
    .locator('.dot')
    .evaluate((dot) => getComputedStyle(dot).backgroundColor);
const says = (text: string) =>
  agent.softphone.locator('c-softphone-header .next').filter({ hasText: text }).waitFor();

const state = () => agent.softphone.locator('c-softphone-header .state-name').textContent();

async function openMenu(): Promise<void> {
  await agent.openPanel();
  await agent.softphone.locator('c-softphone-header button.state').click();
  await agent.softphone.getByRole('menu').waitFor();
}

async function rings(): Promise<void> {
  customer = await world.handset(wellKnown.lead.ani);
  await customer.dial(centre.mainNumber);
  await agent.shows('Incoming call');
}

async function wrapsUp(): Promise<void> {
  await rings();
  await take(agent);
  await hangUp();
  await agent.shows('Wrap-up');
}

/** All pages of the agent are closed for a while. */
async function isAwayFor(ms: number): Promise<void> {
  const { context } = agent;
  const keepsSession = await context.newPage();
  await agent.close();
  await new Promise((resolve) => setTimeout(resolve, ms));
  agent = await world.agent({ beside: agent });
  await keepsSession.close();
}

describe('where the administrator wants to know why', () => {
  beforeAll(() => startCentre('strict'));
  afterEach(hangUp);
  afterAll(stop);

  it('an agent is logged out until choosing, and chooses a reason by its colour', async () => {
    await agent.shows('Logged out');
    await openMenu();

    expect(await dotOf('Not ready: Coffee')).toBe('rgb(0, 170, 17)');
    expect(await dotOf('Not ready: Break')).toBe('rgb(221, 122, 1)');
    const offered = await agent.softphone.getByRole('menuitemradio').allTextContents();
    expect(offered.map((text) => text.trim())).toEqual([
      'Ready',
      'Not ready: Coffee',
      'Not ready: Break',
      'Not ready: Lunch',
      'Not ready: Meeting',
      'Log out',
    ]);
    await reason('Not ready: Coffee').click();
    await agent.shows('Not ready: Coffee');
  });

  it('the state after a call is in sight, and can be changed until wrap-up is over', async () => {
    await beginAs(agent, 'Ready');
    await rings();
    await take(agent);
    await says('After this call: Ready');
    await openMenu();
    expect(await reason('Log out').count()).toBe(0);
    await reason('Not ready: Lunch').click();
    await says('After this call: Not ready: Lunch');
    await hangUp();
    await agent.shows('Wrap-up');
    await agent.chooseState('Not ready: Coffee');
    await says('After this call: Not ready: Coffee');
    await agent.button('Done').click();

    await agent.shows('Not ready: Coffee');
  });

  it('wrap-up is made longer once, and ends by itself', async () => {
    await beginAs(agent, 'Ready');
    await wrapsUp();
    const began = Date.now();
    const extend = agent.softphone.getByRole('button', { name: 'Extend by 5 s' });
    await agent.softphone.getByText('1 left').waitFor();
    await extend.click();
    await agent.softphone.getByText('0 left').waitFor();
    expect(await extend.isDisabled()).toBe(true);

    await agent.shows('Ready');
    expect(Date.now() - began).toBeGreaterThan(9_000);
  });

  it('a call that is missed makes not ready, and says that nobody chose that', async () => {
    await beginAs(agent, 'Ready');
    await rings();

    await agent.shows('Not ready: Empty chair');
    await says('Set automatically');
    expect(await state()).toBe('Not ready: Empty chair');
  });

  it('closing every page makes not ready after a while, and not before', async () => {
    await hangUp();
    await beginAs(agent, 'Ready');
    await isAwayFor(GRACE_MS / 5);
    await agent.shows('Ready');

    await isAwayFor(GRACE_MS + 1_500);
    await agent.shows('Not ready: Connection lost');
    await agent.chooseState('Ready');
    await agent.shows('Ready');
    expect(await agent.softphone.locator('c-softphone-header .next').textContent()).toBe('');
  });
});

describe('where the administrator trusts agents to know', () => {
  beforeAll(() => startCentre('lenient'));
  afterEach(hangUp);
  afterAll(stop);

  it('an agent is ready at once, and may be not ready without saying why', async () => {
    await agent.shows('Ready');
    await agent.chooseState('Not ready');

    await agent.shows('Not ready: Break');
    expect(await state()).toBe('Not ready: Break');
  });

  it('a call that is missed rings again at an agent who stays ready', async () => {
    await beginAs(agent, 'Ready');
    await rings();
    await eventually('the router has offered the call twice', async () => {
      const { reservations } = await carrierOf(world.system);
      return reservations.map(({ status }) => status).join() === 'timeout,pending';
    });

    await take(agent);
    expect(await agent.softphone.locator('c-softphone-reservation').count()).toBe(0);
  });
});
