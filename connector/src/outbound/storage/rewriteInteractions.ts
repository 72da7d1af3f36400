import { sql, type Kysely } from 'kysely';
import { CUSTOMER_PARTY, type Desk } from '../../../../softphone/core/index.ts';
import type { Tables } from './tables.ts';

/** What was kept of an interaction before it had parties. */
interface OneAgentInteraction {
  readonly startedAt: number;
  readonly customerLegId?: string;
  readonly direction: string;
  readonly notes?: string;
  readonly parts?: readonly object[];
}

/**
 * Gives every interaction the parties and parts that it has from now on. Calls that run while the connector is brought
 * up to date end at the carrier as they would; what agents had at hand is not shown any more.
 */
export async function rewriteInteractions(db: Kysely<Tables>): Promise<void> {
  const rows = await db.selectFrom('interactions').select(['id', 'record']).execute();
  for (const { id, record } of rows) {
    const rewritten = JSON.stringify(withParties(JSON.parse(record) as OneAgentInteraction));
    await db
      .updateTable('interactions')
      .set({ record: rewritten, phase: 'ended' })
      .where('id', '=', id)
      .execute();
  }
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

function withParties(record: OneAgentInteraction): object {
  const { customerLegId, startedAt, direction, parts = [] } = record;
  const via = direction === 'inbound' ? 'queue' : 'dialed';
  return {
    ...record,
    phase: 'ended',
    parts: parts.map((part) => ({ notes: '', ...part, via, muted: false })),
    parties: [
      {
        id: CUSTOMER_PARTY,
        role: 'customer',
        state: 'outside',
        since: startedAt,
        held: false,
        away: false,
        sound: 'talk',
        soundSince: startedAt,
        ...(customerLegId !== undefined && { legId: customerLegId }),
      },
    ],
  };
}
