import type { AgentId } from '../../../../softphone/core/index.ts';
import { changePart } from '../interactions/agentParts.ts';
import type { InteractionRecord } from '../interactions/interactionRecord.ts';
import type { Turn } from '../turn.ts';

/** The agent wants a supervisor to come, or does not any more; supervisors see it on the wallboard. */
export async function askForHelp(
  turn: Turn,
  record: InteractionRecord,
  { agentId, asked }: { readonly agentId: AgentId; readonly asked: boolean },
): Promise<void> {
  const changed = changePart(record, agentId, ({ helpAskedAt: _before, ...part }) =>
    asked ? { ...part, helpAskedAt: turn.at } : part,
  );
  await turn.save(changed);
  await turn.tellAgent(agentId, { type: 'helpAsked', interactionId: record.id, asked, at: turn.at });
}
