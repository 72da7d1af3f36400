import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import type { InteractionId } from '../../../../softphone/core/index.ts';
import { createVirtualClock } from '../../callCenter/testing/virtualClock.ts';
import { createStore, openStore } from './openStore.ts';
import { DatabaseInUseError, openSqlite } from './sqliteDatabase.ts';
import { aCallEffect, anInteraction, at } from './testing/builders.ts';
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

  it('is led at once, by the one instance that can have it, and announces nothing', async () => {
    const heard: string[] = [];
    const store = await openStore({ database: await newPlace(), clock: createVirtualClock() });

    store.cluster.lead({ elected: () => heard.push('elected'), deposed: () => heard.push('deposed') });

    expect(heard).toEqual(['elected']);
    expect(await store.cluster.instances()).toEqual([store.cluster.instance]);
    const number = await store.transact((turn) => Promise.resolve(turn.announce('to nobody')));
    expect(number()).toBe(0);
    expect([await store.announcements.last(), await store.announcements.after(0, 10)]).toEqual([0, []]);
    await store.close();
  });

  it('has effects due for who only opened it', async () => {
    const store = await openStore({ database: await newPlace(), clock: createVirtualClock() });
    await store.transact((turn) => turn.addEffect(aCallEffect('a'), at(1_000)));

    expect(await store.dueEffects(at(1_000), [], 10)).toHaveLength(1);
    await store.close();
  });

  it('fails a turn for which the disk is full, keeps what was there, and goes on when there is room', async () => {
    const clock = createVirtualClock();
    const file = await newPlace();
    const small = (id: string) => anInteraction({ id: id as InteractionId });
    const large = anInteraction({ id: 'large' as InteractionId, collected: 'x'.repeat(1_000_000) });
    const opened = await openSqlite(file);
    const store = createStore(opened, { clock });
    const limitPages = (most: number) => sql.raw(`pragma max_page_count = ${most}`).execute(opened.db);
    await store.transact((turn) => turn.saveInteraction(small('before')));

    await limitPages(1);
    const refused = store.transact((turn) => turn.saveInteraction(large));

    await expect(refused).rejects.toMatchObject({ code: 'STORE_FAILED' });
    expect(await store.liveInteractions()).toEqual([small('before')]);
    await limitPages(100_000);
    await store.transact((turn) => turn.saveInteraction(large));
    await store.close();
    const reopened = await openStore({ database: file, clock });
    expect(await reopened.interaction(large.id)).toEqual(large);
    await reopened.close();
  });

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
