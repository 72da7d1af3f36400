import { sql, type Kysely } from 'kysely';
import type { Instant } from '../../../../softphone/core/index.ts';
import { laneKinds, type Effect, type StoredEffect } from '../../callCenter/effects.ts';
import type { EffectCounts, KindCounts } from '../../callCenter/ports/store.ts';
import { unheard } from './dialects.ts';
import { setAsideLogs } from './unloggedCalls.ts';
import type { Tables } from './tables.ts';

export interface DueQuestion {
  readonly at: Instant;
  readonly busyLanes: readonly string[];
  readonly limit: number;
  /** Nothing is due unless this instance leads; absent where there is one instance only. */
  readonly leader: string | undefined;
}

/** Effects that are due and first in their lane, oldest first, without those of busy lanes. */
export async function readDueEffects(
  db: Kysely<Tables>,
  { at, busyLanes, limit, leader }: DueQuestion,
): Promise<readonly StoredEffect[]> {
  const busy = new Set(busyLanes);
  const rows = await laneHeads(db)
    .select(['head.id', 'head.lane', 'head.effect', 'head.due_at', 'head.attempts'])
    .where('head.due_at', '<=', at)
    .$if(leader !== undefined, (heads) =>
      heads.where(({ exists, selectFrom }) =>
        exists(
          selectFrom('leader')
            .select('place')
            .where('instance', '=', leader ?? ''),
        ),
      ),
    )
    .orderBy('head.due_at')
    .orderBy('head.id')
    // A busy lane has one head: with so many more rows, `limit` others are among them.
    .limit(limit + busy.size)
    .execute();
  return rows
    .filter(({ lane }) => !busy.has(lane))
    .slice(0, limit)
    .map(({ id, lane, effect, due_at, attempts }) => ({
      id,
      lane,
      effect: JSON.parse(effect) as Effect,
      dueAt: due_at as Instant,
      attempts,
    }));
}

/** When the first effect after `at` falls due. */
export async function readNextDueAt(db: Kysely<Tables>, at: Instant): Promise<Instant | undefined> {
  const row = await laneHeads(db)
    .select('head.due_at')
    .where('head.due_at', '>', at)
    .orderBy('head.due_at')
    .limit(1)
    .executeTakeFirst();
  return row?.due_at as Instant | undefined;
}

/** What waits and has nothing before it in its lane. */
function laneHeads(db: Kysely<Tables>) {
  return db
    .selectFrom('outbox as head')
    .where('head.given_up_at', 'is', null)
    .where((expression) =>
      expression.not(
        expression.exists(
          expression
            .selectFrom('outbox as earlier')
            .select('earlier.id')
            .whereRef('earlier.lane', '=', 'head.lane')
            .whereRef('earlier.id', '<', 'head.id')
            .where('earlier.given_up_at', 'is', null),
        ),
      ),
    );
}

export async function deleteEffect(db: Kysely<Tables>, id: number): Promise<void> {
  await db.deleteFrom('outbox').where('id', '=', id).modifyEnd(unheard).execute();
}

export async function putOff(
  db: Kysely<Tables>,
  { id, retryAt, reason }: { id: number; retryAt: Instant; reason: string },
): Promise<void> {
  await db
    .updateTable('outbox')
    .set(({ eb }) => ({ due_at: retryAt, attempts: eb('attempts', '+', 1), last_reason: reason }))
    .where('id', '=', id)
    .execute();
}

export async function setAside(
  db: Kysely<Tables>,
  { id, at, reason, fields }: { id: number; at: Instant; reason: string; fields: readonly string[] },
): Promise<void> {
  await db
    .updateTable('outbox')
    .set(({ eb }) => ({
      given_up_at: at,
      last_reason: reason,
      refused_fields: JSON.stringify(fields),
      attempts: eb('attempts', '+', 1),
    }))
    .where('id', '=', id)
    .execute();
}

export async function countEffects(db: Kysely<Tables>, at: Instant): Promise<EffectCounts> {
  const { total, givenUp } = await db
    .selectFrom('outbox')
    .select(({ fn }) => [fn.countAll<number>().as('total'), fn.count<number>('given_up_at').as('givenUp')])
    .executeTakeFirstOrThrow();
  const { retried } = await db
    .selectFrom('outbox')
    .select(({ fn }) => fn.countAll<number>().as('retried'))
    .where('given_up_at', 'is', null)
    .where('attempts', '>', 0)
    .executeTakeFirstOrThrow();
  const { oldest } = await db
    .selectFrom('outbox')
    .select(({ fn }) => fn.min<number | null>('due_at').as('oldest'))
    .where('given_up_at', 'is', null)
    .where('due_at', '<=', at)
    .executeTakeFirstOrThrow();
  const { unlogged } = await setAsideLogs(db)
    .select(({ fn }) => fn.countAll<number>().as('unlogged'))
    .executeTakeFirstOrThrow();
  return {
    waitingEffects: total - givenUp,
    retriedEffects: retried,
    givenUpEffects: givenUp,
    unloggedCalls: unlogged,
    ...(oldest !== null && { oldestDueAt: oldest as Instant }),
  };
}

/** By the beginning of the lane's name: what the effect says may be sealed. */
export async function countEffectsByKind(db: Kysely<Tables>, at: Instant): Promise<readonly KindCounts[]> {
  const kind = sql<string>`case ${sql.join(
    laneKinds.map((name) => sql`when lane like ${sql.lit(`${name}:%`)} then ${sql.lit(name)}`),
    sql` `,
  )} else 'other' end`;
  const rows = await db
    .selectFrom('outbox')
    .select(({ fn }) => [
      kind.as('kind'),
      fn
        .countAll<number>()
        .filterWhere('given_up_at', 'is', null)
        .filterWhere('due_at', '>', at)
        .as('waiting'),
      fn.countAll<number>().filterWhere('given_up_at', 'is', null).filterWhere('due_at', '<=', at).as('due'),
      fn
        .countAll<number>()
        .filterWhere('given_up_at', 'is', null)
        .filterWhere('attempts', '>', 0)
        .as('retried'),
      fn.count<number>('given_up_at').as('givenUp'),
      fn
        .min<number | null>('due_at')
        .filterWhere('given_up_at', 'is', null)
        .filterWhere('due_at', '<=', at)
        .as('oldest'),
    ])
    .groupBy('kind')
    .execute();
  return rows.map(({ oldest, ...counts }) => ({
    ...counts,
    ...(oldest !== null && { oldestDueAt: oldest as Instant }),
  }));
}
