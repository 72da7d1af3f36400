import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createVirtualClock } from '../../callCenter/testing/virtualClock.ts';
import { openStore } from './openStore.ts';
import { DatabaseInUseError } from './sqliteDatabase.ts';
import { writeAndDie } from './testing/killedWriter.ts';
import { openLeadingStore } from './testing/leadingStore.ts';
import { storeContract } from './testing/storeContract.ts';

let folder: string;
let places = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'connector-store-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

const newPlace = () => Promise.resolve(join(folder, `${++places}.sqlite`));

describe('the store on SQLite', () => {
  storeContract({ newPlace, open: openLeadingStore, writeAndDie });

  it('refuses a file that another connector has open', async () => {
    const clock = createVirtualClock();
    const file = await newPlace();
    const first = await openStore({ database: file, clock });

    await expect(openStore({ database: file, clock })).rejects.toThrow(DatabaseInUseError);
    await expect(openStore({ database: file, clock })).rejects.toThrow('in use by another connector');

    await first.close();
    await (await openStore({ database: file, clock })).close();
  });
});
