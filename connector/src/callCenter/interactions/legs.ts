import type { EndReason } from '../../../../softphone/core/index.ts';
import type { LegId } from '../ports/telephony.ts';
import type { TelephonyNews } from '../telephonyEvents.ts';
import type { Turn } from '../turn.ts';
import { endInteraction } from './endInteraction.ts';
import { askForLogs } from '../callLog/askForLogs.ts';
import { withAnswer } from './agentParts.ts';
import type { InteractionRecord } from './interactionRecord.ts';
import { giveBackToQueue } from '../routing/reservations.ts';

type News<Type extends TelephonyNews['type']> = Extract<TelephonyNews, { type: Type }>;

/** A party is in the conference. */
export async function legJoined(
  turn: Turn,
  record: InteractionRecord,
  { legId }: News<'legJoined'>,
): Promise<void> {
  const known =
    legId === record.customerLegId ? record : { ...record, agentLegId: record.agentLegId ?? legId };
  const joined = await turn.save({
    ...known,
    joined: [...record.joined.filter((each) => each !== legId), legId],
  });
  if (joined.phase === 'ended') {
    await turn.ask({ type: 'endLeg', interactionId: record.id, legId });
    return;
  }
  if (joined.direction === 'inbound') await connectWhenBothAreIn(turn, joined);
  if (joined.direction === 'outbound' && legId === joined.agentLegId) await dialCustomerOnce(turn, joined);
}

async function connectWhenBothAreIn(turn: Turn, record: InteractionRecord): Promise<void> {
  const { customerLegId, agentLegId, joined } = record;
  const both = [customerLegId, agentLegId].every((legId) => legId !== undefined && joined.includes(legId));
  if (both && record.phase === 'answering') await connect(turn, record);
}

async function dialCustomerOnce(turn: Turn, { id, ani, dnis, recording }: InteractionRecord): Promise<void> {
  if (!(await turn.store.once(`dial:${id}`))) return;
  const recorded = recording !== undefined;
  await turn.ask({ type: 'dialCustomer', interactionId: id, ani, dnis, recorded });
}

/** A party picked up. For a call that an agent makes, this is when the two can talk. */
export async function legAnswered(
  turn: Turn,
  record: InteractionRecord,
  news: News<'legAnswered'>,
): Promise<void> {
  if (record.phase !== 'answering' && record.phase !== 'dialing') return;
  const known = await turn.save(withLeg(record, news));
  if (news.role === 'customer' && known.phase === 'dialing') await connect(turn, known);
}

/** A party's connection is over, or never came about. */
export async function legEnded(turn: Turn, record: InteractionRecord, news: News<'legEnded'>): Promise<void> {
  if (record.phase === 'ended') return;
  if (news.role === 'customer') await endInteraction(turn, record, customerEnd(record, news.cause));
  else await agentLegEnded(turn, record, news.legId);
}

/** Of an agent who had the call before, nothing follows: somebody else has it, or nobody yet. */
async function agentLegEnded(turn: Turn, record: InteractionRecord, legId: LegId): Promise<void> {
  const anothers = record.agentLegId !== undefined && legId !== record.agentLegId;
  if (record.direction === 'inbound' && record.phase === 'answering' && !anothers) {
    await giveBackToQueue(turn, record, 'missed');
  } else if (legId === record.agentLegId) {
    await endInteraction(turn, record, 'hungUp');
  }
}

function customerEnd(record: InteractionRecord, cause: News<'legEnded'>['cause']): EndReason {
  if (record.phase === 'connected') return 'customerHungUp';
  if (record.direction === 'inbound') return 'abandoned';
  switch (cause) {
    case 'busy':
    case 'noAnswer':
    case 'failed':
      return cause;
    case 'canceled':
    case 'completed':
      return 'canceled';
  }
}

/** A party left the conference. While two talk, that ends the call; without its agent, so does a call that is made. */
export async function legLeft(
  turn: Turn,
  record: InteractionRecord,
  { legId, followed = false }: News<'legLeft'>,
): Promise<void> {
  const left = await turn.save({ ...record, joined: record.joined.filter((each) => each !== legId) });
  if (left.phase === 'dialing' && legId === left.agentLegId) await endInteraction(turn, left, 'canceled');
  if (left.phase !== 'connected') return;
  const customersLeg = legId === left.customerLegId;
  await endInteraction(turn, left, customersLeg === followed ? 'hungUp' : 'customerHungUp');
}

/** The conference is over, whoever ended it. */
export async function conferenceEnded(
  turn: Turn,
  record: InteractionRecord,
  { legId }: News<'conferenceEnded'>,
): Promise<void> {
  const byAgent = legId !== undefined && legId === record.agentLegId;
  if (record.phase === 'connected') await endInteraction(turn, record, byAgent ? 'hungUp' : 'customerHungUp');
  if (record.phase === 'dialing') await endInteraction(turn, record, 'canceled');
}

/** The caller hung up before anybody could take the call. */
export async function callerGone(turn: Turn, record: InteractionRecord): Promise<void> {
  await endInteraction(turn, record, record.phase === 'connected' ? 'customerHungUp' : 'abandoned');
}

async function connect(turn: Turn, record: InteractionRecord): Promise<void> {
  const connected = await turn.save({
    ...withAnswer(record, turn.at),
    phase: 'connected',
    answeredAt: turn.at,
  });
  await askForLogs(turn, connected);
  if (record.agentId) {
    await turn.tellAgent(record.agentId, {
      type: 'answered',
      interactionId: record.id,
      recorded: record.recording !== undefined,
      at: turn.at,
    });
  }
}

function withLeg(record: InteractionRecord, { role, legId }: { role: 'customer' | 'agent'; legId: LegId }) {
  return role === 'customer' ? { ...record, customerLegId: legId } : { ...record, agentLegId: legId };
}
