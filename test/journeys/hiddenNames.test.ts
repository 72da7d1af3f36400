import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { centre } from '../../scripts/local/centre.ts';
import { wellKnown } from '../../simulators/salesforce/index.ts';
import type { AgentDesk } from './support/agentDesk.ts';
import { theCallWith } from './support/tasks.ts';
import { startWorld, type World } from './support/world.ts';

/** The case's contact belongs to another agent, and contacts are private here. */
const { ani, contact } = wellKnown.case;

let world: World;
let agent: AgentDesk;
let data: string;

beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), 'cti-hidden-names-'));
  world = await startWorld(
    {
      CONNECTOR_DATABASE: join(data, 'connector.sqlite'),
      CONNECTOR_CALLER_INDEX: join(data, 'callers.sqlite'),
    },
    [join(import.meta.dirname, 'support/privateContacts')],
  );
  agent = await world.agent();
  await agent.chooseState('Ready');
});

afterAll(async () => {
  await world.stop();
  rmSync(data, { recursive: true });
});

const shown = async () =>
  `${await agent.page.locator('body').innerText()}\n${await agent.softphone.locator('body').innerText()}`;

describe('a caller whose record the agent may not see', () => {
  it('is a number to the agent, and is logged all the same; the connector keeps no name', async () => {
    const customer = await world.handset(ani);
    await customer.dial(centre.mainNumber);
    await agent.softphone.getByText('A record that you may not see').waitFor();
    expect(await shown()).toContain('(415) 555-0144');
    expect(await shown()).not.toContain(contact);

    await agent.button('Accept').click();
    await agent.talks();
    expect(await shown()).not.toContain(contact);
    expect(agent.page.url()).toMatch(/home$/);

    await customer.hangUp();
    await agent.button('Done').click();
    expect(await theCallWith(world, ani, () => true)).toMatchObject({ outcome: 'Answered', who: contact });
    expect(await shown()).not.toContain(contact);

    const kept = readdirSync(data).map((file) => readFileSync(join(data, file)).includes(contact));
    expect(kept.length).toBeGreaterThan(1);
    expect(kept).not.toContain(true);
  });
});
