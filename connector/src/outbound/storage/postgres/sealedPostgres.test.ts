import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { startPostgres, type LocalPostgres } from '../../../../../scripts/local/postgres.ts';
import { openStore } from '../openStore.ts';
import { anInteraction } from '../testing/builders.ts';
import { systemTime } from '../testing/systemTime.ts';

let postgres: LocalPostgres;

beforeAll(async () => {
  postgres = await startPostgres();
});

afterAll(() => postgres.remove());

async function rowsOf(database: string, question: string): Promise<string> {
  const client = new Client({ connectionString: database });
  await client.connect();
  const { rows } = await client.query(question);
  await client.end();
  return JSON.stringify(rows);
}

it('instances that share a key read what the other sealed, and the database shows nothing of it', async () => {
  const database = await postgres.newDatabase();
  const dataKeys = [Buffer.alloc(32, 1).toString('base64')];
  const one = await openStore({ database, clock: systemTime, dataKeys });
  const other = await openStore({ database, clock: systemTime, dataKeys });
  const record = anInteraction();

  const number = await one.transact(async (turn) => {
    await turn.saveInteraction(record);
    return turn.announce(`a call of ${record.ani}`);
  });

  expect(await other.interaction(record.id)).toEqual(record);
  expect(await other.announcements.after(number() - 1, 1)).toMatchObject([
    { text: `a call of ${record.ani}` },
  ]);
  for (const table of ['interactions', 'announcements', 'kept_texts']) {
    expect(await rowsOf(database, `select * from ${table}`)).not.toContain(record.ani);
  }
  await Promise.all([one.close(), other.close()]);
  await expect(openStore({ database, clock: systemTime })).rejects.toThrow(/not in CONNECTOR_DATA_KEY/);
});
