import type { Kysely } from 'kysely';
import type { Instant } from '../../../../softphone/core/index.ts';
import type { Effect } from '../../callCenter/effects.ts';
import type { UnloggedCall } from '../../callCenter/ports/unloggedCalls.ts';
import { readInteractions } from './interactionTable.ts';
import type { Tables } from './tables.ts';

/** An admin reads the newest; older ones come up when those are mended. */
const MOST_LISTED = 500;

/** Call logs that were given up. */
export function setAsideLogs(db: Kysely<Tables>) {
  return db.selectFrom('outbox').where('given_up_at', 'is not', null).where('log_key', 'is not', null);
}

/** The call logs that were given up, newest first. */
export async function readUnloggedCalls(db: Kysely<Tables>): Promise<readonly UnloggedCall[]> {
  const rows = await setAsideLogs(db)
    .select(['effect', 'log_key', 'last_reason', 'refused_fields', 'attempts', 'given_up_at'])
    .orderBy('given_up_at', 'desc')
    .orderBy('id', 'desc')
    .limit(MOST_LISTED)
    .execute();
  const logs = rows.map((row) => ({ ...row, told: toldBy(JSON.parse(row.effect) as Effect) }));
  const records = await readInteractions(
    db,
    logs.flatMap(({ told }) => (told ? [told.interactionId] : [])),
  );
  return logs.flatMap(({ told, ...row }) => {
    const record = told && records.get(told.interactionId);
    if (!record) return [];
    const { direction, startedAt, queue } = record;
    return {
      key: row.log_key ?? '',
      startedAt,
      direction,
      reason: row.last_reason ?? '',
      fields: JSON.parse(row.refused_fields ?? '[]') as string[],
      attempts: row.attempts,
      givenUpAt: (row.given_up_at ?? 0) as Instant,
      ...(told.agentId !== undefined && { agentId: told.agentId }),
      ...(queue !== undefined && { queue }),
    };
  });
}

/** Lets a call log that was given up be tried at `at`; `false` when there is none. */
export async function retryUnloggedCall(db: Kysely<Tables>, key: string, at: Instant): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('outbox')
    .set({ given_up_at: null, due_at: at })
    .where('log_key', '=', key)
    .where('given_up_at', 'is not', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Forgets a call log that was given up; `false` when there is none. */
export async function dismissUnloggedCall(db: Kysely<Tables>, key: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('outbox')
    .where('log_key', '=', key)
    .where('given_up_at', 'is not', null)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** Of which interaction a call log tells, and whose part in it. */
function toldBy(effect: Effect): Extract<Effect, { type: 'saveCallLog' }> | undefined {
  return effect.type === 'saveCallLog' ? effect : undefined;
}
