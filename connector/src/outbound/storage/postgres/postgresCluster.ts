import { randomUUID } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import type { Candidacy, Cluster } from '../../../callCenter/ports/cluster.ts';
import type { Announcements } from '../../../callCenter/ports/store.ts';
import { asking } from '../storeFailures.ts';
import type { Tables } from '../tables.ts';
import { PRUNE } from './announcements.ts';
import { startHeartbeat } from './heartbeat.ts';
import { createLeadership } from './leadership.ts';
import { createListeners } from './listeners.ts';
import type { OwnConnection } from './ownConnection.ts';
import { createRollCall, type HeardOf } from './rollCall.ts';
import { GONE_AFTER_MS, NOW } from './sharedTimes.ts';

const MINUTE_MS = 60_000;

/** Says that the instance is there, and returns who was before, this instance included. */
const APPEAR = `with before as (select instance, seen_at from instances), mine as (
    insert into instances (instance, seen_at) values ($1, ${NOW})
    on conflict (instance) do update set seen_at = excluded.seen_at
  )
  select instance, ${NOW} - seen_at as "ageMs" from before`;

/** Once told of, an instance that is gone is of no more use; a new leader may still want to know of one. */
const FORGET_GONE = `delete from instances where abs(${NOW} - seen_at) > ${MINUTE_MS}`;

export interface PostgresCluster {
  readonly cluster: Cluster;
  readonly onNews: Announcements['onNews'];
  close(): Promise<void>;
}

/** Joins the instances on the database. */
export async function joinCluster(address: string, db: Kysely<Tables>): Promise<PostgresCluster> {
  const instance = randomUUID();
  const news = createListeners<[]>();
  const gone = createListeners<[instance: string]>();
  const leadership = createLeadership(address, instance);
  const rollCall = createRollCall(instance);
  const candidacies = new Set<Candidacy>();
  let tidiedAt = -Infinity;

  async function beat(ask: OwnConnection['ask']): Promise<void> {
    const found = rollCall.beat(await ask<HeardOf>(APPEAR, [instance]));
    await leadership.watchLeader(ask);
    if (!leadership.isLeading) {
      rollCall.forget();
      return;
    }
    for (const each of found) gone.tell(each);
    if (performance.now() - tidiedAt < MINUTE_MS) return;
    tidiedAt = performance.now();
    await ask(PRUNE, []);
    await ask(FORGET_GONE, []);
  }

  await appear(db, instance, 0);
  const heartbeat = startHeartbeat({ address, beat, wake: news.tell });
  return {
    onNews: news.add,
    cluster: {
      instance,
      lead(candidate) {
        const candidacy = leadership.lead(candidate);
        candidacies.add(candidacy);
        return candidacy;
      },
      instances: () => asking(() => readInstances(db)),
      onGone: gone.add,
    },
    async close() {
      await Promise.all([...candidacies].map((candidacy) => candidacy.stop()));
      await heartbeat.stop();
      await appear(db, instance, -GONE_AFTER_MS).catch(() => undefined);
    },
  };
}

/** Writes when the instance was last there; in the past for one that goes, so that it is found gone at once. */
async function appear(db: Kysely<Tables>, instance: string, shiftMs: number): Promise<void> {
  const seenAt = sql<number>`${sql.raw(NOW)} + ${sql.lit(shiftMs)}`;
  await db
    .insertInto('instances')
    .values({ instance, seen_at: seenAt })
    .onConflict((conflict) => conflict.column('instance').doUpdateSet({ seen_at: seenAt }))
    .execute();
}

async function readInstances(db: Kysely<Tables>): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('instances')
    .select('instance')
    .where(sql<number>`abs(${sql.raw(NOW)} - seen_at)`, '<', GONE_AFTER_MS)
    .execute();
  return rows.map(({ instance }) => instance);
}
