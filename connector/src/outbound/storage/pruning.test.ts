import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { createVirtualClock, type VirtualClock } from '../../callCenter/testing/virtualClock.ts';
import { openStore, type OpenStore } from './openStore.ts';
import { anEndedInteraction } from './testing/builders.ts';

const DAY_MS = 86_400_000;
const AT_ONCE = 2_000;

let clock: VirtualClock;
let store: OpenStore;

beforeEach(async () => {
  clock = createVirtualClock();
  store = await openStore({ database: ':memory:', clock, interactionsDays: 30 });
});

afterEach(() => store.close());

const idOf = (place: number) => `i${String(place).padStart(6, '0')}`;

async function left(): Promise<readonly boolean[]> {
  const records = [0, AT_ONCE - 1, AT_ONCE].map((place) =>
    store.interaction(anEndedInteraction(idOf(place), 0).id),
  );
  return (await Promise.all(records)).map((record) => record !== undefined);
}

/** Pruning goes along with turns. */
const somethingHappens = () => store.transact((turn) => turn.once(`event-${clock.now()}`));

it('more old calls than can be forgotten at once are forgotten within the next minutes', async () => {
  const startedAt = clock.now();
  await store.transact(async (turn) => {
    for (let place = 0; place <= AT_ONCE; place += 1) {
      await turn.saveInteraction(anEndedInteraction(idOf(place), startedAt + place));
    }
  });
  clock.advance(31 * DAY_MS);

  await somethingHappens();
  expect(await left()).toEqual([false, false, true]);
  clock.advance(59_000);
  await somethingHappens();
  expect(await left()).toEqual([false, false, true]);
  clock.advance(1_000);
  await somethingHappens();

  expect(await left()).toEqual([false, false, false]);
});
