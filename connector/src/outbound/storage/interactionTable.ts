import type { Kysely } from 'kysely';
import type { InteractionId } from '../../../../softphone/core/index.ts';
import type { InteractionRecord } from '../../callCenter/interactions/interactionRecord.ts';
import type { Tables } from './tables.ts';

/** So many records are in memory at once while an older database is brought up to date. */
const BATCH = 500;

export async function readInteraction(
  db: Kysely<Tables>,
  id: string,
): Promise<InteractionRecord | undefined> {
  const row = await db.selectFrom('interactions').select('record').where('id', '=', id).executeTakeFirst();
  return row && (JSON.parse(row.record) as InteractionRecord);
}

export async function readInteractions(
  db: Kysely<Tables>,
  ids: readonly InteractionId[],
): Promise<ReadonlyMap<InteractionId, InteractionRecord>> {
  if (ids.length === 0) return new Map();
  const rows = await db.selectFrom('interactions').select('record').where('id', 'in', ids).execute();
  const records = rows.map(({ record }) => JSON.parse(record) as InteractionRecord);
  return new Map(records.map((record) => [record.id, record]));
}

/** The interactions that have not ended, oldest first. */
export async function readLiveInteractions(db: Kysely<Tables>): Promise<readonly InteractionRecord[]> {
  const rows = await db
    .selectFrom('interactions')
    .select('record')
    .where('phase', '!=', 'ended')
    .orderBy('started_at')
    .execute();
  return rows.map(({ record }) => JSON.parse(record) as InteractionRecord);
}

/** Handles every interaction that is kept, some at a time. */
export async function forBatches(
  db: Kysely<Tables>,
  handle: (rows: readonly { readonly id: string; readonly record: string }[]) => Promise<void>,
): Promise<void> {
  let after = '';
  for (;;) {
    const rows = await db
      .selectFrom('interactions')
      .select(['id', 'record'])
      .where('id', '>', after)
      .orderBy('id')
      .limit(BATCH)
      .execute();
    const last = rows.at(-1);
    if (!last) return;
    await handle(rows);
    after = last.id;
  }
}
