import {
  OUTBOUND_CALLS,
  type AgentId,
  type EndReason,
  type Instant,
} from '../../../../softphone/core/index.ts';
import { askForLogs } from '../callLog/askForLogs.ts';
import { withoutListeners } from '../supervision/stopListening.ts';
import { DIRECT_CALLS } from '../ports/orgSettings.ts';
import type { Turn } from '../turn.ts';
import { awaitMessage } from '../voicemail/awaitMessage.ts';
import { awaitsMessage, hasMessage } from '../voicemail/voicemail.ts';
import { inHand, openParts, withLeave, withWrapUp, wrapsUp, writtenPart } from './agentParts.ts';
import type { AgentPart, Leaving, WrapUpEnd } from './agentPart.ts';
import type { HungUpBy, InteractionRecord, Outcome } from './interactionRecord.ts';

/**
 * Ends an interaction: every agent in it gets wrap-up where there was a call to write about, the logs are written,
 * and every leg that may still be up is ended. Harmless when it has ended before. A record that has an `endedAt`
 * ended then, which is only found out now; one that has a `hungUpBy` knows better than the reason who ended it.
 */
export async function endInteraction(
  turn: Turn,
  record: InteractionRecord,
  reason: EndReason,
): Promise<void> {
  if (record.phase === 'ended') return;
  if (awaitsMessage(record)) return awaitMessage(turn, record);
  const outcome = outcomeOf(record, reason);
  const { endedAt = turn.at, hungUpBy = hungUpByOf(reason) } = record;
  const { parked: _parked, queued: _queued, ...rest } = record;
  let ended: InteractionRecord = { ...rest, endedAt, outcome, hungUpBy, phase: 'ended' };
  for (const part of openParts(record)) {
    const left = part.answeredAt !== undefined || part.via === 'dialed' ? 'callEnded' : 'abandoned';
    ended = await endPart(turn, ended, { agentId: part.agentId, left, reason, at: endedAt });
  }
  if (record.phase === 'waiting') ended = withAbandon(ended);
  await turn.save(ended);
  if (record.parked) turn.parkedChanged();
  turn.count({ interactionId: record.id, direction: record.direction, outcome });
  for (const { legId } of ended.parties) {
    if (legId) await turn.ask({ type: 'endLeg', interactionId: record.id, legId });
  }
  // A caller who hung up before the queue was never looked for.
  if (record.phase === 'arriving') await turn.ask({ type: 'findMatches', interactionId: record.id });
  await askForLogs(turn, ended);
}

/** Ends one agent's part; the call may go on. The desk gets wrap-up where there was a call to write about. */
export async function endPart(
  turn: Turn,
  record: InteractionRecord,
  end: { agentId: AgentId; left: Leaving; reason: EndReason; at?: Instant },
): Promise<InteractionRecord> {
  const { agentId, left, reason, at = turn.at } = end;
  const over = withLeave(record, agentId, { left, at });
  const part = over.parts.findLast((each) => each.agentId === agentId);
  const interactionId = record.id;
  const wraps = part !== undefined && wrapsUp(part);
  const wrapUpEndsAt = after(turn.at, turn.settings.wrapUpSeconds(ruledBy(record, part)));
  await turn.tellAgent(agentId, {
    type: 'callEnded',
    interactionId,
    reason,
    at,
    ...(wraps && { wrapUpEndsAt }),
  });
  if (wraps) await turn.ask({ type: 'completeWrapUp', interactionId, agentId }, wrapUpEndsAt);
  else await release(turn, record, part);
  return withoutListeners(turn, over, agentId);
}

/** The name under which the rules for a part stand. */
function ruledBy({ direction, queue }: InteractionRecord, part: AgentPart | undefined): string {
  return direction === 'inbound' ? (part?.queue ?? queue ?? DIRECT_CALLS) : OUTBOUND_CALLS;
}

/** The caller left while the router was taking the call back from an agent. */
function withAbandon(record: InteractionRecord): InteractionRecord {
  const last = record.parts.at(-1);
  if (last?.left !== 'withdrawn') return record;
  return { ...record, parts: [...record.parts.slice(0, -1), { ...last, left: 'abandoned' }] };
}

async function release(turn: Turn, { id }: InteractionRecord, part: AgentPart | undefined): Promise<void> {
  if (!part?.reservation || part.left === 'missed' || part.left === 'declined') return;
  await turn.ask({ type: 'releaseAgent', interactionId: id, reservation: part.reservation });
}

function hungUpByOf(reason: EndReason): HungUpBy {
  switch (reason) {
    case 'hungUp':
    case 'canceled':
    case 'declined':
    case 'missed':
    case 'transferred':
    case 'parked':
    case 'left':
      return 'agent';
    case 'customerHungUp':
    case 'abandoned':
      return 'customer';
    case 'noAnswer':
    case 'busy':
    case 'failed':
    case 'connectionLost':
      return 'system';
  }
}

function outcomeOf(record: InteractionRecord, reason: EndReason): Outcome {
  if (record.answeredAt !== undefined) return 'answered';
  switch (record.phase) {
    case 'dialing':
      return reason === 'busy' || reason === 'failed' ? reason : 'noAnswer';
    case 'arriving':
    case 'waiting':
    case 'connected':
    case 'ended':
      return hasMessage(record) ? 'voicemail' : (record.unanswered ?? 'abandoned');
  }
}

/** Ends an agent's wrap-up: what was written goes into the log, and the router may offer the next call. */
export async function endWrapUp(
  turn: Turn,
  record: InteractionRecord,
  { agentId, ended }: { agentId: AgentId; ended?: WrapUpEnd },
): Promise<InteractionRecord> {
  const part = writtenPart(record, agentId);
  if (part?.left === undefined || !inHand(part)) return record;
  await turn.tellAgent(agentId, { type: 'wrapUpCompleted', interactionId: record.id, at: turn.at });
  const written = await turn.save(withWrapUp(record, { agentId, ended, at: turn.at }));
  await askForLogs(turn, written);
  await release(turn, record, part);
  return written;
}

/** Ends an agent's wrap-up without the agent: another call needs the agent, or a supervisor wants it. */
export function completeWrapUp(
  turn: Turn,
  record: InteractionRecord,
  agentId: AgentId,
): Promise<InteractionRecord> {
  return endWrapUp(turn, record, { agentId });
}

export function after(at: Instant, seconds: number): Instant {
  return (at + seconds * 1000) as Instant;
}
