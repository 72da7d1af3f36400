import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { centre } from '../../scripts/local/centre.ts';
import { wellKnown } from '../../simulators/salesforce/index.ts';
import type { AgentDesk } from './support/agentDesk.ts';
import { seriousFindings } from './support/axe.ts';
import { eventually } from './support/eventually.ts';
import type { Handset } from './support/handset.ts';
import { tabTo } from './support/keyboard.ts';
import { theCallWith } from './support/tasks.ts';
import { startWorld, type World } from './support/world.ts';

let world: World;
let agent: AgentDesk;
let customer: Handset | undefined;

beforeAll(async () => {
  world = await startWorld();
  agent = await world.agent();
  await agent.openPanel();
  await agent.shows('Logged out');
});

afterEach(async () => {
  await customer?.close();
  customer = undefined;
});

afterAll(() => world.stop());

async function ring(ani: string): Promise<void> {
  customer = await world.handset(ani);
  await customer.dial(centre.mainNumber);
  await agent.shows('Incoming call');
}

describe('axe finds nothing serious', () => {
  const findings = async () => seriousFindings(await agent.frame());

  it('in the softphone, from logged out to wrap-up', async () => {
    expect(await findings()).toEqual([]);

    await agent.softphone.locator('button.state').click();
    await agent.softphone.getByRole('menu').waitFor();
    expect(await findings()).toEqual([]);
    await agent.softphone.getByRole('menuitemradio', { name: 'Ready', exact: true }).click();
    await agent.shows('Ready');
    expect(await findings()).toEqual([]);

    await ring(wellKnown.sharedNumber.ani);
    expect(await findings()).toEqual([]);

    await agent.button('Accept').click();
    await agent.button('Mute').click();
    await agent.button('Keypad').click();
    expect(await findings()).toEqual([]);

    await agent.button('Transfer').click();
    await agent.softphone.getByRole('combobox').fill('Ben');
    await agent.softphone.getByRole('option', { name: /^Ben Agent/ }).click();
    await agent.button('Transfer now').waitFor();
    expect(await findings()).toEqual([]);
    await agent.button('Back').click();

    await agent.button('Hang up').click();
    await agent.shows('Wrap-up');
    expect(await findings()).toEqual([]);
    await agent.button('Done').click();
    await agent.shows('Ready');
  });

  it.each(['Parked', 'History', 'Settings'])('in the softphone: %s', async (page) => {
    await agent.softphone.getByRole('tab', { name: page }).click();
    await eventually(
      'the page is chosen',
      async () =>
        (await agent.softphone.getByRole('tab', { name: page }).getAttribute('aria-selected')) === 'true',
    );

    expect(await findings()).toEqual([]);
  });

  it('in the softphone: problems', async () => {
    await agent.softphone.getByRole('tab', { name: 'Phone' }).click();
    await world.system.connector.stop();
    await agent.tells('No connection to the phone service', 'Reconnecting');

    expect(await findings()).toEqual([]);

    await world.system.connector.start();
    await agent.tellsNothing();
  });

  it.each([
    ['home', '/lightning/page/home'],
    ['a list', '/lightning/o/Contact/list'],
  ])('in the console: %s', async (_what, path) => {
    await agent.visit(path);
    await agent.page.getByRole('heading').first().waitFor();

    expect(await seriousFindings(agent.page)).toEqual([]);
  });

  it('in the console: a record', async () => {
    await agent.visit('/lightning/o/Contact/list');
    await agent.page.getByRole('link', { name: wellKnown.uniqueContact.name }).first().click();
    await agent.sees(wellKnown.uniqueContact.name);

    expect(await seriousFindings(agent.page)).toEqual([]);
  });

  it('in the console: the setup of call centers', async () => {
    const { org } = world.system.salesforce;
    const administrator = org.users().find(({ username }) => username === wellKnown.users.administrator);
    const context = await world.browser.newContext({ ignoreHTTPSErrors: true });
    const sid = encodeURIComponent(org.sessionFor(administrator?.id ?? '').token);
    await context.addCookies([{ name: 'sid', value: sid, url: world.system.url }]);
    const page = await context.newPage();
    await page.goto(`${world.system.url}/lightning/setup/CallCenters/home`);
    await page.getByRole('link', { name: 'CTI Connector' }).first().click();
    await page.getByRole('heading', { name: 'CTI Connector' }).first().waitFor();

    expect(await seriousFindings(page)).toEqual([]);
    await context.close();
  });

  it('in the handset', async () => {
    customer = await world.handset(wellKnown.lead.ani);
    expect(await seriousFindings(customer.page)).toEqual([]);

    await customer.dial(centre.mainNumber);
    await customer.becomes('talking');
    expect(await seriousFindings(customer.page)).toEqual([]);
    await customer.hangUp();
  });
});

describe('an agent without a mouse', () => {
  it('takes a call, mutes, keys in, notes, hangs up and is done', async () => {
    const { keyboard } = agent.page;
    await agent.chooseState('Log out');
    await agent.visit('/lightning/page/home');
    await tabTo(agent, 'Logged out');
    await keyboard.press('Enter');
    await tabTo(agent, 'Logged out');
    await keyboard.press('Enter');
    await keyboard.press('Home');
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    await agent.shows('Not ready: Break');
    await keyboard.press('Enter');
    await keyboard.press('Home');
    await keyboard.press('Enter');
    await agent.shows('Ready');

    await ring(wellKnown.uniqueContact.ani);
    await tabTo(agent, 'Accept');
    await keyboard.press('Enter');
    await agent.sees(wellKnown.uniqueContact.name);

    await tabTo(agent, 'Mute');
    await keyboard.press('Space');
    await agent.button('Unmute').waitFor();
    await tabTo(agent, 'Keypad');
    await keyboard.press('Enter');
    await tabTo(agent, '5JKL');
    await keyboard.press('Enter');
    await agent.softphone.locator('.digits-sent').getByText('5').waitFor();
    await tabTo(agent, 'Notes');
    await keyboard.type('By keyboard');
    await tabTo(agent, 'Hang up');
    await keyboard.press('Enter');
    await agent.shows('Wrap-up');

    await tabTo(agent, 'Resolved');
    await keyboard.press('Space');
    await tabTo(agent, 'Done');
    await keyboard.press('Enter');
    await agent.shows('Ready');
    const call = await theCallWith(
      world,
      wellKnown.uniqueContact.ani,
      ({ disposition }) => disposition !== null,
    );
    expect(call).toMatchObject({ notes: 'By keyboard', disposition: 'Resolved' });
  });
});
