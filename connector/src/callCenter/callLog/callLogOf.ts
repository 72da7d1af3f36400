import { plainMatches, type AgentId, type Instant } from '../../../../softphone/core/index.ts';
import type { AgentPart } from '../interactions/agentPart.ts';
import { inHand, secondsBetween } from '../interactions/agentParts.ts';
import { customerLegOf, type InteractionRecord, type Outcome } from '../interactions/interactionRecord.ts';
import type { CallLog } from '../ports/crm.ts';
import type { CallKind } from '../ports/orgSettings.ts';
import { logKeyOf } from './logKey.ts';
import { isOnRecord, isRecorded } from '../recording/recording.ts';
import { hasMessageFor } from '../voicemail/voicemail.ts';

/** A call log before it is said how it is written. */
export type CallAccount = Omit<CallLog, 'policy'>;

/**
 * The agents whose logs can be written: nothing more of the call can come to them, and they have written all. While
 * the call goes on it may come back to any of them.
 */
export function agentsToLog(record: InteractionRecord): readonly AgentId[] {
  if (record.phase !== 'ended') return [];
  return agentsOf(record).filter((agentId) => {
    const parts = record.parts.filter((part) => part.agentId === agentId);
    return !parts.some(inHand) && parts.some(({ left }) => left !== 'withdrawn');
  });
}

/** The account of an agent's part, or of a call without an agent; `undefined` where there is none. */
export function callLogOf(record: InteractionRecord, agentId?: AgentId): CallAccount | undefined {
  if (agentId === undefined) return callWithoutAgent(record);
  const parts = record.parts.filter((part) => part.agentId === agentId);
  const part = tellingPart(parts);
  return part && agentLog(record, part, parts);
}

/** An agent who had the call more than once has one account of all. */
function agentLog(record: InteractionRecord, part: AgentPart, parts: readonly AgentPart[]): CallAccount {
  const { agentId } = part;
  const outcome = outcomeOf(record, part);
  const reached = part.answeredAt ?? part.endedAt ?? record.endedAt ?? record.startedAt;
  const last = parts.at(-1) ?? part;
  const stayed = last.left === 'callEnded' || last.left === 'abandoned';
  const latest = <Name extends 'disposition' | 'person' | 'subject'>(name: Name) =>
    parts.findLast((each) => each[name] !== undefined)?.[name];
  const [disposition, person, subject] = [latest('disposition'), latest('person'), latest('subject')];
  return {
    ...factsOf(record),
    key: logKeyOf(record.id, agentId),
    kind: kindOf(record, outcome),
    outcome,
    agentId,
    endedAt: last.endedAt ?? reached,
    waitSeconds: record.direction === 'inbound' ? secondsBetween(waitBegan(record, part), reached) : 0,
    ringSeconds: secondsOf(parts, ({ offeredAt, answeredAt, endedAt }) =>
      span(offeredAt, answeredAt ?? endedAt),
    ),
    talkSeconds: talkSecondsOf(parts),
    holdSeconds: secondsOf(parts, ({ heldSeconds }) => heldSeconds),
    wrapUpSeconds: secondsOf(parts, ({ wrapUpSeconds = 0 }) => wrapUpSeconds),
    recorded: outcome === 'voicemail' || (parts.some(isOnRecord) && isRecorded(record)),
    notes: parts.flatMap(({ notes }) => (notes === '' ? [] : [notes])).join('\n'),
    ...(stayed && record.hungUpBy && { hungUpBy: record.hungUpBy }),
    ...(person && { person }),
    ...(subject && { subject }),
    ...(disposition !== undefined && { disposition }),
  };
}

function callWithoutAgent(record: InteractionRecord): CallAccount | undefined {
  const { endedAt = record.startedAt, answeredAt } = record;
  const outcome = outcomeWithoutAgent(record);
  if (!outcome) return undefined;
  const { person, subject } = plainMatches(record.matches ?? []);
  return {
    ...factsOf(record),
    key: logKeyOf(record.id),
    kind: kindOf(record, outcome),
    outcome,
    endedAt,
    waitSeconds: record.direction === 'inbound' ? secondsBetween(record.startedAt, answeredAt ?? endedAt) : 0,
    ringSeconds: 0,
    talkSeconds: 0,
    holdSeconds: 0,
    wrapUpSeconds: 0,
    recorded: outcome === 'voicemail' || isRecorded(record),
    notes: '',
    ...(record.hungUpBy && { hungUpBy: record.hungUpBy }),
    ...(person && { person }),
    ...(subject && { subject }),
  };
}

/** That agents missed it is said in their own logs. */
function outcomeWithoutAgent(record: InteractionRecord): Outcome | undefined {
  if (hasMessageFor(record)) return 'voicemail';
  return record.outcome && record.direction === 'inbound' ? 'abandoned' : record.outcome;
}

function factsOf(record: InteractionRecord) {
  const { id, direction, ani, dnis, queue, collected, startedAt } = record;
  const customerLegId = customerLegOf(record);
  return {
    interactionId: id,
    direction,
    ani,
    dnis,
    startedAt,
    ...(queue !== undefined && { queue }),
    ...(collected !== undefined && { collected }),
    ...(customerLegId !== undefined && { customerLegId }),
  };
}

function kindOf({ direction }: InteractionRecord, outcome: Outcome): CallKind {
  if (outcome === 'voicemail') return outcome;
  if (direction !== 'inbound') return direction;
  switch (outcome) {
    case 'missed':
    case 'declined':
      return 'missed';
    case 'abandoned':
      return 'abandoned';
    case 'answered':
    case 'noAnswer':
    case 'busy':
    case 'failed':
      return 'inbound';
  }
}

/** When the customer began to wait for the agent of a part: at the arrival, or when the last agent before was gone. */
function waitBegan({ parts, startedAt }: InteractionRecord, { agentId, offeredAt }: AgentPart): Instant {
  const before = parts.filter(
    (part) => part.agentId !== agentId && part.answeredAt !== undefined && part.answeredAt <= offeredAt,
  );
  const ends = before.map(({ endedAt = offeredAt }) => Math.min(endedAt, offeredAt));
  return Math.max(startedAt, ...ends) as Instant;
}

/** How a part came out for its agent. */
export function outcomeOf(record: InteractionRecord, { agentId, answeredAt, left }: AgentPart): Outcome {
  if (answeredAt !== undefined) return 'answered';
  if (hasMessageFor(record, agentId)) return 'voicemail';
  const own = left === 'missed' || left === 'declined' || left === 'abandoned' ? left : undefined;
  return own ?? record.outcome ?? 'abandoned';
}

/**
 * Which of an agent's parts in one interaction stands for all of them, if there are any: the one with a talk. To miss
 * a call says more about the agent than a caller who then hung up.
 */
export function tellingPart(parts: readonly AgentPart[]): AgentPart | undefined {
  const answered = parts.find(({ answeredAt }) => answeredAt !== undefined);
  const missed = parts.findLast(({ left }) => left === 'missed' || left === 'declined');
  return answered ?? missed ?? parts.at(-1);
}

function agentsOf({ parts }: InteractionRecord): readonly AgentId[] {
  return [...new Set(parts.map(({ agentId }) => agentId))];
}

/** How long was talked in all, in whole seconds; 0 before the end. */
export function talkSecondsOf(parts: readonly AgentPart[]): number {
  return secondsOf(parts, ({ answeredAt, endedAt }) => span(answeredAt, endedAt));
}

/** Whole seconds of all parts together, from what each has exactly. */
function secondsOf(parts: readonly AgentPart[], exact: (part: AgentPart) => number): number {
  return Math.round(parts.reduce((sum, part) => sum + exact(part), 0));
}

/** Seconds, not rounded; 0 where a bound is missing or clocks disagree. */
function span(from: Instant | undefined, to: Instant | undefined): number {
  return from === undefined || to === undefined ? 0 : Math.max(0, to - from) / 1000;
}
