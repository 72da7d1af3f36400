import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { startPostgres, type LocalPostgres } from '../../../../../scripts/local/postgres.ts';
import type { OpenStore } from '../openStore.ts';
import { openStore } from '../openStore.ts';
import { aCallEffect, anInteraction, at } from '../testing/builders.ts';
import { systemTime } from '../testing/systemTime.ts';

let postgres: LocalPostgres;
let address: string;
let one: OpenStore;
let two: OpenStore;

beforeAll(async () => {
  postgres = await startPostgres();
});

afterAll(() => postgres.remove());

beforeEach(async () => {
  address = await postgres.newDatabase();
  [one, two] = await Promise.all([open(), open()]);
});

afterEach(() => Promise.all([one.close(), two.close()]));

const open = () => openStore({ database: address, clock: systemTime });

/** Runs statements in the database of the test, past every store. */
async function change(text: string): Promise<void> {
  const client = new Client(address);
  await client.connect();
  await client.query(text);
  await client.end();
}

const numbersAt = async (store: OpenStore, after = 0) =>
  (await store.announcements.after(after, 10_000)).map(({ number }) => number);

const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);

/** Announces a text in a turn of its own; resolves with its number. */
const announce = async (store: OpenStore, text: string) => {
  const number = await store.transact((turn) => Promise.resolve(turn.announce(text)));
  return number();
};

/** Reads what is new whenever there may be something, as whoever follows the others does. */
function follow(store: OpenStore) {
  const read: number[] = [];
  let waiting = Promise.resolve();
  const end = store.announcements.onNews(() => {
    waiting = waiting.then(async () => void read.push(...(await numbersAt(store, read.at(-1)))));
  });
  return { read, end };
}

const until = async (isSo: () => boolean | Promise<boolean>) => {
  while (!(await isSo())) await new Promise((resolve) => setImmediate(resolve));
};

describe('turns of two instances', () => {
  it('run one after another, without losing one', async () => {
    const counter = anInteraction();
    const add = (store: OpenStore) =>
      store.transact(async (turn) => {
        const { collected = '0' } = (await turn.interaction(counter.id)) ?? {};
        await turn.saveInteraction({ ...counter, collected: String(Number(collected) + 1) });
      });

    await Promise.all(upTo(300).flatMap(() => [add(one), add(two)]));

    expect((await one.interaction(counter.id))?.collected).toBe('600');
  });

  it('take an event in once, whichever instance it comes to', async () => {
    const taken = await Promise.all(
      upTo(50).flatMap(() => [one, two].map((store) => store.transact((turn) => turn.once('event')))),
    );

    expect(taken.filter(Boolean)).toHaveLength(1);
  });

  it('leave effects in the order in which they became durable', async () => {
    const add = (store: OpenStore, id: string) =>
      store.transact((turn) => turn.addEffect(aCallEffect(id), at(1_000)));
    const elected = new Promise<void>((resolve) => {
      one.cluster.lead({ elected: resolve, deposed: () => undefined });
    });
    await elected;
    const seen: number[] = [];
    let isOver = false;
    const watch = async () => {
      while (!isOver) {
        const [newest] = (await one.dueEffects(at(1_000), [], 10_000)).map(({ id }) => id).slice(-1);
        const all = await one.counts();
        // Nothing comes up later with a number below one that was seen.
        if (newest !== undefined) seen.push(newest - all.waitingEffects);
      }
    };

    const watching = watch();
    await Promise.all(upTo(200).flatMap((index) => [add(one, `a${index}`), add(two, `b${index}`)]));
    isOver = true;
    await watching;

    expect(seen.filter((missing) => missing > 0)).toEqual([]);
  });
});

describe('what turns announce', () => {
  it('is read by every instance, with who announced it', async () => {
    const number = await announce(one, 'hello');

    expect(number).toBe(1);
    expect(await two.announcements.last()).toBe(1);
    expect(await two.announcements.after(0, 10)).toEqual([
      { number: 1, instance: one.cluster.instance, text: 'hello' },
    ]);
  });

  it('is numbered without a gap, also around turns that were undone', async () => {
    const decideAll = (store: OpenStore) =>
      upTo(60).map(async (index) => {
        const number = await store.transact(async (turn) => {
          const announced = turn.announce(`${index}`);
          if (index % 2 === 0) await turn.once(`${store.cluster.instance} ${index}`);
          if (index % 3 === 0) throw new Error('refused by the decision');
          return announced;
        });
        return number();
      });
    const outcomes = await Promise.allSettled([...decideAll(one), ...decideAll(two)]);

    expect(await numbersAt(one)).toEqual(upTo(80));
    const own = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? outcome.value : []));
    expect(own.toSorted((some, other) => some - other)).toEqual(upTo(80));
    expect((await one.announcements.after(70, 4)).map(({ number }) => number)).toEqual([71, 72, 73, 74]);
  });

  it('reaches who follows it, whole and in order', async () => {
    const followers = [follow(one), follow(two)];

    await Promise.all(upTo(200).flatMap(() => [one, two].map((store) => announce(store, 'news'))));
    await until(() => followers.every(({ read }) => read.length >= 400));

    expect(followers.map(({ read }) => read)).toEqual([upTo(400), upTo(400)]);
    for (const { end } of followers) end();
  });

  it('wakes nobody who has ended it', async () => {
    const ended = follow(two);
    ended.end();
    const other = follow(two);

    await announce(one, 'news');
    await until(() => other.read.length === 1);

    expect(ended.read).toEqual([]);
  });

  it('reaches who was cut off meanwhile', async () => {
    const follower = follow(two);
    await announce(one, 'before');
    await until(() => follower.read.length === 1);

    await postgres.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'cti-connector'`,
    );
    await until(async () => {
      const told = await announce(one, 'meanwhile').catch(() => undefined);
      return told === 2;
    });
    await until(() => follower.read.length === 2);

    expect(follower.read).toEqual([1, 2]);
  });

  it('is forgotten after ten minutes, and the numbers go on', async () => {
    await announce(one, 'long ago');
    await change('update announcements set at = at - 601000');
    await announce(one, 'now');

    one.cluster.lead({ elected: () => undefined, deposed: () => undefined });
    await until(async () => (await numbersAt(two)).length === 1);

    expect(await numbersAt(two)).toEqual([2]);
    expect(await announce(one, 'later')).toBe(3);
  });
});
