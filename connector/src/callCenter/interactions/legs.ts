import type { AgentId, EndReason, Instant, PartyId } from '../../../../softphone/core/index.ts';
import { notTaken } from '../offers/notTaken.ts';
import { offerCall } from '../offers/offerCall.ts';
import { outsideDidNotAnswer } from '../callControl/outsideParties.ts';
import type { LegEnd, LegId } from '../ports/telephony.ts';
import { connectionBack, connectionLost } from '../recovery/recovery.ts';
import { coachAgain, listenerGone, listenerJoined } from '../supervision/listeners.ts';
import type { TelephonyNews } from '../telephonyEvents.ts';
import type { Turn } from '../turn.ts';
import { openPart } from './agentParts.ts';
import { endInteraction } from './endInteraction.ts';
import type { InteractionRecord } from './interactionRecord.ts';
import {
  changeParty,
  customerOf,
  isGoneLeg,
  partyAt,
  partyOfLeg,
  withGoneLeg,
  withoutParty,
} from './parties.ts';
import { isCustomer, type PartyRecord } from './partyRecord.ts';
import { settle } from './settle.ts';

type News<Type extends TelephonyNews['type']> = Extract<TelephonyNews, { type: Type }>;

/** A party is in the conference. A leg that nobody waits for any more is ended. */
export async function legJoined(
  turn: Turn,
  record: InteractionRecord,
  news: News<'legJoined'>,
): Promise<void> {
  const { legId, room } = news;
  if (isGoneLeg(record, legId)) return;
  const party = partyWhoJoined(record, news);
  const elsewhere = record.room?.name !== room.name;
  if (record.phase === 'ended' || !party || elsewhere) {
    // A customer who has been sent elsewhere meanwhile is not to be cut off.
    if (!party || !isCustomer(party) || record.phase === 'ended') await endStray(turn, record, legId);
    return;
  }
  if (party.state !== 'in') await admit(turn, record, { party, legId, room });
}

async function admit(
  turn: Turn,
  record: InteractionRecord,
  { party, legId, room }: Pick<News<'legJoined'>, 'legId' | 'room'> & { readonly party: PartyRecord },
): Promise<void> {
  const back = party.agentId !== undefined && openPart(record, party.agentId)?.lostUntil !== undefined;
  const joined = changeParty({ ...record, room }, party.id, {
    legId,
    state: 'in',
    since: turn.at,
    sound: 'talk',
    soundSince: turn.at,
    // A leg that comes has been taken up by a page.
    lostPage: undefined,
  });
  if (party.role === 'supervisor') return listenerJoined(turn, joined, party.id);
  const settled = await settle(turn, back ? await connectionBack(turn, joined, party) : joined);
  if (party.agentId !== undefined) await coachAgain(turn, settled, party.agentId);
  if (party.role === 'agent' && settled.phase === 'dialing') await ringCallee(turn, settled);
}

/** The router brings an agent's leg without a name: it belongs to the agent who is about to talk. */
export function partyWhoJoined(record: InteractionRecord, news: News<'legJoined'>): PartyRecord | undefined {
  const { legId, partyId } = news;
  const known = partyOfLeg(record, legId) ?? (partyId && partyAt(record, partyId));
  if (known) return waitsFor(known, legId) ? known : undefined;
  if (partyId !== undefined) return undefined;
  return record.parties.find(
    ({ role, state, legId: own }) => role === 'agent' && state === 'ringing' && !own,
  );
}

function waitsFor({ state, legId: own }: PartyRecord, legId: LegId): boolean {
  switch (state) {
    case 'outside':
    case 'ringing':
      return true;
    case 'in':
      return own === legId;
    case 'offered':
    case 'lost':
      return false;
  }
}

/** Ends a leg that nobody waits for. */
async function endStray(turn: Turn, record: InteractionRecord, legId: LegId): Promise<void> {
  if (record.phase !== 'ended') await turn.save(withGoneLeg(record, legId));
  await turn.ask({ type: 'endLeg', interactionId: record.id, legId });
}

async function ringCallee(turn: Turn, record: InteractionRecord): Promise<void> {
  const callee = record.parties.find(({ state }) => state === 'outside');
  if (!callee) return;
  if (callee.agentId !== undefined) return ringColleague(turn, record, callee.agentId);
  const ringing = await turn.save(changeParty(record, callee.id, { state: 'ringing', since: turn.at }));
  await turn.ask({ type: 'ringParty', interactionId: ringing.id, partyId: callee.id, since: turn.at });
}

async function ringColleague(turn: Turn, record: InteractionRecord, agentId: AgentId): Promise<void> {
  const from = record.parts[0]?.agentId;
  const offered = await offerCall(turn, record, { agentId, via: 'internal', ...(from && { from }) });
  if (!offered) await endInteraction(turn, record, 'busy');
}

/** A party picked up; the conference says when it is in. */
export async function legAnswered(
  turn: Turn,
  record: InteractionRecord,
  { partyId, legId }: News<'legAnswered'>,
): Promise<void> {
  const party = partyAt(record, partyId);
  if (party?.state === 'ringing' && party.legId === undefined && !isGoneLeg(record, legId)) {
    await turn.save(changeParty(record, partyId, { legId }));
  }
}

/** A party's connection is over, or never came about. */
export async function legEnded(turn: Turn, record: InteractionRecord, news: News<'legEnded'>): Promise<void> {
  if (isGoneLeg(record, news.legId)) return;
  const party = partyAt(record, news.partyId) ?? partyOfLeg(record, news.legId);
  const anothers = party?.legId !== undefined && party.legId !== news.legId;
  if (party && !anothers) await partyGone(turn, record, { party, cause: news.cause });
}

/** A party left the conference. */
export async function legLeft(turn: Turn, record: InteractionRecord, news: News<'legLeft'>): Promise<void> {
  const party = partyOfLeg(record, news.legId);
  if (!party || record.room?.name !== news.room.name) return;
  const { followed } = news;
  // Whose leaving ended the conference is told apart; without that, it was the customer's.
  if (followed && !isCustomer(party)) return endInteraction(turn, record, 'customerHungUp');
  await partyGone(turn, record, { party, cause: 'completed', ...(followed && { followed }) });
}

/**
 * The conference is over, whoever ended it, and the call with it; not where it is between agents whose connections
 * broke: they may come back to another conference of that name.
 */
export async function conferenceEnded(
  turn: Turn,
  record: InteractionRecord,
  { legId, room }: News<'conferenceEnded'>,
): Promise<void> {
  if (record.room?.name !== room.name) return;
  if (record.phase === 'dialing') return endInteraction(turn, record, 'canceled');
  if (record.phase !== 'connected') return;
  if (customerOf(record)) {
    const byAgent = legId !== undefined && partyOfLeg(record, legId)?.role === 'agent';
    return endInteraction(turn, record, byAgent ? 'hungUp' : 'customerHungUp');
  }
  let rest = await turn.save({ ...record, room: { name: room.name } });
  for (const party of record.parties.filter(({ state }) => state === 'in')) {
    await partyGone(turn, rest, { party, cause: 'completed' });
    rest = (await turn.store.interaction(record.id)) ?? rest;
  }
}

/** The caller is gone, wherever the caller was. */
export async function callerGone(turn: Turn, record: InteractionRecord): Promise<void> {
  await endInteraction(turn, record, record.phase === 'connected' ? 'customerHungUp' : 'abandoned');
}

interface Going {
  readonly party: PartyRecord;
  readonly cause: LegEnd['cause'];
  readonly followed?: boolean;
}

/** What follows when a party is gone, by who it was. Nothing, when its leg was over before. */
export async function partyGone(turn: Turn, record: InteractionRecord, going: Going): Promise<void> {
  const { party, cause } = going;
  if (record.phase === 'ended' || party.state === 'offered' || party.state === 'lost') return;
  if (isCustomer(party)) return endInteraction(turn, record, customerEnd(record, going));
  if (party.role === 'supervisor') return listenerGone(turn, record, party);
  if (party.role === 'agent') return agentGone(turn, record, party);
  const rest = withoutParty(record, party.id);
  if (party.state === 'ringing' || party.state === 'outside') {
    return outsideDidNotAnswer(turn, rest, { partyId: party.id, cause });
  }
  await settle(turn, rest);
}

/** Who was rung and did not come has not taken the call; who talked may come back. */
async function agentGone(turn: Turn, record: InteractionRecord, party: PartyRecord): Promise<void> {
  const part = party.agentId && openPart(record, party.agentId);
  if (!part) return;
  if (part.answeredAt !== undefined) {
    await connectionLost(turn, record, part);
    await coachAgain(turn, record, part.agentId);
  } else if (part.via === 'dialed') await endInteraction(turn, record, 'canceled');
  else await notTaken(turn, record, { part, how: 'missed' });
}

function customerEnd(record: InteractionRecord, { cause, followed }: Going): EndReason {
  if (record.phase === 'connected') return followed ? 'hungUp' : 'customerHungUp';
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

/** The carrier names the leg of a party that it rings since then. Nobody may wait for it any more. */
export async function legRung(
  turn: Turn,
  record: InteractionRecord,
  { partyId, legId, since }: { partyId: PartyId; legId: LegId; since: Instant },
): Promise<void> {
  const party = partyAt(record, partyId);
  if (isGoneLeg(record, legId) || party?.legId === legId) return;
  const awaited = party?.state === 'ringing' && party.legId === undefined && party.since === since;
  if (awaited && record.phase !== 'ended') await turn.save(changeParty(record, partyId, { legId }));
  else await endStray(turn, record, legId);
}

/** The carrier does not ring a party, for good: who waited for it is told. */
export async function notRung(
  turn: Turn,
  record: InteractionRecord,
  { partyId, since }: { partyId: PartyId; since: Instant },
): Promise<void> {
  const party = partyAt(record, partyId);
  if (record.phase === 'ended' || party?.state !== 'ringing' || party.since !== since) return;
  const part = party.agentId && openPart(record, party.agentId);
  await partyGone(turn, record, { party, cause: 'failed' });
  if (!part) return;
  const command = part.lostUntil !== undefined ? 'rejoin' : part.via === 'pickUp' ? 'pickUp' : 'answer';
  await turn.tellAgent(part.agentId, {
    type: 'commandFailed',
    command,
    refusal: { code: 'COMMAND_FAILED' },
    at: turn.at,
  });
}
