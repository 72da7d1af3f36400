import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { AgentId, InteractionId } from '../../../../softphone/core/index.ts';
import { callLogOf } from '../../callCenter/callLog/callLogOf.ts';
import { callSummaryOf } from '../../callCenter/callLog/callSummaryOf.ts';
import type { Store } from '../../callCenter/ports/store.ts';
import { createVirtualClock } from '../../callCenter/testing/virtualClock.ts';
import { openStore } from './openStore.ts';
import { aDesk, aDeskEvent, AGENT, at } from './testing/builders.ts';

const OTHER = '005000000000002AAA' as AgentId;
const reservation = { taskId: 'WT1', reservationId: 'WR1' };
const person = { objectType: 'Contact', recordId: '003A', part: 'person' } as const;

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

const open = () => openStore({ database: file, clock: createVirtualClock() });

/** A record as it was kept before interactions had parties. */
const earlier = (change: object = {}) => ({
  id: 'before',
  direction: 'inbound',
  ani: '+14155550100',
  dnis: '+14155550199',
  queue: 'Support',
  phase: 'ended',
  agentId: AGENT,
  customerLegId: 'CA-customer',
  joined: [],
  notes: '',
  matches: [],
  startedAt: 1_000,
  ...change,
});
const talked = { answeredAt: 1_000, endedAt: 61_000, outcome: 'answered' };
const aPart = (agentId: AgentId, change: object = {}) => ({
  agentId,
  offeredAt: 1_000,
  heldSeconds: 0,
  notes: '',
  ...change,
});

type EarlierRecord = ReturnType<typeof earlier>;

async function keepAs(version: string, records: readonly EarlierRecord[]): Promise<void> {
  await store.close();
  const database = new DatabaseSync(file);
  database.exec(version);
  const insert = database.prepare(
    'insert into interactions (id, first_leg_id, started_at, phase, record) values (?, ?, ?, ?, ?)',
  );
  for (const record of records) {
    const { id, customerLegId, startedAt, phase } = record;
    insert.run(id, customerLegId, startedAt, phase, JSON.stringify(record));
  }
  database.close();
  store = await open();
}

const withoutLaterShapes = ['facts', 'due_rows', 'announcements', 'announced', 'instances', 'leader', 'inbox']
  .map((table) => `drop table ${table};`)
  .concat('drop index interactions_ended;')
  .join('\n');

/** Leaves the database as the last version without parties would, with these records in it. */
const keepAsBeforeParties = (...records: EarlierRecord[]) =>
  keepAs(
    `${withoutLaterShapes}
    delete from kysely_migration where name > '0004InteractionAgents';`,
    records,
  );

/** Leaves the database as a version without histories of each agent would. */
const keepAsBeforeHistories = (...records: EarlierRecord[]) =>
  keepAs(
    `${withoutLaterShapes}
    drop table interaction_agents;
    alter table interactions add column agent_id text;
    create index interactions_of_agent on interactions (agent_id, started_at);
    delete from kysely_migration where name > '0003UnloggedCalls';`,
    records,
  );

const kept = async (id = 'before') => {
  const record = await store.interaction(id as InteractionId);
  if (!record) throw new Error(`${id} is not kept`);
  return record;
};

describe('a call of a version without parties', () => {
  it('is logged with its agent, whether that version kept parts or not', async () => {
    await keepAsBeforeParties(
      earlier({ ...talked, id: 'first' }),
      earlier({
        ...talked,
        parts: [aPart(AGENT, { answeredAt: 1_000, endedAt: 61_000, left: 'callEnded' })],
      }),
    );

    for (const id of ['first', 'before']) {
      expect(callLogOf(await kept(id), AGENT)).toMatchObject({
        agentId: AGENT,
        outcome: 'answered',
        talkSeconds: 60,
        customerLegId: 'CA-customer',
      });
    }
  });

  it('that is wrapped up keeps what the agent wrote and chose', async () => {
    const ended = aPart(AGENT, { answeredAt: 1_000, endedAt: 61_000, left: 'callEnded' });
    const written = { notes: 'Called about the bill', disposition: 'Resolved', person, reservation };
    await keepAsBeforeParties(earlier({ ...talked, ...written, parts: [ended] }));

    expect((await kept()).parts).toEqual([{ ...ended, via: 'queue', muted: false, ...written }]);
  });

  it('that two people talk in goes on, each with a leg in the conference of its task', async () => {
    await keepAsBeforeParties(
      earlier({
        phase: 'connected',
        answeredAt: 5_000,
        agentLegId: 'CA-agent',
        joined: ['CA-customer', 'CA-agent'],
        reservation,
        parts: [aPart(AGENT, { answeredAt: 5_000 })],
      }),
    );

    const [record] = await store.liveInteractions();
    expect(record).toMatchObject({
      phase: 'connected',
      room: { name: 'WT1' },
      parties: [
        { id: 'customer', role: 'customer', legId: 'CA-customer', state: 'in', sound: 'talk' },
        { id: `agent-${AGENT}`, role: 'agent', legId: 'CA-agent', state: 'in', sound: 'talk' },
      ],
      parts: [{ agentId: AGENT, via: 'queue', answeredAt: 5_000, reservation }],
    });
    expect(record).not.toHaveProperty('agentLegId');
  });

  it('that rings at an agent waits for the next reservation', async () => {
    await keepAsBeforeParties(earlier({ phase: 'reserved', reservation, parts: [aPart(AGENT)] }));

    const record = await kept();
    expect(record).toMatchObject({ phase: 'waiting', parts: [{ left: 'withdrawn' }] });
    expect(record.parties).toMatchObject([{ id: 'customer', state: 'outside', legId: 'CA-customer' }]);
    expect(record).not.toHaveProperty('room');
  });

  it('that an agent makes rings on, in the conference with its own name', async () => {
    await keepAsBeforeParties(
      earlier({
        direction: 'outbound',
        phase: 'dialing',
        agentLegId: 'CA-agent',
        joined: ['CA-agent'],
        parts: [aPart(AGENT)],
      }),
    );

    expect(await kept()).toMatchObject({
      phase: 'dialing',
      room: { name: 'i-before' },
      parties: [
        { id: 'customer', state: 'ringing', number: '+14155550199' },
        { id: `agent-${AGENT}`, state: 'in' },
      ],
      parts: [{ via: 'dialed' }],
    });
  });

  it('is not at the agent’s desk any more, which every softphone reads anew', async () => {
    await store.transact((turn) =>
      turn.saveDesk({ ...aDesk(), interactions: [{ id: 'before' } as never] }, [aDeskEvent(1)]),
    );
    await keepAsBeforeParties(earlier());

    expect(await store.desk(AGENT)).toEqual({ desk: aDesk(), seq: 2 });
    expect(await store.deskEventsAfter(AGENT, 1)).toBeUndefined();
  });
});

describe('the history of an agent', () => {
  it('has the calls of a version that kept no parts, with all that was chosen', async () => {
    await keepAsBeforeHistories(
      earlier({ ...talked, person, disposition: 'Resolved' }),
      earlier({ id: 'running', phase: 'connected' }),
    );

    const history = await store.history(AGENT, at(0), 10);

    expect(history.map((record) => callSummaryOf(record, AGENT))).toMatchObject([
      { interactionId: 'before', outcome: 'answered', person, disposition: 'Resolved' },
    ]);
  });

  it('has the calls of a version that kept parts, for everybody who had one', async () => {
    const parts = [
      aPart(AGENT, { endedAt: 2_000, left: 'missed' }),
      aPart(OTHER, { endedAt: 2_000, left: 'callEnded' }),
    ];
    await keepAsBeforeHistories(earlier({ ...talked, agentId: OTHER, parts }));

    expect(await store.history(AGENT, at(0), 10)).toHaveLength(1);
    expect(await store.history(OTHER, at(0), 10)).toHaveLength(1);
  });

  it('has all calls, however many there are', async () => {
    const calls = Array.from({ length: 1_201 }, (_, index) =>
      earlier({ ...talked, id: `call-${index}`, startedAt: index }),
    );
    await keepAsBeforeHistories(...calls);

    expect(await store.history(AGENT, at(0), 2_000)).toHaveLength(calls.length);
  });
});
