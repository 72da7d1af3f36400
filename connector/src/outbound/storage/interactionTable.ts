import type { Kysely } from 'kysely';
import type { InteractionRecord } from '../../callCenter/interactions/interactionRecord.ts';
import type { Tables } from './tables.ts';

export async function readInteraction(
  db: Kysely<Tables>,
  id: string,
): Promise<InteractionRecord | undefined> {
  const row = await db.selectFrom('interactions').select('record').where('id', '=', id).executeTakeFirst();
  return row && (JSON.parse(row.record) as InteractionRecord);
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
