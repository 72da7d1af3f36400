import { plainMatches, type RecordMatch } from '../../../../softphone/core/index.ts';
import type { InteractionRecord } from '../interactions/interactionRecord.ts';
import type { Turn } from '../turn.ts';

/**
 * Keeps what the CRM found, and shows it to the agent who has the interaction.
 * What needs no choice is related at once; among several the agent chooses.
 */
export async function recordMatches(
  turn: Turn,
  record: InteractionRecord,
  matches: readonly RecordMatch[],
): Promise<void> {
  await turn.save({ ...plainMatches(matches), ...record, matches });
  if (record.agentId && record.phase !== 'waiting') {
    await turn.tellAgent(record.agentId, { type: 'matched', interactionId: record.id, matches, at: turn.at });
  }
  if (record.phase === 'ended') await turn.ask({ type: 'saveCallLog', interactionId: record.id });
}
