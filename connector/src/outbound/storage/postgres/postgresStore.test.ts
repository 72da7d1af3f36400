import { afterAll, beforeAll, describe } from '@jest/globals';
import { startPostgres, type LocalPostgres } from '../../../../../scripts/local/postgres.ts';
import { writeAndDie } from '../testing/killedWriter.ts';
import { openLeadingStore } from '../testing/leadingStore.ts';
import { erasureContract } from '../testing/erasureContract.ts';
import { storeContract } from '../testing/storeContract.ts';

let postgres: LocalPostgres;

beforeAll(async () => {
  postgres = await startPostgres();
}, 30_000);

afterAll(() => postgres.remove());

describe('the store on PostgreSQL', () => {
  storeContract({ newPlace: () => postgres.newDatabase(), open: openLeadingStore, writeAndDie });
  erasureContract({ newPlace: () => postgres.newDatabase(), open: openLeadingStore });
});
