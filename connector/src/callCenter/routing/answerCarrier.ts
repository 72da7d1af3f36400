import type { InteractionId } from '../../../../softphone/core/index.ts';
import { callerGone } from '../interactions/legs.ts';
import type { InteractionRecord } from '../interactions/interactionRecord.ts';
import type { EntryPoint } from '../settings.ts';
import type { CallInstruction, CallQuestion } from '../telephonyEvents.ts';
import type { Turn } from '../turn.ts';

type Question<Type extends CallQuestion['type']> = Extract<CallQuestion, { type: Type }>;

const UNKNOWN_NUMBER = 'This number is not in service. Goodbye.';
const NOBODY_THERE = 'We are sorry, nobody can take your call now. Please call again later.';

/**
 * What the carrier does next with a leg.
 *
 * The answer follows from the interaction as it stands, so a question asked twice gets the same answer.
 */
export async function answerCarrier(
  turn: Turn,
  question: CallQuestion,
  newId: () => InteractionId,
): Promise<CallInstruction> {
  switch (question.type) {
    case 'callArrived':
      return callArrived(turn, question, newId);
    case 'digitsCollected':
      return digitsCollected(turn, question);
    case 'queueLeft':
      return queueLeft(turn, question);
    case 'agentLegArrived':
      return agentLegArrived(turn, question);
  }
}

async function callArrived(
  turn: Turn,
  { legId, ani, dnis }: Question<'callArrived'>,
  newId: () => InteractionId,
): Promise<CallInstruction> {
  const entryPoint = entryPointOf(turn, dnis);
  if (!entryPoint) return { type: 'hangUp', message: UNKNOWN_NUMBER };
  const record =
    (await turn.store.interactionOfLeg(legId)) ??
    (await turn.save({
      id: newId(),
      direction: 'inbound',
      ani,
      dnis,
      queue: entryPoint.queue,
      phase: 'arriving',
      customerLegId: legId,
      joined: [],
      notes: '',
      startedAt: turn.at,
    }));
  return entryPoint.casePrompt === undefined
    ? enqueue(turn, record, entryPoint)
    : { type: 'collectDigits', interactionId: record.id, prompt: entryPoint.casePrompt };
}

async function digitsCollected(turn: Turn, question: Question<'digitsCollected'>): Promise<CallInstruction> {
  const record = await turn.store.interaction(question.interactionId);
  const entryPoint = record && entryPointOf(turn, record.dnis);
  if (!entryPoint) return { type: 'hangUp' };
  const collected = question.digits === '' ? record : { ...record, collected: question.digits };
  return enqueue(turn, collected, entryPoint);
}

async function enqueue(
  turn: Turn,
  record: InteractionRecord,
  entryPoint: EntryPoint,
): Promise<CallInstruction> {
  if (record.phase === 'arriving') {
    await turn.save({ ...record, phase: 'waiting' });
    await turn.ask({ type: 'findMatches', interactionId: record.id });
  }
  return {
    type: 'enqueue',
    interactionId: record.id,
    queue: entryPoint.queue,
    ...(entryPoint.greeting !== undefined && { greeting: entryPoint.greeting }),
  };
}

async function queueLeft(turn: Turn, question: Question<'queueLeft'>): Promise<CallInstruction> {
  const record = await turn.store.interaction(question.interactionId);
  if (!record) return { type: 'hangUp' };
  const served = record.phase === 'connected' || record.answeredAt !== undefined;
  const leaving = question.callerGone ? record : ({ ...record, hungUpBy: 'system' } as const);
  if (record.phase !== 'ended' && (question.callerGone || !served)) await callerGone(turn, leaving);
  return served || question.callerGone ? { type: 'hangUp' } : { type: 'hangUp', message: NOBODY_THERE };
}

/** Only the agent who dialled gets into the call, and with one leg only. */
async function agentLegArrived(turn: Turn, question: Question<'agentLegArrived'>): Promise<CallInstruction> {
  const record = await turn.store.interaction(question.interactionId);
  const own = record?.phase === 'dialing' && record.agentId === question.agentId;
  if (!own || (record.agentLegId && record.agentLegId !== question.legId)) return { type: 'hangUp' };
  await turn.save({ ...record, agentLegId: question.legId });
  return { type: 'joinConference', interactionId: record.id, recorded: record.recording !== undefined };
}

function entryPointOf(turn: Turn, dnis: string): EntryPoint | undefined {
  return turn.settings.entryPoints.find((entryPoint) => entryPoint.dnis === dnis);
}
