import type { CallSummary } from '../../../../softphone/core/index.ts';
import type { InteractionRecord } from '../interactions/interactionRecord.ts';
import type { CallLog } from '../ports/crm.ts';

/** The call log of an interaction that has ended, or `undefined` while it lasts. */
export function callLogOf(record: InteractionRecord): CallLog | undefined {
  if (!record.outcome) return undefined;
  const { id, direction, ani, dnis, queue, outcome, startedAt, agentId, relatedRecord, disposition } = record;
  return {
    interactionId: id,
    direction,
    ani,
    dnis,
    outcome,
    startedAt,
    talkSeconds: talkSecondsOf(record),
    notes: record.notes,
    ...(queue !== undefined && { queue }),
    ...(agentId !== undefined && { agentId }),
    ...(relatedRecord && { relatedRecord }),
    ...(disposition !== undefined && { disposition }),
    ...(record.customerLegId !== undefined && { customerLegId: record.customerLegId }),
  };
}

/** The line of an ended interaction in the agent's history of the day. */
export function callSummaryOf(record: InteractionRecord): CallSummary | undefined {
  if (!record.outcome) return undefined;
  const { id, direction, ani, dnis, outcome, startedAt, relatedRecord, disposition } = record;
  return {
    interactionId: id,
    direction,
    ani,
    dnis,
    outcome,
    startedAt,
    talkSeconds: talkSecondsOf(record),
    ...(relatedRecord && { relatedRecord }),
    ...(disposition !== undefined && { disposition }),
  };
}

function talkSecondsOf({ answeredAt, endedAt }: InteractionRecord): number {
  return answeredAt !== undefined && endedAt !== undefined ? Math.round((endedAt - answeredAt) / 1000) : 0;
}
