import type { Kysely } from 'kysely';
import type { AgentId, Instant } from '../../../../softphone/core/index.ts';
import { agentsTold } from '../../callCenter/callLog/callSummaryOf.ts';
import type { InteractionRecord } from '../../callCenter/interactions/interactionRecord.ts';
import type { Tables } from './tables.ts';

/** So many records are in memory at once while an older database is brought up to date. */
const BATCH = 500;

/** Puts interactions into the history of their agents; who has one already keeps it. */
export async function saveHistoryLines(
  db: Kysely<Tables>,
  records: readonly InteractionRecord[],
): Promise<void> {
  const lines = records.flatMap((record) =>
    agentsTold(record).map((agentId) => ({
      agent_id: agentId,
      interaction_id: record.id,
      started_at: record.startedAt,
    })),
  );
  if (lines.length === 0) return;
  await db
    .insertInto('interaction_agents')
    .values(lines)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** What the earliest records lack. */
const blank: Partial<InteractionRecord> = { parts: [] };

/** Puts every interaction that is kept into the history of its agents. */
export async function fillHistory(db: Kysely<Tables>): Promise<void> {
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
    await saveHistoryLines(
      db,
      rows.map(({ record }) => ({ ...blank, ...(JSON.parse(record) as InteractionRecord) })),
    );
    after = last.id;
  }
}

export async function readHistory(
  db: Kysely<Tables>,
  { agentId, since, limit }: { agentId: AgentId; since: Instant; limit: number },
): Promise<readonly InteractionRecord[]> {
  const rows = await db
    .selectFrom('interaction_agents as line')
    .innerJoin('interactions', 'interactions.id', 'line.interaction_id')
    .select('interactions.record')
    .where('line.agent_id', '=', agentId)
    .where('line.started_at', '>=', since)
    .orderBy('line.started_at', 'desc')
    .orderBy('line.interaction_id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(({ record }) => JSON.parse(record) as InteractionRecord);
}
