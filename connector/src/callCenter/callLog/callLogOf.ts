import type { CallSummary } from '../../../../softphone/core/index.ts';
import type { InteractionRecord } from '../interactions/interactionRecord.ts';
import type { CallLog } from '../ports/crm.ts';

/** The call log of an interaction that has ended, or `undefined` while it lasts. */
export function callLogOf(record: InteractionRecord): CallLog | undefined {
  const summary = callSummaryOf(record);
  if (!summary) return undefined;
  const { queue, agentId, customerLegId, notes } = record;
  return {
    ...summary,
    notes,
    ...(queue !== undefined && { queue }),
    ...(agentId !== undefined && { agentId }),
    ...(customerLegId !== undefined && { customerLegId }),
  };
}

/** The line of an ended interaction in the agent's history of the day. */
export function callSummaryOf(record: InteractionRecord): CallSummary | undefined {
  const { id, direction, ani, dnis, outcome, startedAt, person, subject, disposition } = record;
  if (!outcome) return undefined;
  return {
    interactionId: id,
    direction,
    ani,
    dnis,
    outcome,
    startedAt,
    talkSeconds: talkSecondsOf(record),
    ...(person && { person }),
    ...(subject && { subject }),
    ...(disposition !== undefined && { disposition }),
  };
}

function talkSecondsOf({ answeredAt, endedAt }: InteractionRecord): number {
  return answeredAt !== undefined && endedAt !== undefined ? Math.round((endedAt - answeredAt) / 1000) : 0;
}
