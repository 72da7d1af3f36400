import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { Store } from './callCenter/ports/store.ts';
import { createVirtualClock } from './callCenter/testing/virtualClock.ts';
import { openStore } from './outbound/storage/openStore.ts';
import { withTimedTurns, type TimedStore, type TimedTurn } from './timedTurns.ts';

let store: TimedStore<Store>;
let now: number;
let told: TimedTurn[];

beforeEach(async () => {
  told = [];
  now = 0;
  const opened = await openStore({ database: ':memory:', clock: createVirtualClock() });
  store = withTimedTurns(
    opened,
    (turn) => told.push(turn),
    () => now,
  );
});

afterEach(() => store.close());

it('a turn is timed until it is durable, and its answer passed on', async () => {
  expect(await store.transact(async (turn) => turn.once('a'))).toBe(true);

  expect(told).toEqual([{ result: 'ok', seconds: expect.any(Number) }]);
  expect(await store.transact(async (turn) => turn.once('a'))).toBe(false);
});

it('a turn that throws counts as failed, and throws on', async () => {
  const refused = store.transact(() => Promise.reject(new Error('refused by the decision')));

  await expect(refused).rejects.toThrow('refused by the decision');
  expect(told).toMatchObject([{ result: 'failed' }]);
});

it('the oldest turn that is under way says for how long nothing was stored', async () => {
  expect(store.stuckSeconds()).toBe(0);
  const first = store.transact(async (turn) => turn.once('a'));
  now = 4_000;
  const second = store.transact(async (turn) => turn.once('b'));
  now = 5_000;

  expect(store.stuckSeconds()).toBe(5);
  await Promise.all([first, second]);
  expect(store.stuckSeconds()).toBe(0);
});
