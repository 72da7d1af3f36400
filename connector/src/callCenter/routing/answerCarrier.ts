import { CUSTOMER_PARTY, type InteractionId } from '../../../../softphone/core/index.ts';
import { openPart } from '../interactions/agentParts.ts';
import { withCustomerOutside } from '../interactions/customerOutside.ts';
import { callerGone } from '../interactions/legs.ts';
import type { InteractionRecord } from '../interactions/interactionRecord.ts';
import { changeParty, partyAt, roomOf } from '../interactions/parties.ts';
import { agentPartyId, newParty } from '../interactions/partyRecord.ts';
import type { EntryPoint } from '../settings.ts';
import type { CallInstruction, CallQuestion } from '../telephonyEvents.ts';
import type { Turn } from '../turn.ts';
import { messageAsked, messageLeft, offerMessage } from '../voicemail/answerVoicemail.ts';
import { customerJoins } from './customerJoins.ts';
import { agentsNumberCalled, extensionCollected } from './directCalls.ts';

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
    case 'agentLegArrived':
      return agentLegArrived(turn, question);
    case 'digitsCollected':
    case 'queueLeft':
    case 'queueAsked':
    case 'roomAsked':
    case 'messageAsked':
    case 'messageLeft':
      return goOn(turn, question);
  }
}

async function goOn(
  turn: Turn,
  question: Exclude<CallQuestion, { type: 'callArrived' | 'agentLegArrived' }>,
): Promise<CallInstruction> {
  const record = await turn.store.interaction(question.interactionId);
  if (!record) return { type: 'hangUp' };
  switch (question.type) {
    case 'digitsCollected':
      return digitsCollected(turn, record, question);
    case 'queueLeft':
      return queueLeft(turn, record, question);
    case 'queueAsked':
      return record.phase === 'waiting' ? queueInstruction(record) : { type: 'hangUp' };
    case 'roomAsked':
      return record.phase === 'ended' ? { type: 'hangUp' } : customerJoins(record);
    case 'messageAsked':
      return messageAsked(turn, record);
    case 'messageLeft':
      return messageLeft(turn, record, question.message);
  }
}

async function callArrived(
  turn: Turn,
  { legId, ani, dnis }: Question<'callArrived'>,
  newId: () => InteractionId,
): Promise<CallInstruction> {
  const entryPoint = entryPointOf(turn, dnis);
  if (!entryPoint) return { type: 'hangUp', message: UNKNOWN_NUMBER };
  const party = newParty(
    { id: CUSTOMER_PARTY, role: 'customer', number: ani, legId, state: 'outside' },
    turn.at,
  );
  const record =
    (await turn.store.interactionOfLeg(legId)) ??
    (await turn.save({
      id: newId(),
      direction: 'inbound',
      ani,
      dnis,
      queue: entryPoint.queue,
      phase: 'arriving',
      parties: [party],
      parts: [],
      startedAt: turn.at,
    }));
  const direct = await agentsNumberCalled(turn, record, entryPoint);
  if (direct) return direct;
  const prompt = entryPoint.extensionPrompt ?? entryPoint.casePrompt;
  return prompt === undefined
    ? enqueue(turn, record, entryPoint)
    : { type: 'collectDigits', interactionId: record.id, prompt, attempt: 1 };
}

async function digitsCollected(
  turn: Turn,
  record: InteractionRecord,
  { digits, attempt }: Question<'digitsCollected'>,
): Promise<CallInstruction> {
  const entryPoint = entryPointOf(turn, record.dnis);
  if (!entryPoint) return { type: 'hangUp' };
  if (entryPoint.extensionPrompt !== undefined && digits !== '') {
    return (await extensionCollected(turn, record, { digits, attempt })) ?? enqueue(turn, record, entryPoint);
  }
  return enqueue(turn, digits === '' ? record : { ...record, collected: digits }, entryPoint);
}

async function enqueue(
  turn: Turn,
  record: InteractionRecord,
  { greeting }: EntryPoint,
): Promise<CallInstruction> {
  const { id: interactionId } = record;
  if (record.phase === 'arriving') {
    const { queue = '' } = record;
    await turn.save({ ...record, phase: 'waiting', queued: { queue, at: turn.at } });
    await turn.ask({ type: 'findMatches', interactionId });
  }
  return { ...queueInstruction(record), ...(greeting !== undefined && { greeting }) };
}

function queueInstruction({
  id: interactionId,
  queue = '',
  priority,
}: InteractionRecord): Extract<CallInstruction, { type: 'enqueue' }> {
  return { type: 'enqueue', interactionId, queue, ...(priority !== undefined && { priority }) };
}

/**
 * A leg that left the queue for the conference, another queue, or a message is not over; a caller for whom nobody of
 * the queue came is asked to leave a message.
 */
async function queueLeft(
  turn: Turn,
  record: InteractionRecord,
  question: Question<'queueLeft'>,
): Promise<CallInstruction> {
  if (question.callerGone) {
    if (record.phase !== 'ended') await callerGone(turn, record);
    return { type: 'hangUp' };
  }
  // The leg follows what it was sent to, and not this answer.
  if (question.sentOn) return { type: 'hangUp' };
  if (record.voicemail) return messageAsked(turn, record);
  if (record.answeredAt !== undefined) return { type: 'hangUp' };
  const nobodyThere: CallInstruction = { type: 'hangUp', message: NOBODY_THERE };
  if (record.phase !== 'waiting') return nobodyThere;
  const asked = await offerMessage(turn, await withCustomerOutside(turn, record), {});
  if (!asked) await callerGone(turn, { ...record, hungUpBy: 'system' });
  return asked ?? nobodyThere;
}

/** Only the agent who dialled gets into the call, and with one leg only. */
async function agentLegArrived(turn: Turn, question: Question<'agentLegArrived'>): Promise<CallInstruction> {
  const { interactionId, agentId, legId } = question;
  const record = await turn.store.interaction(interactionId);
  const partyId = agentPartyId(agentId);
  const party = record && partyAt(record, partyId);
  const own = record?.phase === 'dialing' && openPart(record, agentId)?.via === 'dialed';
  if (!own || (party?.legId !== undefined && party.legId !== legId)) return { type: 'hangUp' };
  await turn.save(changeParty(record, partyId, { legId }));
  return {
    type: 'joinConference',
    interactionId,
    partyId,
    room: roomOf(record),
    endsRoom: false,
    music: false,
  };
}

function entryPointOf(turn: Turn, dnis: string): EntryPoint | undefined {
  return turn.settings.entryPoints.find((entryPoint) => entryPoint.dnis === dnis);
}
