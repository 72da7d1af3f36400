import type { AgentId } from '../../../../softphone/core/index.ts';
import { offerAgain } from '../agents/restAgent.ts';
import type { AgentPart } from '../interactions/agentPart.ts';
import { changePart, inHand, openPart, openParts } from '../interactions/agentParts.ts';
import { endInteraction } from '../interactions/endInteraction.ts';
import type { InteractionRecord } from '../interactions/interactionRecord.ts';
import { notTaken } from '../offers/notTaken.ts';
import { offerCall } from '../offers/offerCall.ts';
import { withdrawOffer } from '../offers/withdrawOffer.ts';
import type { ReservationRef } from '../ports/telephony.ts';
import type { TelephonyNews } from '../telephonyEvents.ts';
import type { Turn } from '../turn.ts';
import { leaveMessage } from '../voicemail/leaveMessage.ts';

type News<Type extends TelephonyNews['type']> = Extract<TelephonyNews, { type: Type }>;

/** The router holds an agent: for a caller, the agent is rung; for a call of the agent's own, the hold is confirmed. */
export async function reservationCreated(
  turn: Turn,
  record: InteractionRecord,
  news: News<'reservationCreated'>,
): Promise<void> {
  const { agentId, reservation, interactionId } = news;
  if (!(await turn.store.once(overKey(reservation.reservationId)))) return;
  const own = news.onlyOccupies && partWithoutHold(record, agentId);
  if (own) return confirm(turn, record, { part: own, reservation });
  const free = !record.room && !record.voicemail && openParts(record).length === 0;
  const waits = record.phase === 'waiting' && free;
  const seconds = news.timeoutSeconds ?? turn.settings.reservationSeconds;
  const offered = waits && (await offerCall(turn, record, { agentId, via: 'queue', reservation, seconds }));
  if (!offered) await turn.ask({ type: 'rejectReservation', interactionId, reservation });
}

/** The agent's newest part, when it is one that the router did not bring, and is not held for it yet. */
function partWithoutHold(record: InteractionRecord, agentId: AgentId): AgentPart | undefined {
  const part = record.parts.findLast((each) => each.agentId === agentId);
  return part && part.via !== 'queue' && !part.reservation && part.left !== 'parked' ? part : undefined;
}

/** The part may be over, wrap-up and all, before the router confirms that it began. */
async function confirm(
  turn: Turn,
  record: InteractionRecord,
  { part, reservation }: { part: AgentPart; reservation: ReservationRef },
): Promise<void> {
  const { id: interactionId } = record;
  await turn.save(changePart(record, part.agentId, (each) => ({ ...each, reservation })));
  await turn.ask({ type: 'confirmReservation', interactionId, reservation });
  if (!inHand(part)) await turn.ask({ type: 'releaseAgent', interactionId, reservation });
}

/** The reservation is over without a call: nobody took it, or the caller left. */
export async function reservationEnded(
  turn: Turn,
  record: InteractionRecord,
  { reservation, agentId, outcome }: News<'reservationEnded'>,
): Promise<void> {
  const part = openPart(record, agentId);
  if (part?.reservation?.reservationId !== reservation.reservationId) {
    await turn.store.once(overKey(reservation.reservationId));
    await offerAgain(turn, agentId);
    return;
  }
  if (part.answeredAt !== undefined || part.via !== 'queue') return;
  switch (outcome) {
    case 'expired':
    case 'rejected':
      return notTaken(turn, record, { part, how: 'missed' });
    case 'canceled':
    case 'rescinded': {
      const { room: _none, ...rest } = await withdrawOffer(turn, record, { agentId, left: 'withdrawn' });
      await turn.save(rest);
    }
  }
}

/** The router gave up: the caller hung up, or nobody came before the queue's limit. */
export async function taskCanceled(
  turn: Turn,
  record: InteractionRecord,
  { callerGone }: News<'taskCanceled'>,
): Promise<void> {
  const queued = record.phase === 'waiting' && (!record.room || openParts(record).length > 0);
  if (!queued || record.direction === 'internal' || record.voicemail) return;
  if (callerGone) await endInteraction(turn, record, 'abandoned');
  else await leaveMessage(turn, record);
}

/** Marks a reservation whose end came before its beginning. */
function overKey(reservationId: string): string {
  return `reservation:${reservationId}`;
}
