import { interactionAt, type AgentId } from '../../../../softphone/core/index.ts';
import { after, endWrapUp } from '../interactions/endInteraction.ts';
import type { InteractionRecord } from '../interactions/interactionRecord.ts';
import type { Turn } from '../turn.ts';

/** The agent has longer to write: counted from the end that was set before. */
export async function extendWrapUp(
  turn: Turn,
  { id: interactionId }: InteractionRecord,
  agentId: AgentId,
): Promise<undefined> {
  const desk = await turn.desk(agentId);
  const wrapUp = desk && interactionAt(desk, interactionId)?.wrapUp;
  if (!wrapUp) return;
  const wrapUpEndsAt = after(wrapUp.endsAt, turn.settings.agent.wrapUpExtensionSeconds);
  await turn.tellAgent(agentId, { type: 'wrapUpExtended', interactionId, wrapUpEndsAt, at: turn.at });
  await turn.ask({ type: 'completeWrapUp', interactionId, agentId }, wrapUpEndsAt);
}

/** The time to write is up, unless it was made longer meanwhile. */
export async function wrapUpRunsOut(turn: Turn, record: InteractionRecord, agentId: AgentId): Promise<void> {
  const desk = await turn.desk(agentId);
  const endsAt = desk && interactionAt(desk, record.id)?.wrapUp?.endsAt;
  if (endsAt === undefined || endsAt <= turn.at) await endWrapUp(turn, record, { agentId, ended: 'byTime' });
}
