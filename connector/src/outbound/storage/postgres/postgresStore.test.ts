import { afterAll, beforeAll, describe } from '@jest/globals';
import { Client } from 'pg';
import { startPostgres, type LocalPostgres } from '../../../../../scripts/local/postgres.ts';
import { writeAndDie } from '../testing/killedWriter.ts';
import { openLeadingStore } from '../testing/leadingStore.ts';
import { storeContract } from '../testing/storeContract.ts';

let postgres: LocalPostgres;
let address: string;

beforeAll(async () => {
  postgres = await startPostgres();
  address = await postgres.newDatabase();
});

afterAll(() => postgres.remove());

/** Empties the database: that takes less time than to make another. */
async function newPlace(): Promise<string> {
  const client = new Client(address);
  await client.connect();
  await client.query(`do $$ declare kept text; begin
    for kept in select tablename from pg_tables where schemaname = 'public' and tablename not like 'kysely%'
        and tablename <> 'announced' loop
      execute 'delete from ' || kept;
    end loop;
  end $$`);
  await client.end();
  return address;
}

describe('the store on PostgreSQL', () => {
  storeContract({ newPlace, open: openLeadingStore, writeAndDie });
});
