import type { AgentId } from '../../../../softphone/core/index.ts';
import { changePart, openParts } from '../interactions/agentParts.ts';
import type { InteractionRecord } from '../interactions/interactionRecord.ts';
import type { Turn } from '../turn.ts';
import { markOf } from './recording.ts';

/** Every agent who talks sees whether the call is recorded, where the desk shows it otherwise. */
export async function tellRecording(turn: Turn, record: InteractionRecord): Promise<void> {
  for (const { agentId, answeredAt } of openParts(record)) {
    if (answeredAt !== undefined) await tellOne(turn, record, agentId);
  }
}

/** An agent has answered: the recording begins, or goes on as it is for this agent too. */
export async function recordAnswered(
  turn: Turn,
  record: InteractionRecord,
  agentId: AgentId,
): Promise<InteractionRecord> {
  await tellOne(turn, record, agentId);
  const { recordingWish: wish } = record;
  if (wish !== 'running' && wish !== 'paused') return record;
  const recorded = changePart(record, agentId, (part) => ({ ...part, recorded: true }));
  if (record.recording) return recorded;
  await turn.ask({ type: 'adjustRecording', interactionId: record.id });
  return { ...recorded, recording: { state: 'asked' } };
}

async function tellOne(turn: Turn, record: InteractionRecord, agentId: AgentId): Promise<void> {
  const recording = markOf(record);
  const desk = await turn.desk(agentId);
  const shown = desk?.interactions.find(({ id }) => id === record.id);
  if (!shown || shown.recording === recording) return;
  await turn.tellAgent(agentId, {
    type: 'recordingChanged',
    interactionId: record.id,
    at: turn.at,
    ...(recording && { recording }),
  });
}
