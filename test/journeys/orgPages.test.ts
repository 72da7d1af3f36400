import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { centre } from '../../scripts/local/centre.ts';
import { setCallCenter } from '../../scripts/local/setCallCenter.ts';
import { wellKnown } from '../../simulators/salesforce/index.ts';
import type { AgentDesk } from './support/agentDesk.ts';
import { seriousFindings } from './support/axe.ts';
import { eventually } from './support/eventually.ts';
import { startWorld, type World } from './support/world.ts';

const { uniqueContact, users } = wellKnown;

let world: World;

beforeAll(async () => {
  world = await startWorld();
});

afterAll(() => world.stop());

/** A page of the console for a user, with or without a softphone. */
async function pageFor(username: string, path: string): Promise<Page> {
  const { url, salesforce } = world.system;
  const user = salesforce.org.users().find((each) => each.username === username)!;
  const { token } = salesforce.org.sessionFor(user.id);
  const context = await world.browser.newContext({
    ignoreHTTPSErrors: true,
    viewport: { width: 1440, height: 900 },
    permissions: ['microphone', 'clipboard-read', 'clipboard-write'],
  });
  await context.addCookies([{ name: 'sid', value: encodeURIComponent(token), url }]);
  const page = await context.newPage();
  await page.goto(`${url}${path}`);
  return page;
}

const asAdministrator = (soql: string) => {
  const { org } = world.system.salesforce;
  return org.query(soql, org.users()[0]!.id).records;
};
const idOf = (sObject: string, where: string) =>
  String(asAdministrator(`SELECT Id FROM ${sObject} WHERE ${where}`)[0]!['Id']);

describe('an administrator in the set-up assistant', () => {
  let page: Page;

  beforeAll(async () => {
    page = await pageFor(users.administrator, '/lightning/page/home');
    await page.getByRole('link', { name: 'CTI Set-up' }).click();
  });

  const step = (name: string) => page.locator(`[data-step="${name}"]`);
  const states = () =>
    page
      .locator('[data-step]')
      .evaluateAll((steps) =>
        steps.map((each) => [each.getAttribute('data-step'), each.getAttribute('data-state')] as const),
      );
  const thoseThatAre = async (state: string) =>
    (await states()).filter(([, each]) => each === state).map(([name]) => name);
  const checked = () =>
    eventually('every step is checked', async () => (await thoseThatAre('checking')).length === 0);
  const becomes = (name: string, state: string) =>
    eventually(`${name} is ${state}`, async () => {
      await page.getByRole('button', { name: 'Check again', exact: true }).click();
      await checked();
      return (await step(name).getAttribute('data-state')) === state;
    });

  it('sees every step done on a system that works, once what no org tells is looked at', async () => {
    await checked();
    await becomes('callerIndex', 'ok');
    expect(await thoseThatAre('wrong')).toEqual([]);
    expect(await thoseThatAre('unknown')).toEqual(['softphoneLayout', 'taskLayout', 'dialingOptions']);

    for (const name of await thoseThatAre('unknown')) {
      await step(name!).getByRole('button', { name: 'I have checked this' }).click();
    }

    await page.getByText('26 of 26 steps done').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
  });

  it('is told what the call center shows instead of our softphone, and where to mend it', async () => {
    const { salesforce } = world.system;
    await setCallCenter(salesforce, { 'reqGeneralInfo/reqAdapterUrl': '/apex/Elsewhere' });

    await becomes('callCenter', 'wrong');

    expect(await step('callCenter').textContent()).toContain('Now it is: /apex/Elsewhere');
    expect(await step('callCenter').getByRole('link').getAttribute('href')).toBe(
      '/lightning/setup/CallCenters/home',
    );
    await setCallCenter(salesforce, { 'reqGeneralInfo/reqAdapterUrl': '/apex/Softphone' });
    await becomes('callCenter', 'ok');
  });

  it('is told whom the permission set is missing', async () => {
    const { org } = world.system.salesforce;
    const [administrator] = org.users();
    const grant = asAdministrator(
      `SELECT Id, AssigneeId, PermissionSetId FROM PermissionSetAssignment ` +
        `WHERE PermissionSet.Name = 'CTI_Agent' AND Assignee.Username = '${users.agents[1]}'`,
    )[0]!;
    org.delete('PermissionSetAssignment', String(grant['Id']), administrator!.id);

    await becomes('agents', 'wrong');

    expect(await step('agents').textContent()).toContain('Ben Agent');
    const { AssigneeId, PermissionSetId } = grant;
    org.create('PermissionSetAssignment', { AssigneeId, PermissionSetId }, administrator!.id);
  });

  it('is told that the connector does not answer, and what can be checked still is', async () => {
    await world.system.connector.stop();

    await becomes('connectorReachable', 'wrong');

    expect(await step('connectorReachable').textContent()).toContain('CONNECTOR_ORG_ORIGINS');
    expect(await step('twilioNumbers').getAttribute('data-state')).toBe('unknown');
    expect(await step('callCenter').getAttribute('data-state')).toBe('ok');
    await world.system.connector.start();
    await becomes('connectorReachable', 'ok');
  });
});

describe('an agent on the page of a contact', () => {
  let agent: AgentDesk;
  let contact: string;

  beforeAll(async () => {
    contact = `/lightning/r/Contact/${idOf('Contact', `Name = '${uniqueContact.name}'`)}/view`;
    agent = await world.agent();
    await agent.chooseState('Ready');
    await agent.shows('Ready');
  });

  const calls = () => agent.page.locator('c-call-history li.call');
  const numbers = () => agent.page.locator('c-call-numbers');

  it('sees a call that has ended, and finds it by its outcome', async () => {
    world.system.network.call({ from: uniqueContact.ani, to: centre.mainNumber, say: 'silence' });
    await agent.button('Accept').click();
    await agent.button('Hang up').click();
    await agent.button('Done').click();
    await agent.shows('Ready');
    await agent.visit(contact);
    const refresh = agent.page.locator('c-call-history').getByRole('button', { name: 'Refresh' });
    await eventually('the call is in the history', async () => {
      await refresh.click();
      await calls().first().waitFor({ timeout: 1_000 });
      return (await calls().first().textContent())!.includes('Inbound · Answered');
    });
    const before = await calls().count();

    await agent.page.getByRole('button', { name: 'Filters' }).click();
    await agent.page.getByLabel('Outcome').selectOption('Missed');
    await eventually('no answered call is shown', async () =>
      (await calls().allTextContents()).every((text) => !text.includes('Answered')),
    );
    await agent.page.getByRole('button', { name: 'Clear filters' }).click();

    await eventually('all calls are shown', async () => (await calls().count()) === before);
    expect(await seriousFindings(agent.page)).toEqual([]);
  });

  it('dials a number, but not of somebody who asked not to be called', async () => {
    const customer = await world.handset(uniqueContact.ani);
    await agent.visit(contact);
    await agent.shows('Ready');
    const number = numbers().getByRole('button', { name: `Dial ${uniqueContact.typed}` });
    await number.click();
    await customer.becomes('incoming');
    await customer.answer();
    await agent.button('Hang up').click();
    await agent.button('Done').click();
    await customer.close();

    const { org } = world.system.salesforce;
    const Id = idOf('Contact', `Name = '${uniqueContact.name}'`);
    org.update('Contact', { Id, DoNotCall: true }, org.users()[0]!.id);
    await agent.visit(contact);

    await numbers().getByText('Do not call', { exact: true }).waitFor();
    expect(await number.count()).toBe(0);
  });

  it('copies a report of the computer that names nobody', async () => {
    const page = await pageFor(users.agents[0], '/lightning/n/CTI_Diagnostics');
    const copy = page.getByRole('button', { name: 'Copy report' });
    await eventually('the report is ready', () => copy.isEnabled());
    await copy.click();
    await page.getByText('The report was copied.').waitFor();

    const report = await page.evaluate(() => navigator.clipboard.readText());

    expect(report).toContain('https: ok');
    expect(report).toContain('webSocket: ok');
    const user = world.system.salesforce.org.users().find(({ username }) => username === users.agents[0])!;
    for (const personal of [user.id, user.name, user.username, user.id.slice(0, 15)]) {
      expect(report).not.toContain(personal);
    }
    expect(await seriousFindings(page)).toEqual([]);
  });
});

describe('a supervisor', () => {
  it('looks through the calls that could not be logged', async () => {
    const page = await pageFor(users.supervisor, '/lightning/n/CTI_Unlogged_Calls');

    await page.getByText('All calls are logged').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
  });
});
