import type { Kysely } from 'kysely';
import type { Tables } from './tables.ts';

/** What the instances on one database keep for each other. Times are milliseconds since 1970 by the database's clock. */
export async function createInstances(db: Kysely<Tables>): Promise<void> {
  await db.schema
    .createTable('announcements')
    .addColumn('number', 'bigint', (column) => column.primaryKey())
    .addColumn('instance', 'text', (column) => column.notNull())
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('announced')
    .addColumn('last', 'bigint', (column) => column.notNull())
    .execute();
  await db.insertInto('announced').values({ last: 0 }).execute();
  await db.schema
    .createTable('instances')
    .addColumn('instance', 'text', (column) => column.primaryKey())
    .addColumn('seen_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('leader')
    .addColumn('place', 'integer', (column) => column.primaryKey())
    .addColumn('instance', 'text', (column) => column.notNull())
    .addColumn('seen_at', 'bigint', (column) => column.notNull())
    .execute();
}
