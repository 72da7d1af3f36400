import type { InteractionRecord } from '../interactions/interactionRecord.ts';
import type { Turn } from '../turn.ts';
import { agentsToLog, callLogOf } from './callLogOf.ts';
import { hasMessageFor } from '../voicemail/voicemail.ts';
import { logKeyOf } from './logKey.ts';

/**
 * Asks for every log of the interaction that can be written now and was not asked for before: each is written once,
 * when all of it is known. While the CRM is asked whose number it is, the logs wait.
 */
export async function askForLogs(turn: Turn, record: InteractionRecord): Promise<void> {
  if (!record.matches) return;
  const { id: interactionId } = record;
  for (const agentId of agentsToLog(record)) {
    if (await turn.store.once(`log:${logKeyOf(interactionId, agentId)}`)) {
      await turn.ask({ type: 'saveCallLog', interactionId, agentId });
    }
  }
  if (!needsLogOfItsOwn(turn, record)) return;
  if (await turn.store.once(`log:${logKeyOf(interactionId)}`)) {
    await turn.ask({ type: 'saveCallLog', interactionId });
  }
}

/** A call leaves a trace though no agent took it: its own, where no agent's log stands for it. */
function needsLogOfItsOwn(turn: Turn, record: InteractionRecord): boolean {
  if (record.phase !== 'ended') return false;
  if (hasMessageFor(record)) return true;
  if (record.parts.length === 0) return true;
  if (record.answeredAt !== undefined || record.direction !== 'inbound') return false;
  const kinds = agentsToLog(record).map((agentId) => callLogOf(record, agentId)?.kind);
  return kinds.every((kind) => kind === undefined || turn.settings.logPolicy(kind).log === 'none');
}
