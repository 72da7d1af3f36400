import type { AgentId } from '../../../../softphone/core/index.ts';
import { withLeave, withNewPart } from '../interactions/agentParts.ts';
import type { InteractionRecord } from '../interactions/interactionRecord.ts';
import { roomOf } from '../interactions/parties.ts';
import { offerCall } from '../offers/offerCall.ts';
import type { EntryPoint } from '../settings.ts';
import type { CallInstruction } from '../telephonyEvents.ts';
import type { Turn } from '../turn.ts';
import { messageAsked, offerMessage } from '../voicemail/answerVoicemail.ts';
import { customerJoins } from './customerJoins.ts';

const TRIES = 3;
const NOT_VALID = 'That extension is not valid. Please try again.';
const NOT_THERE = 'Nobody can take your call now. Please call again later.';

/**
 * The caller keyed in an extension: the agent there is rung, even on a call, and the caller waits in the conference;
 * for an agent who is away the caller leaves a message. `undefined` after three wrong ones: then the queue takes the
 * call. Each question says which of the tries it is about, so that one that the carrier repeats does not count again.
 */
export async function extensionCollected(
  turn: Turn,
  record: InteractionRecord,
  { digits, attempt }: { readonly digits: string; readonly attempt: number },
): Promise<CallInstruction | undefined> {
  if (record.phase !== 'arriving') return whereItIs(turn, record);
  const agentId = turn.settings.agentOfExtension(digits);
  if (agentId !== undefined) return callAgent(turn, record, agentId);
  if (attempt >= TRIES) return undefined;
  return { type: 'collectDigits', interactionId: record.id, prompt: NOT_VALID, attempt: attempt + 1 };
}

/** The number is one agent’s. `undefined` when it is not, or nobody has its extension now: then the queue takes the call. */
export async function agentsNumberCalled(
  turn: Turn,
  record: InteractionRecord,
  { extension }: Pick<EntryPoint, 'extension'>,
): Promise<CallInstruction | undefined> {
  if (extension === undefined) return undefined;
  if (record.phase !== 'arriving') return whereItIs(turn, record);
  const agentId = turn.settings.agentOfExtension(extension);
  return agentId && callAgent(turn, record, agentId);
}

/** A call that is meant for one agent. */
async function callAgent(turn: Turn, record: InteractionRecord, agentId: AgentId): Promise<CallInstruction> {
  await turn.ask({ type: 'findMatches', interactionId: record.id });
  const { queue: _none, ...direct } = record;
  const waiting = await turn.save({ ...direct, phase: 'waiting', room: roomOf(record) });
  const offered = await offerCall(turn, waiting, { agentId, via: 'direct' });
  return offered ? customerJoins(offered) : callAway(turn, waiting, agentId);
}

/** The agent is away, and has missed the call. */
async function callAway(
  turn: Turn,
  { room: _left, ...record }: InteractionRecord,
  agentId: AgentId,
): Promise<CallInstruction> {
  const begun = withNewPart(record, { agentId, via: 'direct', at: turn.at });
  const missed = withLeave(begun, agentId, { left: 'missed', at: turn.at });
  const unanswered = await turn.save({ ...missed, unanswered: 'missed' });
  return (await offerMessage(turn, unanswered, { agentId })) ?? { type: 'hangUp', message: NOT_THERE };
}

/** The question was answered before: the answer follows from where the call is by now. */
async function whereItIs(turn: Turn, record: InteractionRecord): Promise<CallInstruction | undefined> {
  if (record.phase === 'ended') return { type: 'hangUp' };
  if (record.voicemail) return messageAsked(turn, record);
  return record.room ? customerJoins(record) : undefined;
}
