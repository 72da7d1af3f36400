import type { Instant, InteractionId } from '../../../../softphone/core/index.ts';
import { callLogOf } from '../callLog/callLogOf.ts';
import type { Effect } from '../effects.ts';
import { completeWrapUp, endInteraction } from '../interactions/endInteraction.ts';
import type { InteractionRecord } from '../interactions/interactionRecord.ts';
import { recordMatches } from '../matching/recordMatches.ts';
import type { Crm } from '../ports/crm.ts';
import type { Store } from '../ports/store.ts';
import type { Telephony } from '../ports/telephony.ts';
import { giveBackToQueue } from '../routing/reservations.ts';
import type { CallCenterSettings } from '../settings.ts';
import type { Turn } from '../turn.ts';

export interface Hands {
  readonly telephony: Telephony;
  readonly crm: Crm;
  readonly store: Store;
  readonly settings: Pick<CallCenterSettings, 'logPolicy'>;
  readonly takeTurn: (decide: (turn: Turn) => Promise<void>) => Promise<void>;
}

/** Carries out one effect; what comes of it is another turn. */
export async function carryOut(hands: Hands, effect: Effect): Promise<void> {
  const { telephony } = hands;
  switch (effect.type) {
    case 'setAvailability':
      return telephony.setAvailability({ id: effect.agentId, name: effect.name }, effect.availability);
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
    case 'dialCustomer':
      return dialCustomer(hands, effect);
    case 'findMatches':
      return findMatches(hands, effect.interactionId);
    case 'saveCallLog':
      return saveCallLog(hands, effect);
    case 'completeWrapUp':
      return onRecord(hands, effect.interactionId, completeWrapUp);
    case 'expectAgentLeg':
      return onRecord(hands, effect.interactionId, giveUpWithoutAgentLeg);
  }
}

/** What follows from an effect that can never be carried out: nobody is left in a call that does not come. */
export async function giveUp(hands: Hands, effect: Effect): Promise<void> {
  switch (effect.type) {
    case 'connectReservation':
      return onRecord(hands, effect.interactionId, async (turn, record) => {
        if (record.phase === 'answering') await giveBackToQueue(turn, record, 'missed');
      });
    case 'dialCustomer':
      return onRecord(hands, effect.interactionId, (turn, record) => endInteraction(turn, record, 'failed'));
    case 'findMatches':
      return onRecord(hands, effect.interactionId, (turn, record) => recordMatches(turn, record, []));
    case 'setAvailability':
    case 'rejectReservation':
    case 'occupyAgent':
    case 'confirmReservation':
    case 'releaseAgent':
    case 'endLeg':
    case 'saveCallLog':
    case 'completeWrapUp':
    case 'expectAgentLeg':
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

async function dialCustomer(hands: Hands, effect: Extract<Effect, { type: 'dialCustomer' }>): Promise<void> {
  const record = await hands.store.interaction(effect.interactionId);
  // A customer who is being rung already, by an attempt whose end was not noted, is not rung again.
  if (record?.phase !== 'dialing' || record.customerLegId) return;
  const customerLegId = await hands.telephony.dialCustomer(effect);
  await onRecord(hands, effect.interactionId, async (turn, current) => {
    await turn.save({ ...current, customerLegId });
    if (current.phase === 'ended') {
      await turn.ask({ type: 'endLeg', interactionId: current.id, legId: customerLegId });
    }
  });
}

async function findMatches(hands: Hands, id: InteractionId): Promise<void> {
  const record = await hands.store.interaction(id);
  if (!record || record.matches) return;
  const number = record.direction === 'inbound' ? record.ani : record.dnis;
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

async function giveUpWithoutAgentLeg(turn: Turn, record: InteractionRecord): Promise<void> {
  if (record.phase === 'dialing' && !record.agentLegId) await endInteraction(turn, record, 'failed');
}

/** How far back an agent's history of the day goes. */
export function historySince(now: Instant): Instant {
  return (now - 24 * 3_600_000) as Instant;
}
