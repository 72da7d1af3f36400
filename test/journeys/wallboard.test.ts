import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Locator } from 'playwright-core';
import { centre } from '../../scripts/local/centre.ts';
import { wellKnown } from '../../simulators/salesforce/index.ts';
import type { AgentDesk } from './support/agentDesk.ts';
import { seriousFindings } from './support/axe.ts';
import { eventually } from './support/eventually.ts';
import type { Handset } from './support/handset.ts';
import { identityOf } from './support/people.ts';
import { startWorld, type World } from './support/world.ts';

/** So soon the board shows what the agent sees. */
const SOON_MS = 1_000;
const { users, uniqueContact } = wellKnown;

let world: World;
let ana: AgentDesk;
let ben: AgentDesk;
let supervisor: AgentDesk;

beforeAll(async () => {
  world = await startWorld();
  ana = await world.agent();
  ben = await world.agent({ username: users.agents[1] });
  supervisor = await world.agent({ username: users.supervisor });
  // A supervisor's screen: the open softphone covers nothing.
  await supervisor.page.setViewportSize({ width: 2560, height: 1440 });
  await supervisor.visit('/lightning/n/CTI_Wallboard');
  await supervisor.page.getByText('Live', { exact: true }).waitFor();
});

afterAll(() => world.stop());

const rowOf = (username: string): Locator =>
  supervisor.page.locator(`tr[data-agent="${identityOf(world.system, username)}"]`);
const shownNames = () => supervisor.page.locator('tr[data-agent] th').allTextContents();
const figure = (queue: string, name: string) =>
  supervisor.page.locator(`[data-queue="${queue}"] [data-figure="${name}"]`).textContent();

function soon(sentence: string, holds: () => Promise<boolean>): Promise<void> {
  return eventually(`the board shows ${sentence}`, holds, SOON_MS);
}

const rowShows = (username: string, words: string) =>
  soon(`${words} for ${username}`, async () => (await rowOf(username).textContent())!.includes(words));
const queueShows = (queue: string, name: string, value: string) =>
  soon(`${name} ${value} for ${queue}`, async () => (await figure(queue, name)) === value);

describe('a supervisor with the wallboard', () => {
  let customer: Handset;

  it('sees an agent become ready, and not ready with the reason', async () => {
    await ana.chooseState('Ready');
    await ana.shows('Ready');
    await rowShows(users.agents[0], 'Ready');
    await eventually('the router counts the agent', async () => (await figure('Support', 'ready')) === '1');

    await ben.chooseState('Ready');
    await ben.shows('Ready');
    await ben.chooseState('Not ready: Break');
    await rowShows(users.agents[1], 'Not Ready · Break');
    expect(await rowOf(users.agents[1]).locator('th').textContent()).toBe('Ben Agent');
  });

  it('sees a call wait and ring, be answered, held and ended, each within a second', async () => {
    customer = await world.handset(uniqueContact.ani);
    await customer.dial(centre.mainNumber);
    await ana.shows('Incoming call');
    await queueShows('Support', 'waiting', '1');
    await rowShows(users.agents[0], 'Inbound · Ringing');

    await ana.button('Accept').click();
    await ana.talks();
    await queueShows('Support', 'waiting', '0');
    await queueShows('Support', 'onCall', '1');
    await queueShows('Support', 'answered', '1');
    await queueShows('Support', 'serviceLevel', '100%');
    await rowShows(users.agents[0], 'On call');

    await ana.button('Hold').click();
    await ana.button('Resume').waitFor();
    await rowShows(users.agents[0], 'Inbound · On hold');

    await customer.hangUp();
    await ana.shows('Wrap-up');
    await rowShows(users.agents[0], 'Wrap-up');
    await queueShows('Support', 'onCall', '0');
    await ana.button('Done').click();
    await ana.shows('Ready');
    await rowShows(users.agents[0], 'Ready');
    expect(await figure('Support', 'offered')).toBe('1');
  });

  it('sees a caller who gave up', async () => {
    await ana.chooseState('Log out');
    await customer.dial(centre.mainNumber);
    await eventually('a caller waits', async () => (await figure('Support', 'waiting')) === '1');

    await customer.hangUp();

    await eventually('nobody waits', async () => (await figure('Support', 'waiting')) === '0');
    await queueShows('Support', 'abandoned', '1');
    expect(await figure('Support', 'offered')).toBe('2');
  });

  it('sorts and filters the agents', async () => {
    const { page } = supervisor;
    await ana.chooseState('Ready');
    await ana.shows('Ready');
    await rowShows(users.agents[0], 'Ready');

    await page.getByRole('button', { name: 'Agent', exact: true }).click();
    expect((await shownNames()).slice(0, 2)).toEqual(['Ana Agent', 'Ben Agent']);
    await page.getByRole('button', { name: 'Agent', exact: true }).click();
    expect((await shownNames()).at(-1)).toBe('Ana Agent');

    await page.getByLabel('State', { exact: true }).selectOption('Not Ready');
    expect(await shownNames()).toEqual(['Ben Agent']);
    await page.getByLabel('State', { exact: true }).selectOption('All who are logged in');
    await page.getByLabel('Name or reason').fill('break');
    expect(await shownNames()).toEqual(['Ben Agent']);
    await page.getByLabel('Name or reason').fill('');
  });

  it('fills the screen, without a serious accessibility finding', async () => {
    const { page } = supervisor;
    expect(await seriousFindings(page)).toEqual([]);

    await page.getByRole('button', { name: 'Full screen' }).click();
    await page.getByRole('button', { name: 'Leave full screen' }).click();

    await page.getByRole('button', { name: 'Full screen' }).waitFor();
  });

  it('is told when the connection is lost, keeps what was seen, and goes on by itself', async () => {
    await world.system.connector.stop();
    await supervisor.page.getByText('Connection lost. Trying again…').waitFor();
    expect(await shownNames()).toContain('Ben Agent');

    await world.system.connector.start();

    await eventually('the board is live', () =>
      supervisor.page.getByText('Live', { exact: true }).isVisible(),
    );
    expect(await figure('Support', 'offered')).toBe('2');
  });
});

describe('an agent', () => {
  it('may not see the wallboard, and has no tab for it', async () => {
    expect(await ana.page.getByRole('link', { name: 'Wallboard' }).count()).toBe(0);

    await ana.visit('/lightning/cmp/c__ctiWallboard');

    await ana.page.getByText('You cannot see the wallboard').waitFor();
    expect(await ana.page.getByRole('alert').textContent()).toContain('CTI_Supervisor');
  });
});
