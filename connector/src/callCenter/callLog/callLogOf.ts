import { plainMatches, type AgentId, type Instant } from '../../../../softphone/core/index.ts';
import type { AgentPart } from '../interactions/agentPart.ts';
import { inHand, secondsBetween } from '../interactions/agentParts.ts';
import { customerLegOf, type InteractionRecord, type Outcome } from '../interactions/interactionRecord.ts';
import type { CallLog } from '../ports/crm.ts';
import type { CallKind } from '../ports/orgSettings.ts';
import { logKeyOf } from './logKey.ts';
import { isRecorded } from '../recording/recording.ts';

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
  const talked = part.answeredAt !== undefined;
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
    waitSeconds: record.direction === 'inbound' ? secondsBetween(record.startedAt, reached) : 0,
    ringSeconds: sumOf(parts, ringSecondsOf),
    talkSeconds: sumOf(parts, talkSecondsOf),
    holdSeconds: sumOf(parts, ({ heldSeconds }) => heldSeconds),
    wrapUpSeconds: sumOf(parts, ({ wrapUpSeconds = 0 }) => wrapUpSeconds),
    recorded: talked && isRecorded(record),
    notes: parts.flatMap(({ notes }) => (notes === '' ? [] : [notes])).join('\n'),
    ...(stayed && record.hungUpBy && { hungUpBy: record.hungUpBy }),
    ...(person && { person }),
    ...(subject && { subject }),
    ...(disposition !== undefined && { disposition }),
  };
}

function callWithoutAgent(record: InteractionRecord): CallAccount | undefined {
  const { endedAt = record.startedAt, answeredAt, outcome } = record;
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
    recorded: isRecorded(record),
    notes: '',
    ...(record.hungUpBy && { hungUpBy: record.hungUpBy }),
    ...(person && { person }),
    ...(subject && { subject }),
  };
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

/** How a part came out for its agent. */
export function outcomeOf(record: InteractionRecord, { answeredAt, left }: AgentPart): Outcome {
  if (answeredAt !== undefined) return 'answered';
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

function sumOf(parts: readonly AgentPart[], secondsOf: (part: AgentPart) => number): number {
  return parts.reduce((sum, part) => sum + secondsOf(part), 0);
}

function ringSecondsOf({ offeredAt, answeredAt, endedAt }: AgentPart): number {
  return secondsBetween(offeredAt, answeredAt ?? endedAt ?? offeredAt);
}

/** How long was talked; 0 before the end. */
export function talkSecondsOf({ answeredAt, endedAt }: { answeredAt?: Instant; endedAt?: Instant }): number {
  return answeredAt !== undefined && endedAt !== undefined ? secondsBetween(answeredAt, endedAt) : 0;
}
