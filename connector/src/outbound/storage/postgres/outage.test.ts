import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { startPostgres, type LocalPostgres } from '../../../../../scripts/local/postgres.ts';
import type { InteractionId } from '../../../../../softphone/core/index.ts';
import { StoreError } from '../../../callCenter/ports/store.ts';
import type { OpenStore } from '../openStore.ts';
import { AGENT, anInteraction, at } from '../testing/builders.ts';
import { openLeadingStore } from '../testing/leadingStore.ts';
import { systemTime } from '../testing/systemTime.ts';

let postgres: LocalPostgres;
let address: string;
let store: OpenStore;

beforeAll(async () => {
  postgres = await startPostgres();
});

afterAll(() => postgres.remove());

beforeEach(async () => {
  address = await postgres.newDatabase();
  store = await openLeadingStore(address, systemTime);
});

afterEach(() => store.close());

const COUNTER = anInteraction();

/** Adds one to what is kept, once for each key. */
const count = (key: string) =>
  store.transact(async (turn) => {
    if (!(await turn.once(key))) return;
    const { collected = '0' } = (await turn.interaction(COUNTER.id)) ?? {};
    await turn.saveInteraction({ ...COUNTER, collected: String(Number(collected) + 1) });
  });

/** As the carrier does: the same again until it is taken in. */
async function countAtLast(key: string, refusals: unknown[]): Promise<void> {
  for (;;) {
    try {
      await count(key);
      return;
    } catch (failure) {
      refusals.push(failure);
    }
  }
}

const counted = async () => (await store.interaction(COUNTER.id))?.collected;

/** Counts with eight at a time while something happens to the database. */
async function countThrough(trouble: () => Promise<void>): Promise<{ keys: number; refusals: unknown[] }> {
  const refusals: unknown[] = [];
  let keys = 0;
  let isOver = false;
  const workers = Array.from({ length: 8 }, async () => {
    while (!isOver) await countAtLast(`key-${++keys}`, refusals);
  });
  await count('the first');
  await trouble();
  await countAtLast('the last', refusals);
  isOver = true;
  await Promise.all(workers);
  return { keys: keys + 2, refusals };
}

const endAllSessions = () =>
  postgres.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'cti-connector'`,
  );

describe('a database that is gone', () => {
  it('fails every question and every turn, and serves them again when it is back', async () => {
    await count('before');
    await postgres.stop();

    const asked = [
      () => store.transact((turn) => turn.once('meanwhile')),
      () => store.desk(AGENT),
      () => store.desks([AGENT]),
      () => store.allDesks(),
      () => store.deskEventsAfter(AGENT, 0),
      () => store.interaction(COUNTER.id),
      () => store.liveInteractions(),
      () => store.history(AGENT, at(0), 10),
      () => store.dueEffects(at(0), [], 10),
      () => store.nextDueAt(at(0)),
      () => store.effectDone(1),
      () => store.counts(),
      () => store.unloggedCalls(),
      () => store.dueRows(at(0), 10),
      () => store.rowsWritten([]),
      () => store.keep('name', 'text'),
      () => store.kept('name'),
      () => store.rememberOnce('kind', 'value', at(0)),
      () => store.announcements.last(),
      () => store.announcements.after(0, 10),
      () => store.cluster.instances(),
    ];
    const outcomes = await Promise.allSettled(asked.map((ask) => ask()));
    await postgres.start();

    expect(outcomes).toEqual(asked.map(() => ({ status: 'rejected', reason: expect.any(StoreError) })));
    await count('after');
    expect(await counted()).toBe('2');
  });

  it('does not keep a connector from stopping', async () => {
    const other = await openLeadingStore(await postgres.newDatabase(), systemTime);
    await postgres.stop();

    await other.close();
    await postgres.start();

    await expect(other.transact((turn) => turn.once('later'))).rejects.toBeInstanceOf(StoreError);
  });

  it('lets nobody begin with it', async () => {
    await postgres.stop();

    await expect(openLeadingStore(address, systemTime)).rejects.toMatchObject({
      code: 'STORE_FAILED',
      cause: { code: 'ECONNREFUSED' },
    });
    await postgres.start();
  });

  it('loses nothing that it acknowledged, and takes nothing twice, when it is started again in mid-work', async () => {
    const { keys, refusals } = await countThrough(async () => {
      await postgres.stop();
      await postgres.start();
    });

    expect(await counted()).toBe(String(keys));
    expect(refusals.filter((failure) => !(failure instanceof StoreError))).toEqual([]);
  });

  it('is the same when the server ends the sessions', async () => {
    const { keys, refusals } = await countThrough(async () => {
      for (let round = 0; round < 5; round += 1) await endAllSessions();
    });

    expect(await counted()).toBe(String(keys));
    expect(refusals.filter((failure) => !(failure instanceof StoreError))).toEqual([]);
  });

  it('that hangs fails them too, however many wait, and they are served when it goes on', async () => {
    const goOn = await postgres.freeze();

    const turns = Array.from({ length: 500 }, (_, index) => count(`meanwhile-${index}`));
    const outcomes = await Promise.allSettled([...turns, store.desk(AGENT), store.cluster.instances()]);
    goOn();

    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toEqual([]);
    await count('after');
    expect(await counted()).toBe('1');
  });
});

describe('a question that would last', () => {
  it('is ended by the database, and the next one answered', async () => {
    const other = new Client(address);
    await other.connect();
    await other.query('begin; lock table interactions in access exclusive mode');

    const outcome = store.interaction('any' as InteractionId);

    await expect(outcome).rejects.toBeInstanceOf(StoreError);
    await other.end();
    expect(await counted()).toBeUndefined();
  });
});
