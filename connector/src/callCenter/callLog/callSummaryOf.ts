import type { AgentId, CallSummary } from '../../../../softphone/core/index.ts';
import type { AgentPart } from '../interactions/agentPart.ts';
import type { InteractionRecord } from '../interactions/interactionRecord.ts';
import { outcomeOf, talkSecondsOf, tellingPart } from './callLogOf.ts';

/** The line of an interaction in the agent's history of the day: the agent's own part in it, once that is over. */
export function callSummaryOf(record: InteractionRecord, agentId: AgentId): CallSummary | undefined {
  const parts = record.parts.filter((each) => each.agentId === agentId && isTold(each));
  const part = tellingPart(parts);
  if (!part) return undefined;
  const { id, direction, ani, dnis, startedAt } = record;
  const { person, subject, disposition } = part;
  return {
    interactionId: id,
    direction,
    ani,
    dnis,
    outcome: outcomeOf(record, part),
    startedAt,
    talkSeconds: talkSecondsOf(parts),
    ...(person && { person }),
    ...(subject && { subject }),
    ...(disposition !== undefined && { disposition }),
  };
}

/** The agents whose history has a line of the interaction. Who is among them once stays among them. */
export function agentsTold(record: {
  readonly parts: readonly Pick<AgentPart, 'agentId' | 'left'>[];
}): readonly AgentId[] {
  return [...new Set(record.parts.filter(isTold).map(({ agentId }) => agentId))];
}

/** The agents in whose history the interaction reads otherwise than before; `before` is absent for a new one. */
export function historiesChanged(
  before: InteractionRecord | undefined,
  after: InteractionRecord,
): readonly AgentId[] {
  const line = (record: InteractionRecord | undefined, agentId: AgentId) =>
    JSON.stringify(record && callSummaryOf(record, agentId));
  return agentsTold(after).filter((agentId) => line(before, agentId) !== line(after, agentId));
}

/** A part that is over; not one that the router took back, which was nothing to the agent. */
function isTold({ left }: Pick<AgentPart, 'left'>): boolean {
  return left !== undefined && left !== 'withdrawn';
}
