import { plainMatches, type RecordMatch } from '../../../../softphone/core/index.ts';
import { askForLogs } from '../callLog/askForLogs.ts';
import { inHand } from '../interactions/agentParts.ts';
import type { InteractionRecord } from '../interactions/interactionRecord.ts';
import type { Turn } from '../turn.ts';

/**
 * Keeps what the CRM found, and shows it to the agents who have the interaction.
 * What needs no choice is related at once; among several the agent chooses.
 */
export async function recordMatches(
  turn: Turn,
  record: InteractionRecord,
  matches: readonly RecordMatch[],
): Promise<void> {
  const plain = plainMatches(matches);
  const parts = record.parts.map((part) => ({ ...plain, ...part }));
  const matched = await turn.save({ ...record, matches, parts });
  for (const { agentId } of parts.filter(inHand)) {
    await turn.tellAgent(agentId, { type: 'matched', interactionId: record.id, matches, at: turn.at });
  }
  await askForLogs(turn, matched);
}
