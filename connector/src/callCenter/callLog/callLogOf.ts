import type { AgentId, Instant } from '../../../../softphone/core/index.ts';
import type { AgentPart } from '../interactions/agentPart.ts';
import { inHand, partsOf } from '../interactions/agentParts.ts';
import type { InteractionRecord, Outcome } from '../interactions/interactionRecord.ts';
import type { CallLog } from '../ports/crm.ts';
import type { CallKind } from '../ports/orgSettings.ts';
import { logKeyOf } from './logKey.ts';
import { isRecorded } from '../recording/recording.ts';

/** A call log before it is said how it is written. */
export type CallAccount = Omit<CallLog, 'policy'>;

/** The agents whose logs can be written: nothing more of the call comes to them, and they have written all. */
export function agentsToLog(record: InteractionRecord): readonly AgentId[] {
  if (record.phase !== 'connected' && record.phase !== 'ended') return [];
  return agentsOf(record).filter((agentId) => {
    const parts = partsOf(record).filter((part) => part.agentId === agentId);
    return !parts.some(inHand) && parts.some(({ left }) => left !== 'withdrawn');
  });
}

/** The account of an agent's part, or of a call without an agent; `undefined` where there is none. */
export function callLogOf(record: InteractionRecord, agentId?: AgentId): CallAccount | undefined {
  if (agentId === undefined) return callWithoutAgent(record);
  const parts = partsOf(record).filter((part) => part.agentId === agentId);
  const part = tellingPart(parts);
  return part && agentLog(record, part, parts);
}

function agentLog(record: InteractionRecord, part: AgentPart, rings: readonly AgentPart[]): CallAccount {
  const { agentId, notes, disposition, person, subject, heldSeconds, wrapUpSeconds = 0 } = part;
  const outcome = outcomeOf(record, part);
  const reached = part.answeredAt ?? part.endedAt ?? record.endedAt ?? record.startedAt;
  const talked = part.answeredAt !== undefined;
  const ended = talked || part.left === 'abandoned' || part.left === 'callEnded';
  return {
    ...factsOf(record),
    key: logKeyOf(record.id, agentId),
    kind: kindOf(record, outcome),
    outcome,
    agentId,
    endedAt: part.endedAt ?? reached,
    waitSeconds: record.direction === 'inbound' ? seconds(record.startedAt, reached) : 0,
    ringSeconds: rings.reduce((sum, ring) => sum + ringSecondsOf(ring), 0),
    talkSeconds: talkSecondsOf(part),
    holdSeconds: heldSeconds,
    wrapUpSeconds,
    recorded: talked && isRecorded(record),
    notes,
    ...(ended && record.hungUpBy && { hungUpBy: record.hungUpBy }),
    ...(person && { person }),
    ...(subject && { subject }),
    ...(disposition !== undefined && { disposition }),
  };
}

/** Also the log of a call that an earlier version kept, which has an agent and no parts. */
function callWithoutAgent(record: InteractionRecord): CallAccount | undefined {
  const { endedAt = record.startedAt, answeredAt, agentId, disposition, person, subject } = record;
  if (!record.outcome) return undefined;
  const earlier = record.parts ? undefined : agentId;
  const outcome = earlier === undefined && record.direction === 'inbound' ? 'abandoned' : record.outcome;
  return {
    ...factsOf(record),
    key: logKeyOf(record.id),
    kind: kindOf(record, outcome),
    outcome,
    endedAt,
    waitSeconds: record.direction === 'inbound' ? seconds(record.startedAt, answeredAt ?? endedAt) : 0,
    ringSeconds: 0,
    talkSeconds: talkSecondsOf(record),
    holdSeconds: 0,
    wrapUpSeconds: 0,
    recorded: isRecorded(record),
    notes: record.notes,
    ...(earlier !== undefined && { agentId: earlier }),
    ...(record.hungUpBy && { hungUpBy: record.hungUpBy }),
    ...(person && { person }),
    ...(subject && { subject }),
    ...(disposition !== undefined && { disposition }),
  };
}

function factsOf({
  id,
  direction,
  ani,
  dnis,
  queue,
  collected,
  customerLegId,
  startedAt,
}: InteractionRecord) {
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
  if (direction === 'outbound') return 'outbound';
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

function agentsOf(record: InteractionRecord): readonly AgentId[] {
  return [...new Set(partsOf(record).map(({ agentId }) => agentId))];
}

function ringSecondsOf({ offeredAt, answeredAt, endedAt }: AgentPart): number {
  return seconds(offeredAt, answeredAt ?? endedAt ?? offeredAt);
}

/** How long was talked; 0 before the end. */
export function talkSecondsOf({ answeredAt, endedAt }: { answeredAt?: Instant; endedAt?: Instant }): number {
  return answeredAt !== undefined && endedAt !== undefined ? seconds(answeredAt, endedAt) : 0;
}

function seconds(from: Instant, to: Instant): number {
  return Math.max(0, Math.round((to - from) / 1000));
}
