import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { wellKnown } from '../../simulators/salesforce/index.ts';
import { AGENT_HERTZ, type AgentDesk } from './support/agentDesk.ts';
import { caller, CUSTOMER_HERTZ, reach } from './support/callControl/callers.ts';
import { beginAs, finish } from './support/callControl/panel.ts';
import { eventually } from './support/eventually.ts';
import type { Handset } from './support/handset.ts';
import { identityOf } from './support/people.ts';
import { openSession, openWelcomedLink } from './support/rawLink.ts';
import { startWorld, type World } from './support/world.ts';

const SUPERVISOR_HERTZ = 1_600;
/** So soon the board shows what the agent asks for. */
const SOON_MS = 1_000;
const { users, uniqueContact } = wellKnown;

let world: World;
let ana: AgentDesk;
let sofia: AgentDesk;
let customer: Handset;

beforeAll(async () => {
  world = await startWorld();
  ana = await world.agent();
  sofia = await world.agent({ username: users.supervisor, hertz: SUPERVISOR_HERTZ });
  // A supervisor's screen: the open softphone leaves the rows' buttons free.
  await sofia.page.setViewportSize({ width: 2560, height: 1440 });
  await sofia.visit('/lightning/n/CTI_Wallboard');
  await sofia.page.getByText('Live', { exact: true }).waitFor();
});

beforeEach(async () => {
  await beginAs(sofia, 'Not ready: Break');
  await beginAs(ana, 'Ready');
  customer = await caller(world, { ani: uniqueContact.ani, hertz: CUSTOMER_HERTZ });
  await reach(customer, ana);
});

afterEach(() => customer.close());

afterAll(() => world.stop());

const anasRow = () => sofia.page.locator(`tr[data-agent="${identityOf(world.system)}"]`);

/** Sofia gives an order about Ana at the wallboard. */
async function orders(name: string): Promise<void> {
  await anasRow().getByRole('button', { name: 'What to do about Ana Agent' }).click();
  await sofia.page.getByRole('dialog').getByRole('button', { name, exact: true }).click();
}

const panel = () => sofia.softphone.locator('c-softphone-monitoring');
const says = (words: string) => panel().getByText(words, { exact: true }).waitFor();
const press = (name: string) => panel().getByRole('button', { name, exact: true }).click();

async function sofiaHearsBoth(): Promise<void> {
  await sofia.hears(CUSTOMER_HERTZ);
  await sofia.hears(AGENT_HERTZ);
}

async function listens(): Promise<void> {
  await orders('Listen');
  await sofia.openPanel();
  await says('Listening');
  await sofiaHearsBoth();
}

async function ends(): Promise<void> {
  await customer.hangUp();
  await finish(ana, 'Ready');
}

describe('a supervisor', () => {
  it('listens, coaches, comes in, and is heard by nobody, by the agent, by all', async () => {
    await listens();
    await ana.hearsNoMore(SUPERVISOR_HERTZ);
    await ana.button('Mute').click();
    await customer.hearsNothing();

    await press('Coach');
    await ana.hears(SUPERVISOR_HERTZ);
    await ana.softphone.getByText('speaks to you. The customer does not hear it.').waitFor();
    await customer.hearsNothing();

    await press('Barge in');
    await panel().waitFor({ state: 'hidden' });
    await sofia.shows('On call');
    await customer.hears(SUPERVISOR_HERTZ);
    await ana.hears(SUPERVISOR_HERTZ);
    await sofia.hears(CUSTOMER_HERTZ);
    await ana.button('Unmute').click();
    await sofiaHearsBoth();
    expect(await ana.softphone.getByText('speaks to you.').isVisible()).toBe(false);

    await customer.hangUp();
    await finish(ana, 'Ready');
    await finish(sofia, 'Not ready: Break');
  });

  it('stops listening, and the call goes on', async () => {
    await listens();

    await press('Stop');

    await panel().waitFor({ state: 'hidden' });
    await sofia.hearsNoMore(CUSTOMER_HERTZ);
    await customer.hears(AGENT_HERTZ);
    expect(await panel().isVisible()).toBe(false);
    await ends();
  });

  it('takes over: the agent is out and wraps up', async () => {
    await orders('Take over');
    await sofia.openPanel();

    await ana.shows('Wrap-up');
    await sofia.shows('On call');
    await customer.hears(SUPERVISOR_HERTZ);
    await sofia.hears(CUSTOMER_HERTZ);
    expect(await ana.button('Hang up').isVisible()).toBe(false);

    await sofia.button('Hang up').click();
    await customer.becomes('idle');
    await finish(sofia, 'Not ready: Break');
    await finish(ana, 'Ready');
  });

  it('sets a state, and logs an agent out, which takes effect after the call', async () => {
    await orders('Not Ready: Lunch');
    await customer.hangUp();
    await finish(ana, 'Not ready: Lunch');

    await orders('Log out');
    await ana.shows('Logged out');
    expect(await ana.softphone.getByText('Set by a supervisor').count()).toBeGreaterThan(0);
  });

  it('ends a call', async () => {
    await anasRow().getByRole('button', { name: 'What to do about Ana Agent' }).click();
    const dialog = sofia.page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'End call…' }).click();
    await dialog.getByRole('button', { name: 'End call', exact: true }).click();

    await customer.becomes('idle');
    await ana.shows('Ready');
    expect(await ana.button('Hang up').isVisible()).toBe(false);
  });
});

describe('an agent who asks for help', () => {
  it('is seen on the wallboard within a second, until it is taken back', async () => {
    const needsHelp = async () => (await anasRow().getAttribute('class'))?.includes('agent_help') ?? false;

    await ana.button('Ask for help').click();
    await eventually('the board shows that Ana needs help', needsHelp, SOON_MS);

    await ana.button('Take back').click();
    await eventually('the board shows no need', async () => !(await needsHelp()), SOON_MS);
    expect(await ana.button('Ask for help').isVisible()).toBe(true);
    await ends();
  });
});

describe('an agent', () => {
  it('who is no supervisor is refused, whatever the page sends', async () => {
    const link = await openWelcomedLink(world.system, await openSession(world.system));
    const agentId = identityOf(world.system);

    link.say({
      type: 'command',
      commandId: 'forged',
      command: {
        type: 'supervise',
        order: { type: 'setState', agentId, state: { name: 'loggedOut' } },
      },
    });

    expect(JSON.stringify(await link.hears('commandRefused'))).toContain('NOT_A_SUPERVISOR');
    await link.close();
    await ana.shows('On call');
    await ends();
  });
});
