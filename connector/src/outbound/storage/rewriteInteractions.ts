import { sql, type Kysely } from 'kysely';
import type { Desk } from '../../../../softphone/core/index.ts';
import { inThePartsOfToday } from './earlierInteraction.ts';
import { forBatches } from './interactionTable.ts';
import type { Tables } from './tables.ts';

/**
 * Gives every interaction the parties and parts that it has from now on. Calls that run while the connector is brought
 * up to date go on and are logged; at the agents' desks they are not shown any more.
 */
export async function rewriteInteractions(db: Kysely<Tables>): Promise<void> {
  await forBatches(db, async (rows) => {
    for (const { id, record } of rows) {
      const rewritten = inThePartsOfToday(JSON.parse(record) as object);
      await db
        .updateTable('interactions')
        .set({ record: JSON.stringify(rewritten), phase: rewritten.phase })
        .where('id', '=', id)
        .execute();
    }
  });
  for (const { agent_id, desk } of await db.selectFrom('desks').selectAll().execute()) {
    const cleared: Desk = { ...(JSON.parse(desk) as Desk), interactions: [] };
    await db
      .updateTable('desks')
      .set({ desk: JSON.stringify(cleared), seq: sql<number>`seq + 1` })
      .where('agent_id', '=', agent_id)
      .execute();
  }
  await db.deleteFrom('desk_events').execute();
}
