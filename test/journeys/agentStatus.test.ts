import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { wellKnown } from '../../simulators/salesforce/index.ts';
import type { AgentDesk } from './support/agentDesk.ts';
import { eventually } from './support/eventually.ts';
import { median, measured } from './support/measured.ts';
import { startWorld, type World } from './support/world.ts';

const AGREED_MS = 1_000;

let world: World;
let agent: AgentDesk;

beforeAll(async () => {
  world = await startWorld({ SALESFORCE_STATUS_SECONDS: '2' });
  agent = await world.agent();
  await agent.shows('Logged out');
});

afterAll(() => world.stop());

/** What a supervisor reads in the org. */
function read(...fields: readonly string[]): string {
  const { org } = world.system.salesforce;
  const supervisor = org.users().find(({ username }) => username === wellKnown.users.supervisor)?.id ?? '';
  return org
    .query(`SELECT ${fields.join(', ')} FROM Agent_Status__c`, supervisor)
    .records.map((record) => fields.map((field) => record[field]))
    .map((values) => values.filter((value) => typeof value === 'string').join(' '))
    .join();
}
const status = () => read('State__c', 'Reason_Code__c');
const changedBy = () => read('Changed_By__c');
const orgShows = (text: string, limitMs?: number) =>
  eventually(`the org shows ${text}`, () => Promise.resolve(status() === text), limitMs);

describe("an agent's state in the org", () => {
  it('is what the softphone shows', async () => {
    await orgShows('loggedOut');
    const times: number[] = [];
    for (const [label, shown] of [
      ['Ready', 'ready'],
      ['Not ready: Lunch', 'notReady Lunch'],
      ['Ready', 'ready'],
    ] as const) {
      await agent.chooseState(label);
      await agent.shows(label);
      const begun = performance.now();
      await orgShows(shown);
      times.push(performance.now() - begun);
    }

    measured('Softphone and org agree on a state', median(times), AGREED_MS);
    expect(changedBy()).toBe('agent');
  });

  it('is put right by the connector when no page is there to write it', async () => {
    await agent.close();

    await orgShows('notReady Connection lost', 60_000);

    expect(changedBy()).toBe('rule');
  });
});
