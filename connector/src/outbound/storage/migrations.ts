import { sql, type Kysely } from 'kysely';
import { Migrator, type Migration } from 'kysely/migration';
import { isPostgres, withId } from './dialects.ts';
import { createDueRows } from './dueRowTable.ts';
import { createFacts, indexFacts } from './factTable.ts';
import { fillHistory } from './historyLines.ts';
import { createInbox } from './inboxTable.ts';
import { createInstances } from './instanceTables.ts';
import { rewriteInteractions } from './rewriteInteractions.ts';
import type { Tables } from './tables.ts';

/** Every change of the tables, in order. A published migration never changes: the next one corrects it. */
const migrations: Readonly<Record<string, Migration>> = {
  '0001CallCenter': {
    async up(db) {
      await createInteractions(db);
      await createDesks(db);
      await createOutbox(db);
      await db.schema
        .createTable('seen_events')
        .addColumn('key', 'text', (column) => column.primaryKey())
        .addColumn('at', 'bigint', (column) => column.notNull())
        .execute();
      await db.schema.createIndex('seen_events_by_age').on('seen_events').column('at').execute();
      await db.schema
        .createTable('one_time_values')
        .addColumn('kind', 'text', (column) => column.notNull())
        .addColumn('value', 'text', (column) => column.notNull())
        .addColumn('expires_at', 'bigint', (column) => column.notNull())
        .addPrimaryKeyConstraint('one_time_values_key', ['kind', 'value'])
        .execute();
    },
  },
  '0002LiveInteractions': {
    async up(db) {
      await db.schema
        .createIndex('interactions_not_ended')
        .on('interactions')
        .column('started_at')
        .where(sql<boolean>`phase != 'ended'`)
        .execute();
    },
  },
  '0003UnloggedCalls': {
    async up(db) {
      await db.schema.alterTable('outbox').addColumn('log_key', 'text').execute();
      await db.schema.alterTable('outbox').addColumn('refused_fields', 'text').execute();
      if (!isPostgres(db)) {
        await sql`update outbox set log_key = json_extract(effect, '$.interactionId')
          where json_extract(effect, '$.type') = 'saveCallLog'`.execute(db);
      }
      await db.schema
        .createIndex('outbox_unlogged')
        .on('outbox')
        .column('log_key')
        .where(sql<boolean>`given_up_at is not null`)
        .execute();
      await db.schema
        .createTable('kept_texts')
        .addColumn('name', 'text', (column) => column.primaryKey())
        .addColumn('text', 'text', (column) => column.notNull())
        .execute();
    },
  },
  '0004InteractionAgents': {
    async up(db: Kysely<Tables>) {
      await db.schema
        .createTable('interaction_agents')
        .addColumn('agent_id', 'text', (column) => column.notNull())
        .addColumn('interaction_id', 'text', (column) => column.notNull())
        .addColumn('started_at', 'bigint', (column) => column.notNull())
        .addPrimaryKeyConstraint('interaction_agents_key', ['agent_id', 'started_at', 'interaction_id'])
        .execute();
      await fillHistory(db);
      await db.schema.dropIndex('interactions_of_agent').execute();
      await db.schema.alterTable('interactions').dropColumn('agent_id').execute();
    },
  },
  '0005Parties': {
    async up(db: Kysely<Tables>) {
      await rewriteInteractions(db);
    },
  },
  '0006Facts': {
    async up(db) {
      await createFacts(db);
    },
  },
  '0007Reports': {
    async up(db) {
      await indexFacts(db);
      await createDueRows(db);
    },
  },
  '0008Instances': {
    async up(db: Kysely<Tables>) {
      await createInstances(db);
    },
  },
  '0009InteractionsByAge': {
    async up(db) {
      await db.schema
        .createIndex('interactions_ended')
        .on('interactions')
        .column('started_at')
        .where(sql<boolean>`phase = 'ended'`)
        .execute();
    },
  },
  '0010Inbox': {
    async up(db) {
      await createInbox(db);
    },
  },
};

/** Brings the database to the newest shape. Rejects when a newer connector has been at it. */
export async function migrate(db: Kysely<Tables>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrations) } });
  const { error } = await migrator.migrateToLatest();
  if (!error) return;
  const advice = 'If a newer connector has used it, start that version again or restore a copy from before.';
  throw new Error(`The database could not be brought to this version's shape. ${advice}`, { cause: error });
}

async function createInteractions(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('interactions')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('first_leg_id', 'text')
    .addColumn('agent_id', 'text')
    .addColumn('started_at', 'bigint', (column) => column.notNull())
    .addColumn('phase', 'text', (column) => column.notNull())
    .addColumn('record', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex('interactions_by_first_leg')
    .on('interactions')
    .column('first_leg_id')
    .execute();
  await db.schema
    .createIndex('interactions_of_agent')
    .on('interactions')
    .columns(['agent_id', 'started_at'])
    .execute();
}

async function createDesks(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('desks')
    .addColumn('agent_id', 'text', (column) => column.primaryKey())
    .addColumn('seq', 'bigint', (column) => column.notNull())
    .addColumn('desk', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('desk_events')
    .addColumn('agent_id', 'text', (column) => column.notNull())
    .addColumn('seq', 'bigint', (column) => column.notNull())
    .addColumn('event', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('desk_events_key', ['agent_id', 'seq'])
    .execute();
}

async function createOutbox(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('outbox')
    .$call(withId(db))
    .addColumn('lane', 'text', (column) => column.notNull())
    .addColumn('effect', 'text', (column) => column.notNull())
    .addColumn('due_at', 'bigint', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('last_reason', 'text')
    .addColumn('given_up_at', 'bigint')
    .execute();
  const waiting = sql<boolean>`given_up_at is null`;
  await db.schema.createIndex('outbox_by_lane').on('outbox').columns(['lane', 'id']).where(waiting).execute();
  await db.schema
    .createIndex('outbox_by_due')
    .on('outbox')
    .columns(['due_at', 'id'])
    .where(waiting)
    .execute();
}
