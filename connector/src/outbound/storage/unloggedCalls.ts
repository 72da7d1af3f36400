import type { Kysely } from 'kysely';
import type { AgentId, Instant } from '../../../../softphone/core/index.ts';
import type { Effect } from '../../callCenter/effects.ts';
import type { InteractionRecord } from '../../callCenter/interactions/interactionRecord.ts';
import type { UnloggedCall } from '../../callCenter/ports/unloggedCalls.ts';
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
    .innerJoin('interactions', (join) =>
      join.onRef('interactions.id', '=', (expression) =>
        expression.fn<string>('json_extract', ['effect', expression.val('$.interactionId')]),
      ),
    )
    .select([
      'outbox.effect',
      'outbox.log_key',
      'outbox.last_reason',
      'outbox.refused_fields',
      'outbox.attempts',
      'outbox.given_up_at',
      'interactions.record',
    ])
    .orderBy('outbox.given_up_at', 'desc')
    .orderBy('outbox.id', 'desc')
    .limit(MOST_LISTED)
    .execute();
  return rows.map((row) => {
    const { direction, startedAt, queue } = JSON.parse(row.record) as InteractionRecord;
    const agentId = agentOf(JSON.parse(row.effect) as Effect);
    return {
      key: row.log_key ?? '',
      startedAt,
      direction,
      reason: row.last_reason ?? '',
      fields: JSON.parse(row.refused_fields ?? '[]') as string[],
      attempts: row.attempts,
      givenUpAt: (row.given_up_at ?? 0) as Instant,
      ...(agentId !== undefined && { agentId }),
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

function agentOf(effect: Effect): AgentId | undefined {
  return effect.type === 'saveCallLog' ? effect.agentId : undefined;
}
