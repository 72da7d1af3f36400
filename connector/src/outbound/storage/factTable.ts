import { sql, type Kysely } from 'kysely';
import type { AgentId, Instant } from '../../../../softphone/core/index.ts';
import { countsAt, waitOf, type Fact, type FactOf, type StateChange } from '../../callCenter/ledger/fact.ts';
import { isPostgres, unheard, withId } from './dialects.ts';
import type { Tables } from './tables.ts';

export async function createFacts(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('facts')
    .$call(withId(db))
    .addColumn('counts_at', 'bigint', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('agent_id', 'text')
    .addColumn('fact', 'text', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('facts_by_time').on('facts').columns(['counts_at', 'id']).execute();
  await db.schema
    .createIndex('facts_of_states')
    .on('facts')
    .columns(['agent_id', 'id'])
    .where(sql<boolean>`kind = 'agentState'`)
    .execute();
}

/** What makes the facts of one agent, or of one queue, quick to find, however many there are. */
export async function indexFacts(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema.alterTable('facts').addColumn('queue', 'text').execute();
  await schema.alterTable('facts').addColumn('queued_at', 'bigint').execute();
  await schema
    .alterTable('facts')
    .addColumn('overwritten', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
  if (!isPostgres(db)) await tellOfEarlierFacts(db);
  await schema.dropIndex('facts_of_states').execute();
  await schema
    .createIndex('facts_of_agent')
    .on('facts')
    .columns(['agent_id', 'kind', 'overwritten', 'counts_at'])
    .execute();
  await schema
    .createIndex('facts_of_queue')
    .on('facts')
    .columns(['queue', 'queued_at'])
    .where(sql<boolean>`queue is not null`)
    .execute();
}

/** What the new columns say of the facts that were kept before them. PostgreSQL was not there before them. */
async function tellOfEarlierFacts(db: Kysely<unknown>): Promise<void> {
  await sql`update facts set overwritten = 1 where kind = 'agentState' and exists (
    select 1 from facts as later
    where later.agent_id = facts.agent_id and later.kind = 'agentState'
      and later.id > facts.id and later.counts_at <= facts.counts_at)`.execute(db);
  await sql`update facts set queue = json_extract(fact, '$.queue'), queued_at = json_extract(fact, '$.queuedAt')
    where kind in ('dequeued', 'partOver')`.execute(db);
}

export async function addFacts(db: Kysely<Tables>, facts: readonly Fact[]): Promise<readonly StateChange[]> {
  const changes: StateChange[] = [];
  for (const fact of facts) {
    if (fact.type === 'agentState') changes.push(await changeState(db, fact));
    const { queue = null, queuedAt = null } = waitOf(fact) ?? {};
    await db
      .insertInto('facts')
      .values({
        counts_at: countsAt(fact),
        kind: fact.type,
        agent_id: 'agentId' in fact ? (fact.agentId ?? null) : null,
        queue,
        queued_at: queuedAt,
        overwritten: 0,
        fact: JSON.stringify(fact),
      })
      .modifyEnd(unheard)
      .execute();
  }
  return changes;
}

/** The states of an agent that a new one overwrites are marked: what is not marked stands in order of time. */
async function changeState(db: Kysely<Tables>, { agentId, at }: FactOf<'agentState'>): Promise<StateChange> {
  const later = await db
    .updateTable('facts')
    .set({ overwritten: 1 })
    .where('agent_id', '=', agentId)
    .where('kind', '=', 'agentState')
    .where('overwritten', '=', 0)
    .where('counts_at', '>=', at)
    .returning('counts_at')
    .execute();
  const before = await lastState(db, agentId, at).select('counts_at').executeTakeFirst();
  return {
    agentId,
    at,
    overwritten: later.map(({ counts_at }) => counts_at as Instant).sort((one, other) => one - other),
    ...(before && { ended: before.counts_at as Instant }),
  };
}

/** The state that an agent was in just before an instant. */
export function lastState(db: Kysely<Tables>, agentId: AgentId, at: Instant) {
  return db
    .selectFrom('facts')
    .where('agent_id', '=', agentId)
    .where('kind', '=', 'agentState')
    .where('overwritten', '=', 0)
    .where('counts_at', '<', at)
    .orderBy('counts_at', 'desc')
    .limit(1);
}
