import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { centre } from '../../scripts/local/centre.ts';
import { wellKnown } from '../../simulators/salesforce/index.ts';
import type { AgentDesk } from './support/agentDesk.ts';
import type { Handset } from './support/handset.ts';
import { theCallWith } from './support/tasks.ts';
import { startWorld, type World } from './support/world.ts';

let world: World;
let agent: AgentDesk;
let customer: Handset | undefined;

beforeAll(async () => {
  world = await startWorld();
  agent = await world.agent();
  await agent.chooseState('Ready');
});

afterEach(() => customer?.close());

afterAll(() => world.stop());

async function answerCallFrom(ani: string): Promise<void> {
  customer = await world.handset(ani);
  await customer.dial(centre.mainNumber);
  await agent.button('Accept').click();
  await agent.talks();
}

async function finishCall(): Promise<void> {
  await agent.button('Hang up').click();
  await agent.button('Done').click();
  await agent.shows('Ready');
}

describe('an agent who answers', () => {
  it('somebody whom nobody knows gets a new contact with the number filled in', async () => {
    const unknown = '+14155550190';
    await answerCallFrom(unknown);

    await agent.sees('New Contact');
    expect(await agent.page.getByRole('dialog').getByLabel('Business Phone').inputValue()).toContain('415');

    await agent.page.keyboard.press('Escape');
    await finishCall();
    const call = await theCallWith(world, unknown, ({ outcome }) => outcome === 'Answered');
    expect(call.who).toBeUndefined();
  });

  it('a number that several share chooses in the softphone, and the choice decides pop and log', async () => {
    const { ani, names } = wellKnown.sharedNumber;
    await answerCallFrom(ani);

    await agent.softphone.getByRole('radio', { name: names[1] }).click();
    await agent.sees(names[1]);

    await finishCall();
    const call = await theCallWith(world, ani, ({ who }) => who !== undefined);
    expect(call).toMatchObject({ who: names[1], outcome: 'Answered' });
  });

  it('a caller who keyed in a case number gets that case', async () => {
    const { caseNumber, contact } = wellKnown.case;
    const { ani } = wellKnown.accountOnly;
    customer = await world.handset(ani);
    await customer.dial(centre.caseNumber);
    await customer.becomes('talking');
    await customer.press(`${Number(caseNumber)}#`);

    await agent.button('Accept').click();
    await agent.sees(new RegExp(caseNumber));

    await agent.talks();
    await finishCall();
    const call = await theCallWith(world, ani, ({ outcome }) => outcome === 'Answered');
    expect(call).toMatchObject({ what: caseNumber, who: contact });
  });

  it('a caller with a withheld number gets no record and no pop', async () => {
    const before = agent.page.url();
    world.system.network.call({ from: 'anonymous', to: centre.mainNumber, say: 'silence' });
    await agent.button('Accept').click();
    await agent.talks();

    await agent.softphone.getByText('Number withheld').first().waitFor();
    expect(agent.page.url()).toBe(before);

    await finishCall();
    const call = await theCallWith(world, 'anonymous', ({ outcome }) => outcome === 'Answered');
    expect(call.who).toBeUndefined();
  });
});
