import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { centre } from '../../scripts/local/centre.ts';
import { setCallCenter } from '../../scripts/local/setCallCenter.ts';
import { wellKnown } from '../../simulators/salesforce/index.ts';
import type { AgentDesk } from './support/agentDesk.ts';
import { openSetup } from './support/setupPage.ts';
import { setSoftphoneLayout, type LayoutChoices } from './support/softphoneLayout.ts';
import { theCallWith } from './support/tasks.ts';
import { startWorld, type World } from './support/world.ts';

const { uniqueContact, sharedNumber } = wellKnown;

let world: World;
let agent: AgentDesk;

beforeAll(async () => {
  world = await startWorld({}, [join(import.meta.dirname, 'support/screenPops')]);
  agent = await world.agent();
  await agent.chooseState('Ready');
  await agent.shows('Ready');
});

afterAll(() => world.stop());

/** Sets when and what pops; a softphone reads it when its page is loaded. */
async function pops(on: 'offered' | 'answered' | 'byHand', layout?: LayoutChoices): Promise<void> {
  const { salesforce } = world.system;
  await setCallCenter(salesforce, { 'connector/screenPopOn': on });
  if (layout) await setSoftphoneLayout(salesforce, layout);
  await agent.visit('/lightning/page/home');
  await agent.openPanel();
  await agent.shows('Ready');
}

async function ringFrom(ani: string): Promise<void> {
  world.system.network.call({ from: ani, to: centre.mainNumber, say: 'silence' });
  await agent.button('Accept').waitFor();
}

async function answer(): Promise<void> {
  await agent.button('Accept').click();
  await agent.talks();
}

async function finish(): Promise<void> {
  await agent.button('Hang up').click();
  await agent.button('Done').click();
  await agent.shows('Ready');
}

const form = (name: string) => agent.page.getByRole('dialog', { name });
const idOf = (sObject: string, name: string): string => {
  const { org } = world.system.salesforce;
  const soql = `SELECT Id FROM ${sObject} WHERE Name = '${name}'`;
  return String(org.query(soql, org.users()[0]!.id).records[0]?.Id);
};

describe('a softphone layout made in Setup', () => {
  it('opens the form of a new contact for nobody, but not over a call that rings; what is made is the caller', async () => {
    const setup = await openSetup(world, 'SoftphoneLayouts/home');
    await setup.page.getByRole('link', { name: 'New', exact: true }).click();
    await setup.page.getByLabel('Name').first().fill('Support');
    await setup.page.getByLabel('Is Default Layout').check();
    const inbound = setup.page.getByRole('group', { name: 'Inbound', exact: true });
    await inbound.locator('summary').getByText('Contact', { exact: true }).click();
    await inbound.getByLabel('Contact fields in inbound calls').selectOption(['Name', 'Phone']);
    const noMatch = inbound.getByRole('group', { name: 'No matching records' });
    await noMatch.getByRole('radio', { name: 'Pop to new' }).check();
    await noMatch.getByRole('combobox', { name: /Pop to new/ }).selectOption('Contact');
    await setup.page.getByRole('button', { name: 'Save', exact: true }).click();
    await setup.page.getByRole('rowheader', { name: 'Support' }).waitFor();
    await setup.close();
    await pops('offered');

    const ani = '+14155550181';
    await ringFrom(ani);
    expect(await form('New Contact').count()).toBe(0);
    await answer();
    await agent.sees('New Contact');
    expect(await form('New Contact').getByLabel('Business Phone').inputValue()).toBe(ani);

    await form('New Contact').getByLabel('Last Name').fill('Newcomer');
    await form('New Contact').getByRole('button', { name: 'Save' }).click();
    await agent.sees('Newcomer');
    await agent.softphone
      .getByRole('button', { name: /Newcomer/ })
      .first()
      .waitFor();
    await finish();
    expect(await theCallWith(world, ani, ({ who }) => who !== undefined)).toMatchObject({ who: 'Newcomer' });
  });
});

describe('one match', () => {
  it('is on the screen while it rings, where that is wanted', async () => {
    await pops('offered', { oneMatch: ['PopToEntity'] });

    await ringFrom(uniqueContact.ani);
    await agent.sees(uniqueContact.name);
    expect(agent.page.url()).toContain(idOf('Contact', uniqueContact.name));
    await answer();
    await finish();
  });

  it('may be a record of a custom object', async () => {
    const { org } = world.system.salesforce;
    const ani = '+14155550184';
    const ticket = { Name: 'Lift does not move', Callback_Phone__c: '(415) 555-0184' };
    const id = org.create('Ticket__c', ticket, org.users()[0]!.id);
    await pops('offered', { oneMatch: ['PopToEntity'] });

    await ringFrom(ani);
    await agent.sees(ticket.Name);
    expect(agent.page.url()).toContain(id);
    await answer();
    await finish();
    expect(await theCallWith(world, ani, ({ what }) => what !== undefined)).toMatchObject({
      what: ticket.Name,
    });
  });

  it('opens the Visualforce page of the layout with the facts of the call, once it is answered', async () => {
    await pops('answered', { oneMatch: ['PopToVisualforce', 'Caller_Page'] });

    await ringFrom(uniqueContact.ani);
    const page = agent.page.frameLocator('iframe[title="Caller_Page"]');
    expect(await agent.page.locator('iframe[title="Caller_Page"]').count()).toBe(0);
    await answer();
    await page.getByRole('heading', { name: `Caller ${uniqueContact.ani}` }).waitFor();
    await page.getByText(`Record ${idOf('Contact', uniqueContact.name)}, Inbound`).waitFor();
    await page.getByText(`Queue ${centre.queue}`).waitFor();
    await finish();
  });

  it('stays off the screen until the agent asks for it, by hand', async () => {
    await pops('byHand', { oneMatch: ['PopToEntity'] });

    await ringFrom(uniqueContact.ani);
    expect(agent.page.url()).toContain('/lightning/page/home');
    await agent.button('Show').click();
    await agent.sees(uniqueContact.name);
    await answer();
    await finish();
  });
});

describe('several matches', () => {
  it('show the search page, and the choice in the softphone decides', async () => {
    await pops('offered', { oneMatch: ['PopToEntity'], manyMatches: ['PopToSearch'] });

    await ringFrom(sharedNumber.ani);
    await agent.sees('Search Results');
    expect(agent.page.url()).toContain('/lightning/search?q=4155550111');
    await agent.page.getByRole('link', { name: sharedNumber.names[0] }).waitFor();
    await answer();
    await agent.softphone.getByRole('radio', { name: sharedNumber.names[1] }).click();
    await agent.sees(sharedNumber.names[1]);
    await finish();
  });
});

describe('nobody whom the org knows', () => {
  it('starts a flow with the facts of the call, once it is answered', async () => {
    await pops('offered', { noMatch: ['PopToFlow', 'New_Caller'] });

    const ani = '+14155550182';
    await ringFrom(ani);
    const flow = agent.page.getByRole('article', { name: 'Flow New Caller' });
    expect(await flow.count()).toBe(0);
    await answer();
    await flow.getByText(`Call from ${ani} to ${centre.mainNumber}, queue ${centre.queue}`).waitFor();
    await finish();
  });

  it('opens the form of a custom object, with the number in the phone field that the layout shows', async () => {
    const objects = { Contact: ['Name'], Ticket__c: ['Name', 'Callback_Phone__c'] };
    await pops('answered', { noMatch: ['PopToEntity', 'Ticket__c'], objects });

    const ani = '+14155550183';
    await ringFrom(ani);
    await answer();
    await agent.sees('New Ticket');
    expect(await form('New Ticket').getByLabel('Callback Phone').inputValue()).toBe(ani);

    await form('New Ticket').getByRole('textbox', { name: /Name/ }).fill('Meter is stuck');
    await form('New Ticket').getByRole('button', { name: 'Save' }).click();
    await agent.sees('Meter is stuck');
    await agent.softphone
      .getByRole('button', { name: /Meter is stuck/ })
      .first()
      .waitFor();
    await finish();
  });
});
