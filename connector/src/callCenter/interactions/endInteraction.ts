import { NOTES_LIMIT, type EndReason, type Instant } from '../../../../softphone/core/index.ts';
import type { Turn } from '../turn.ts';
import { askForLogs } from '../callLog/askForLogs.ts';
import { inHand, partsOf, withAbandon, withLeave, withWrapUp } from './agentParts.ts';
import type { HungUpBy, InteractionRecord, Outcome } from './interactionRecord.ts';

/**
 * Ends an interaction: the agent gets wrap-up when there was a call to write about, the log is written,
 * and every leg that may still be up is ended. Harmless when it has ended before. A record that has an `endedAt`
 * ended then, which is only found out now; one that has a `hungUpBy` knows better than the reason who ended it.
 */
export async function endInteraction(
  turn: Turn,
  record: InteractionRecord,
  reason: EndReason,
): Promise<void> {
  if (record.phase === 'ended') return;
  const outcome = outcomeOf(record, reason);
  const { endedAt = turn.at, hungUpBy = hungUpByOf(reason) } = record;
  const over = { ...record, endedAt, outcome, hungUpBy };
  const ended = await turn.save({ ...withPartEnded(over), phase: 'ended' });
  turn.count({ direction: record.direction, outcome });
  await endAtDesk(turn, { ...record, endedAt }, reason);
  for (const legId of [record.customerLegId, record.agentLegId]) {
    if (legId) await turn.ask({ type: 'endLeg', interactionId: record.id, legId });
  }
  // A caller who hung up before the queue was never looked for.
  if (record.phase === 'arriving') await turn.ask({ type: 'findMatches', interactionId: ended.id });
  await askForLogs(turn, ended);
}

/** The agent who has the call, or from whom the router took it because the caller left, has no more of it. */
function withPartEnded(record: InteractionRecord & { readonly endedAt: Instant }): InteractionRecord {
  switch (record.phase) {
    case 'reserved':
    case 'answering':
      return withLeave(record, 'abandoned', record.endedAt);
    case 'dialing':
    case 'connected':
      return withLeave(record, 'callEnded', record.endedAt);
    case 'waiting':
      return partsOf(record).at(-1)?.left === 'withdrawn' ? withAbandon(record) : record;
    case 'arriving':
    case 'ended':
      return record;
  }
}

/** Takes the call from the agent. Wrap-up follows a call that was made, or taken and talked; not one that only rang. */
async function endAtDesk(
  turn: Turn,
  record: InteractionRecord & { readonly endedAt: Instant },
  reason: EndReason,
): Promise<void> {
  const { agentId, phase, id: interactionId, endedAt: at } = record;
  if (!agentId || phase === 'waiting' || phase === 'arriving') return;
  const wraps = phase === 'connected' || phase === 'dialing';
  const wrapUpEndsAt = after(turn.at, turn.settings.wrapUpSeconds);
  await turn.tellAgent(agentId, {
    type: 'callEnded',
    interactionId,
    reason,
    at,
    ...(wraps && { wrapUpEndsAt }),
  });
  if (wraps) {
    await turn.ask({ type: 'completeWrapUp', interactionId, agentId }, wrapUpEndsAt);
  } else if (record.reservation) {
    await turn.ask({ type: 'releaseAgent', interactionId, reservation: record.reservation });
  }
}

function hungUpByOf(reason: EndReason): HungUpBy {
  switch (reason) {
    case 'hungUp':
    case 'canceled':
    case 'declined':
    case 'missed':
      return 'agent';
    case 'customerHungUp':
    case 'abandoned':
      return 'customer';
    case 'noAnswer':
    case 'busy':
    case 'failed':
      return 'system';
  }
}

function outcomeOf(record: InteractionRecord, reason: EndReason): Outcome {
  switch (record.phase) {
    case 'connected':
      return 'answered';
    case 'dialing':
      return reason === 'busy' || reason === 'failed' ? reason : 'noAnswer';
    case 'arriving':
    case 'waiting':
    case 'reserved':
    case 'answering':
    case 'ended':
      return record.unanswered ?? 'abandoned';
  }
}

/** Ends an agent's wrap-up: what was written goes into the log, and the router may offer the next call. */
export async function completeWrapUp(turn: Turn, record: InteractionRecord): Promise<void> {
  const { agentId, id: interactionId } = record;
  if (!agentId) return;
  const told = await turn.tellAgent(agentId, { type: 'wrapUpCompleted', interactionId, at: turn.at });
  const last = record.parts?.at(-1);
  if (last && inHand(last)) await askForLogs(turn, await turn.save(withWrapUp(record, turn.at)));
  if (told && !record.parts) await askForLogs(turn, record);
  if (told && record.reservation) {
    await turn.ask({ type: 'releaseAgent', interactionId, reservation: record.reservation });
  }
}

/** Notes as the log takes them. */
export function boundedNotes(notes: string): string {
  return notes.slice(0, NOTES_LIMIT);
}

export function after(at: Instant, seconds: number): Instant {
  return (at + seconds * 1000) as Instant;
}
