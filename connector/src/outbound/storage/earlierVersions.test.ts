import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { AgentId, InteractionId } from '../../../../softphone/core/index.ts';
import { callLogOf } from '../../callCenter/callLog/callLogOf.ts';
import { callSummaryOf } from '../../callCenter/callLog/callSummaryOf.ts';
import { partsOf } from '../../callCenter/interactions/agentParts.ts';
import type { InteractionRecord } from '../../callCenter/interactions/interactionRecord.ts';
import type { Store } from '../../callCenter/ports/store.ts';
import { createVirtualClock } from '../../callCenter/testing/virtualClock.ts';
import { openStore } from './openStore.ts';
import { AGENT, anEndedInteraction, anInteraction, at } from './testing/builders.ts';

const OTHER = '005000000000002AAA' as AgentId;

let folder: string;
let file: string;
let store: Store;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'connector-earlier-'));
  file = join(folder, 'connector.sqlite');
  store = await open();
});

afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

const open = () => openStore({ file, clock: createVirtualClock() });

/** Leaves the database as a version without histories of each agent would, with these records in it. */
async function keepAsBeforeHistories(records: readonly InteractionRecord[]): Promise<void> {
  await store.transact(async (turn) => {
    for (const record of records) await turn.saveInteraction(record);
  });
  await store.close();
  const database = new DatabaseSync(file);
  database.exec(`drop table interaction_agents;
    alter table interactions add column agent_id text;
    create index interactions_of_agent on interactions (agent_id, started_at);
    delete from kysely_migration where name = '0004InteractionAgents';`);
  database.close();
  store = await open();
}

it('a call of a version that kept no parts is logged under its own key, with its agent', async () => {
  const before = anEndedInteraction('before', 1_000);
  await store.transact((turn) => turn.saveInteraction(before));

  const record = await store.interaction(before.id);

  expect(record && callLogOf(record)).toMatchObject({ key: 'before', agentId: AGENT, outcome: 'answered' });
});

it('a call that such a version left running goes on as a part of its agent', () => {
  const running = anInteraction({ agentId: AGENT, phase: 'connected', answeredAt: at(5_000) });

  expect(partsOf(running)).toMatchObject([{ agentId: AGENT, answeredAt: 5_000 }]);
});

it('calls of a version that kept no parts stay in the history of their last agent, with all that was chosen', async () => {
  const person = { objectType: 'Contact', recordId: '003A', part: 'person' } as const;
  const withPerson = { ...anEndedInteraction('before', 1_000), person, disposition: 'Resolved' };
  const running = anInteraction({ id: 'running' as InteractionId, agentId: AGENT, phase: 'connected' });
  await keepAsBeforeHistories([withPerson, running]);

  const history = await store.history(AGENT, at(0), 10);

  expect(history.map((record) => callSummaryOf(record, AGENT))).toMatchObject([
    { interactionId: 'before', outcome: 'answered', person, disposition: 'Resolved' },
  ]);
});

it('calls of a version that kept parts come into the history of everybody who had a part', async () => {
  const part = { offeredAt: at(1_000), endedAt: at(2_000), heldSeconds: 0, notes: '' };
  const parts = [
    { ...part, agentId: AGENT, left: 'missed' },
    { ...part, agentId: OTHER, left: 'callEnded' },
  ] as const;
  await keepAsBeforeHistories([{ ...anEndedInteraction('before', 1_000), agentId: OTHER, parts }]);

  expect(await store.history(AGENT, at(0), 10)).toHaveLength(1);
  expect(await store.history(OTHER, at(0), 10)).toHaveLength(1);
});

it('however many calls there are, all of them come into the history', async () => {
  const calls = Array.from({ length: 1_201 }, (_, index) => anEndedInteraction(`call-${index}`, index));
  await keepAsBeforeHistories(calls);

  expect(await store.history(AGENT, at(0), 2_000)).toHaveLength(calls.length);
});
