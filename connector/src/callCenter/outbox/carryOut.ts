import { otherParty, type Instant, type InteractionId } from '../../../../softphone/core/index.ts';
import { staysAway } from '../agents/absence.ts';
import { alignRouter } from '../agents/alignRouter.ts';
import { callLogOf } from '../callLog/callLogOf.ts';
import type { Effect } from '../effects.ts';
import { openPart } from '../interactions/agentParts.ts';
import type { InteractionRecord } from '../interactions/interactionRecord.ts';
import { legRung, notRung } from '../interactions/legs.ts';
import { partyAt } from '../interactions/parties.ts';
import { rungParty } from '../interactions/rungParty.ts';
import { soundsRefused } from '../interactions/sounds.ts';
import { recordMatches } from '../matching/recordMatches.ts';
import type { Crm } from '../ports/crm.ts';
import type { Store } from '../ports/store.ts';
import type { Telephony } from '../ports/telephony.ts';
import { notTaken } from '../offers/notTaken.ts';
import { notMoved } from '../routing/requeue.ts';
import { recordingRefused } from '../recording/adjustRecording.ts';
import { adjustListening } from '../supervision/adjustListening.ts';
import type { CallCenterSettings } from '../settings.ts';
import type { Turn } from '../turn.ts';
import { messageKnown } from '../voicemail/messageKnown.ts';
import { adjustRecording } from './adjustRecording.ts';
import { adjustSounds } from './adjustSounds.ts';
import { findMessage } from './findMessage.ts';
import { timeIsUp } from './timeIsUp.ts';

export interface Hands {
  readonly telephony: Telephony;
  readonly crm: Crm;
  readonly store: Store;
  readonly settings: Pick<CallCenterSettings, 'agent' | 'logPolicy' | 'callerId'>;
  readonly takeTurn: (decide: (turn: Turn) => Promise<void>) => Promise<void>;
}

/** Carries out one effect; what comes of it is another turn. */
export async function carryOut(hands: Hands, effect: Effect): Promise<void> {
  const { telephony } = hands;
  switch (effect.type) {
    case 'setAvailability':
      await alignRouter(hands, effect.agentId, effect.changed);
      return undefined;
    case 'connectReservation':
      return telephony.connectReservation({ ...effect.reservation, ...effect });
    case 'rejectReservation':
      return telephony.rejectReservation(effect.reservation);
    case 'occupyAgent':
      return telephony.occupyAgent(effect);
    case 'confirmReservation':
      return telephony.confirmReservation(effect.reservation);
    case 'releaseAgent':
      return telephony.releaseAgent(effect.reservation);
    case 'endLeg':
      return telephony.endLeg(effect.legId);
    case 'ringParty':
      return ringParty(hands, effect);
    case 'adjustSounds':
      return adjustSounds(hands, effect.interactionId);
    case 'adjustListening':
      return adjustListening(hands, effect);
    case 'sendToQueue':
      return telephony.sendToQueue(effect);
    case 'sendToVoicemail':
      return telephony.sendToVoicemail(effect);
    case 'sendToRoom':
      return telephony.sendToRoom(effect);
    case 'adjustRecording':
      return adjustRecording(hands, effect.interactionId);
    case 'endRecording':
      return telephony.endRecording(effect);
    case 'findMessage':
      return findMessage(hands, effect.interactionId);
    case 'findMatches':
      return findMatches(hands, effect.interactionId);
    case 'saveCallLog':
      return saveCallLog(hands, effect);
    case 'completeWrapUp':
    case 'expectAgentLeg':
    case 'offerExpires':
    case 'parkExpires':
    case 'connectionExpires':
    case 'pageLost':
      return onRecord(hands, effect.interactionId, (turn, record) => timeIsUp(turn, record, effect));
    case 'agentStaysAway':
      return hands.takeTurn((turn) => staysAway(turn, effect));
  }
}

/** What follows from an effect that can never be carried out: nobody is left in a call that does not come. */
export async function giveUp(hands: Hands, effect: Effect): Promise<void> {
  switch (effect.type) {
    case 'connectReservation':
      return onRecord(hands, effect.interactionId, async (turn, record) => {
        const part = openPart(record, effect.agentId);
        if (part && part.answeredAt === undefined) await notTaken(turn, record, { part, how: 'missed' });
      });
    case 'ringParty':
      return onRecord(hands, effect.interactionId, (turn, record) => notRung(turn, record, effect));
    case 'adjustSounds':
      return onRecord(hands, effect.interactionId, soundsRefused);
    case 'sendToQueue':
    case 'sendToVoicemail':
    case 'sendToRoom':
      return onRecord(hands, effect.interactionId, notMoved);
    case 'adjustRecording':
      return onRecord(hands, effect.interactionId, recordingRefused);
    case 'findMessage':
      return onRecord(hands, effect.interactionId, noMessage);
    case 'findMatches':
      return onRecord(hands, effect.interactionId, (turn, record) => recordMatches(turn, record, []));
    case 'setAvailability':
    case 'rejectReservation':
    case 'occupyAgent':
    case 'confirmReservation':
    case 'releaseAgent':
    case 'adjustListening':
    case 'endLeg':
    case 'endRecording':
    case 'saveCallLog':
    case 'completeWrapUp':
    case 'expectAgentLeg':
    case 'offerExpires':
    case 'parkExpires':
    case 'connectionExpires':
    case 'pageLost':
    case 'agentStaysAway':
      return undefined;
  }
}

async function onRecord(
  { takeTurn }: Hands,
  id: InteractionId,
  decide: (turn: Turn, record: InteractionRecord) => Promise<void>,
): Promise<void> {
  await takeTurn(async (turn) => {
    const record = await turn.store.interaction(id);
    if (record) await decide(turn, record);
  });
}

/** Who is being rung already, by an attempt whose end was not noted, is not rung again. */
async function ringParty(hands: Hands, effect: Extract<Effect, { type: 'ringParty' }>): Promise<void> {
  const { interactionId, partyId, since } = effect;
  const record = await hands.store.interaction(interactionId);
  if (!record || record.phase === 'ended') return;
  const party = partyAt(record, partyId);
  if (party?.state !== 'ringing' || party.legId || party.since !== since) return;
  const legId = await hands.telephony.ringParty({
    ...rungParty(record, party, hands.settings),
    interactionId,
    partyId,
  });
  await onRecord(hands, interactionId, (turn, current) => legRung(turn, current, { partyId, legId, since }));
}

function noMessage(turn: Turn, record: InteractionRecord): Promise<void> {
  return messageKnown(turn, record, { state: 'absent' });
}

async function findMatches(hands: Hands, id: InteractionId): Promise<void> {
  const record = await hands.store.interaction(id);
  if (!record || record.matches) return;
  const number = otherParty(record);
  const matches = await hands.crm.findMatches({
    number,
    ...(record.collected !== undefined && { collected: record.collected }),
  });
  await onRecord(hands, id, (turn, current) => recordMatches(turn, current, matches));
}

async function saveCallLog(
  { store, crm, settings }: Hands,
  { interactionId, agentId }: Extract<Effect, { type: 'saveCallLog' }>,
): Promise<void> {
  const record = await store.interaction(interactionId);
  const log = record && callLogOf(record, agentId);
  const policy = log && settings.logPolicy(log.kind);
  if (policy && policy.log !== 'none') await crm.saveCallLog({ ...log, policy });
}

/** How far back an agent's history of the day goes. */
export function historySince(now: Instant): Instant {
  return (now - 24 * 3_600_000) as Instant;
}
