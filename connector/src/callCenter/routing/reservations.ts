import { liveInteraction, type AgentId, type RestingState } from '../../../../softphone/core/index.ts';
import { after, endInteraction } from '../interactions/endInteraction.ts';
import { withCleanDesk, withLeave, withNewPart } from '../interactions/agentParts.ts';
import type { InteractionRecord } from '../interactions/interactionRecord.ts';
import { DECLINED_CALL, MISSED_CALL } from '../settings.ts';
import type { TelephonyNews } from '../telephonyEvents.ts';
import type { Turn } from '../turn.ts';

type News<Type extends TelephonyNews['type']> = Extract<TelephonyNews, { type: Type }>;

/** The router holds an agent: for a caller, the agent is rung; for the agent's own call, the hold is confirmed. */
export async function reservationCreated(
  turn: Turn,
  record: InteractionRecord,
  news: News<'reservationCreated'>,
): Promise<void> {
  const { agentId, reservation, interactionId } = news;
  if (!(await turn.store.once(overKey(reservation.reservationId)))) return;
  if (record.direction === 'outbound') {
    await turn.save({ ...record, reservation });
    await turn.ask({ type: 'confirmReservation', interactionId, reservation });
    await releaseIfNobodyWraps(turn, { ...record, reservation });
    return;
  }
  const desk = await turn.desk(agentId);
  const free = desk?.agent.resting.name === 'ready' && !liveInteraction(desk);
  if (record.phase !== 'waiting' || !free) {
    await turn.ask({ type: 'rejectReservation', interactionId, reservation });
    return;
  }
  await turn.save({ ...withNewPart(record, agentId, turn.at), phase: 'reserved', reservation });
  await turn.tellAgent(agentId, {
    type: 'reserved',
    interactionId,
    ani: record.ani,
    dnis: record.dnis,
    queue: record.queue ?? '',
    ...(record.collected !== undefined && { collected: record.collected }),
    ...(record.matches && { matches: record.matches }),
    expiresAt: after(turn.at, news.timeoutSeconds ?? turn.settings.reservationSeconds),
    at: turn.at,
  });
}

/** An outbound call may be over, wrap-up and all, before the router confirms that it began. */
async function releaseIfNobodyWraps(turn: Turn, record: InteractionRecord): Promise<void> {
  if (record.phase !== 'ended' || !record.agentId || !record.reservation) return;
  const desk = await turn.desk(record.agentId);
  if (desk?.interactions.some(({ id }) => id === record.id)) return;
  await turn.ask({ type: 'releaseAgent', interactionId: record.id, reservation: record.reservation });
}

/** The reservation is over without a call: nobody took it, or the caller left. */
export async function reservationEnded(
  turn: Turn,
  record: InteractionRecord,
  news: News<'reservationEnded'>,
): Promise<void> {
  if (record.reservation?.reservationId !== news.reservation.reservationId) {
    await turn.store.once(overKey(news.reservation.reservationId));
    await offerAgain(turn, news.agentId);
    return;
  }
  if (record.phase !== 'reserved' && record.phase !== 'answering') return;
  switch (news.outcome) {
    case 'expired':
    case 'rejected':
      return giveBackToQueue(turn, record, 'missed');
    case 'canceled':
    case 'rescinded':
      return withdraw(turn, record);
  }
}

/** The router took the call back, without fault of the agent: the agent stays as before. */
async function withdraw(turn: Turn, record: InteractionRecord): Promise<void> {
  if (!record.agentId) return;
  const left = withLeave(record, 'withdrawn', turn.at);
  await turn.save({ ...withoutAgent(left), phase: 'waiting' });
  await turn.tellAgent(record.agentId, {
    type: 'callEnded',
    interactionId: record.id,
    reason: 'abandoned',
    at: turn.at,
  });
}

/**
 * The reserved agent did not take the call: the caller waits for the next one, and the agent is made
 * Not Ready, so that calls do not go on ringing at an empty chair.
 */
export async function giveBackToQueue(
  turn: Turn,
  record: InteractionRecord,
  unanswered: 'missed' | 'declined',
): Promise<void> {
  const { agentId, reservation, id: interactionId } = record;
  if (!agentId || !reservation) return;
  const left = withLeave(record, unanswered, turn.at);
  await turn.save({ ...withoutAgent(left), phase: 'waiting', unanswered });
  await turn.tellAgent(agentId, { type: 'callEnded', interactionId, reason: unanswered, at: turn.at });
  await turn.ask({ type: 'rejectReservation', interactionId, reservation });
  await restAgent(turn, agentId, {
    name: 'notReady',
    reasonCode: unanswered === 'missed' ? MISSED_CALL : DECLINED_CALL,
  });
}

/** Sets the state an agent has between calls, at the desk and at the router. */
export async function restAgent(turn: Turn, agentId: AgentId, state: RestingState): Promise<void> {
  if (!(await turn.tellAgent(agentId, { type: 'agentStateSet', state, at: turn.at }))) return;
  const desk = await turn.desk(agentId);
  await turn.ask({
    type: 'setAvailability',
    agentId,
    name: desk?.agent.name ?? agentId,
    availability: availabilities[state.name],
  });
}

/**
 * Makes the router offer calls to an agent who is ready. The router stops doing so when a reservation runs out or is
 * rejected, also one that the agent never saw.
 */
export async function offerAgain(turn: Turn, agentId: AgentId): Promise<void> {
  const desk = await turn.desk(agentId);
  if (desk?.agent.resting.name !== 'ready') return;
  await turn.ask({ type: 'setAvailability', agentId, name: desk.agent.name, availability: 'available' });
}

const availabilities = { ready: 'available', notReady: 'unavailable', loggedOut: 'offline' } as const;

/** The router gave up: the caller hung up, or nobody came before the queue's limit. */
export async function taskCanceled(
  turn: Turn,
  record: InteractionRecord,
  { callerGone }: News<'taskCanceled'>,
): Promise<void> {
  if (record.direction === 'inbound' && record.phase !== 'connected') {
    await endInteraction(turn, callerGone ? record : { ...record, hungUpBy: 'system' }, 'abandoned');
  }
}

/** The caller without the agent who was reserved, that agent's leg, and what that agent wrote; nothing was recorded. */
function withoutAgent(record: InteractionRecord): InteractionRecord {
  const { reservation: _over, recording: _none, agentLegId, ...rest } = withCleanDesk(record);
  return { ...rest, joined: record.joined.filter((legId) => legId !== agentLegId) };
}

/** Marks a reservation whose end came before its beginning. */
function overKey(reservationId: string): string {
  return `reservation:${reservationId}`;
}
