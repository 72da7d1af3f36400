import type { Kysely } from 'kysely';
import type { AgentId, Instant } from '../../../../softphone/core/index.ts';
import { agentsTold } from '../../callCenter/callLog/callSummaryOf.ts';
import type { AgentPart } from '../../callCenter/interactions/agentPart.ts';
import type { InteractionRecord } from '../../callCenter/interactions/interactionRecord.ts';
import { unheard } from './dialects.ts';
import { earlierParts } from './earlierInteraction.ts';
import { forBatches } from './interactionTable.ts';
import type { Tables } from './tables.ts';

/** What a history needs of an interaction. */
interface HistoryOf extends Pick<InteractionRecord, 'id' | 'startedAt'> {
  readonly parts: readonly Pick<AgentPart, 'agentId' | 'left'>[];
}

/** Puts interactions into the history of their agents; who has one already keeps it. */
export async function saveHistoryLines(db: Kysely<Tables>, records: readonly HistoryOf[]): Promise<void> {
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
    .modifyEnd(unheard)
    .execute();
}

/** Puts every interaction that is kept into the history of its agents. */
export async function fillHistory(db: Kysely<Tables>): Promise<void> {
  await forBatches(db, (rows) =>
    saveHistoryLines(
      db,
      rows.map(({ record }) => {
        const earlier = JSON.parse(record) as Pick<InteractionRecord, 'id' | 'startedAt'>;
        return { ...earlier, parts: earlierParts(earlier) };
      }),
    ),
  );
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
