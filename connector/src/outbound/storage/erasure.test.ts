import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Ani } from '../../../../softphone/core/index.ts';
import { createVirtualClock } from '../../callCenter/testing/virtualClock.ts';
import { openStore, type OpenStore } from './openStore.ts';
import { aCallEffect, aDesk, anEndedInteraction, aPart, AGENT } from './testing/builders.ts';
import { erasureContract } from './testing/erasureContract.ts';

const NUMBER = '+14155550123';
const clock = createVirtualClock();
const key = (byte: number) => Buffer.alloc(32, byte).toString('base64');

let folder: string;
let places = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'connector-erasure-'));
});

afterAll(() => rm(folder, { recursive: true }));

const newPlace = () => Promise.resolve(join(folder, `${++places}.sqlite`));

async function led(store: OpenStore): Promise<OpenStore> {
  await new Promise<void>((resolve) => {
    store.cluster.lead({ elected: resolve, deposed: () => undefined });
  });
  return store;
}

describe('personal data in a database that is not sealed', () => {
  erasureContract({ newPlace, open: async (database, at) => led(await openStore({ database, clock: at })) });
});

describe('personal data in a sealed database', () => {
  erasureContract({
    newPlace,
    open: async (database, at) => led(await openStore({ database, clock: at, dataKeys: [key(1)] })),
  });
});

describe('a sealed database', () => {
  const call = anEndedInteraction('call', clock.now());
  const record = { ...call, ani: NUMBER as Ani, parts: [aPart(AGENT, { notes: 'likes tea' })] };

  async function write(database: string, dataKeys: readonly string[]): Promise<void> {
    const store = await openStore({ database, clock, dataKeys });
    await store.transact(async (turn) => {
      await turn.saveInteraction(record);
      await turn.saveDesk(aDesk(), []);
      await turn.addEffect(aCallEffect('call', NUMBER), clock.now());
    });
    await store.keep('told', NUMBER);
    await store.close();
  }

  const bytesOf = async (database: string) =>
    Buffer.concat(
      await Promise.all(['', '-wal'].map((end) => readFile(database + end).catch(() => Buffer.alloc(0)))),
    );

  it('shows no number, no note and no name to who has the file', async () => {
    const [sealed, open] = [await newPlace(), await newPlace()];
    await write(sealed, [key(1)]);
    await write(open, []);

    const words = [NUMBER, 'likes tea', 'Ada Agent'];
    expect(words.map((word) => [word, false])).toEqual(
      await Promise.all(words.map(async (word) => [word, (await bytesOf(sealed)).includes(word)])),
    );
    expect((await bytesOf(open)).includes(NUMBER)).toBe(true);
  });

  it('says the same as one that is not sealed, also after the key was changed', async () => {
    const database = await newPlace();
    await write(database, [key(1)]);

    const store = await led(await openStore({ database, clock, dataKeys: [key(2), key(1)] }));
    expect(await store.interaction(record.id)).toEqual(record);
    expect(await store.allDesks()).toEqual([aDesk()]);
    expect((await store.dueEffects(clock.now(), [], 1))[0]?.effect).toEqual(aCallEffect('call', NUMBER));
    expect(await store.kept('told')).toBe(NUMBER);
    await store.close();
  });

  it('seals what was written before there was a key when it is written again', async () => {
    const database = await newPlace();
    await write(database, []);
    await write(database, [key(1)]);

    const store = await openStore({ database, clock, dataKeys: [key(1)] });
    expect(await store.interaction(record.id)).toEqual(record);
    await store.close();
  });

  it.each([
    ['without a key', []],
    ['with another key', [key(3)]],
  ])('is not opened %s, and says what is missing', async (_how, dataKeys) => {
    const database = await newPlace();
    await write(database, [key(1)]);

    await expect(openStore({ database, clock, dataKeys })).rejects.toThrow(/not in CONNECTOR_DATA_KEY/);
    await write(database, [key(1)]);
  });
});
