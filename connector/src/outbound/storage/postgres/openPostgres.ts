import { Kysely, PostgresDialect, sql } from 'kysely';
import { Pool } from 'pg';
import type { Database } from '../database.ts';
import { migrate } from '../migrations.ts';
import { asking } from '../storeFailures.ts';
import type { Tables } from '../tables.ts';
import { announce, readAnnouncements } from './announcements.ts';
import { connectionSettings } from './connectionSettings.ts';
import { joinCluster } from './postgresCluster.ts';
import { TURN_LOCK } from './sharedTimes.ts';
import { createStatementPool } from './statementPool.ts';

/**
 * Opens a database that other instances may have open, and brings it to the newest shape. Rejects with `StoreError`
 * when it does not answer.
 */
export async function openPostgres(address: string): Promise<Database> {
  await bringUpToDate(address);
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: createStatementPool(address) }) });
  const { cluster, onNews, close } = await joinCluster(address, db);
  const { instance } = cluster;
  return {
    db,
    // Turns of all instances run one after another, so that what they number becomes visible in that order.
    async keepOthersOut(transaction) {
      await sql`select pg_advisory_xact_lock(${sql.lit(TURN_LOCK)})`.execute(transaction);
    },
    announce: (transaction, texts) => announce(transaction, { instance, texts }),
    announcements: { ...readAnnouncements(db), onNews },
    cluster,
    leader: instance,
    async close() {
      await close();
      await db.destroy();
    },
  };
}

/** Without the bounds of a question: a change of tables may take long, and another instance waits for it. */
async function bringUpToDate(address: string): Promise<void> {
  const pool = new Pool(connectionSettings(address, { isDurable: true }));
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  try {
    await asking(() => sql`select 1`.execute(db));
    await migrate(db);
  } finally {
    await db.destroy();
  }
}
