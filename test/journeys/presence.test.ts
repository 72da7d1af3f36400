import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { centre } from '../../scripts/local/centre.ts';
import { wellKnown } from '../../simulators/salesforce/index.ts';
import type { AgentDesk } from './support/agentDesk.ts';
import { take } from './support/callControl/panel.ts';
import { eventually } from './support/eventually.ts';
import { startWorld, type World } from './support/world.ts';

const AGREED_MS = 1_000;

let world: World;
let agent: AgentDesk;

beforeAll(async () => {
  world = await startWorld({}, [join(import.meta.dirname, 'support/presence')]);
  agent = await world.agent();
  await agent.shows('Logged out');
});

afterAll(() => world.stop());

const omni = () => agent.page.getByLabel('Omni-Channel');
const expectOmni = (label: string) =>
  eventually(`Omni-Channel shows ${label}`, async () => {
    return (await omni().locator('option:checked').textContent()) === label;
  });

async function timeOf(change: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await change();
  return performance.now() - begun;
}

/** Half of the changes take no longer: one that the machine delayed does not count. */
function median(times: readonly number[]): number {
  return [...times].sort((one, other) => one - other)[Math.floor(times.length / 2)] ?? Infinity;
}

describe("an agent's presence in Omni-Channel", () => {
  it('is offline while the agent is logged out, and follows the softphone', async () => {
    await expectOmni('Offline');

    await agent.chooseState('Ready');
    await expectOmni('Available');
    await agent.chooseState('Not ready: Lunch');
    await expectOmni('At lunch');
  });

  it('is followed by the softphone, whoever changes it', async () => {
    await omni().selectOption('Available');
    await agent.shows('Ready');
    await omni().selectOption('Offline');
    await agent.shows('Logged out');
    await expectOmni('Offline');
  });

  it('agrees with the softphone within a second, in both directions, and then stays', async () => {
    const there: number[] = [];
    const back: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      await omni().selectOption('At lunch');
      there.push(await timeOf(() => agent.shows('Not ready: Lunch')));
      await agent.chooseState('Ready');
      back.push(await timeOf(() => expectOmni('Available')));
    }

    expect([median(there), median(back)].filter((ms) => ms > AGREED_MS)).toEqual([]);
    await agent.shows('Ready');
    await expectOmni('Available');
  });

  it('is busy from the first ring on; what is chosen there meanwhile does not touch the call', async () => {
    const customer = await world.handset(wellKnown.lead.ani);
    await customer.dial(centre.mainNumber);
    await agent.shows('Incoming call');
    await expectOmni('On the phone');
    await take(agent);

    await omni().selectOption('At lunch');
    // The softphone looks at the desktop every 700 ms.
    const timer = agent.softphone.locator('c-softphone-interaction c-softphone-timer.time');
    await timer.filter({ hasText: /0:0[3-9]/ }).waitFor();
    await customer.close();
    await agent.shows('Wrap-up');
    await expectOmni('On the phone');
    await agent.button('Done').click();

    await agent.shows('Ready');
    await expectOmni('Available');
  });
});
