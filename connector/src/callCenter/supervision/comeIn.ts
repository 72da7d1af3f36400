import type { AgentId } from '../../../../softphone/core/index.ts';
import { activateCall } from '../callControl/activateCall.ts';
import { withAllTogether } from '../callControl/holding.ts';
import { changePart, openPart, withNewPart } from '../interactions/agentParts.ts';
import { completeWrapUp, endPart } from '../interactions/endInteraction.ts';
import type { InteractionRecord } from '../interactions/interactionRecord.ts';
import { agentPartyId, newParty, type PartyRecord } from '../interactions/partyRecord.ts';
import { putOut } from '../interactions/putOut.ts';
import { settle } from '../interactions/settle.ts';
import { tellOffer } from '../offers/offerCall.ts';
import { withdrawOffer } from '../offers/withdrawOffer.ts';
import type { Turn } from '../turn.ts';
import { tellCoached } from './coached.ts';

/**
 * A supervisor who listens comes into the call, on the same leg, and is an agent of it like any other from then on: with
 * an own part, own log and all controls. Who takes over does so in the agent's place.
 */
export async function comeIn(turn: Turn, record: InteractionRecord, listener: PartyRecord): Promise<void> {
  const { agentId: supervisorId, legId, listens } = listener;
  if (supervisorId === undefined || !legId || !listens) return;
  const { at } = turn;
  const { id: interactionId } = record;
  // A supervisor who comes back while still writing about the call ends that wrap-up.
  const written = await completeWrapUp(turn, record, supervisorId);
  const current = await withoutOffer(turn, written, supervisorId);
  const others = current.parties.filter(({ id }) => id !== listener.id);
  const own = newParty(
    { id: agentPartyId(supervisorId), role: 'agent', agentId: supervisorId, legId, state: 'in' },
    at,
  );
  const begun = withNewPart(
    { ...current, parties: [...others, own] },
    { agentId: supervisorId, via: 'barge', from: listens.agentId, at },
  );
  const joined = await turn.save(changePart(begun, supervisorId, (part) => ({ ...part, acceptedAt: at })));
  await tellOffer(turn, joined, {
    agentId: supervisorId,
    via: 'barge',
    from: listens.agentId,
    expiresAt: at,
  });
  await turn.tellAgent(supervisorId, { type: 'accepted', interactionId, at });
  await turn.tellAgent(supervisorId, { type: 'monitoringChanged', at });
  await tellCoached(turn, joined, listens.agentId);
  await turn.ask({ type: 'adjustListening', interactionId, agentId: supervisorId });
  await activateCall(turn, supervisorId, interactionId);
  await settle(turn, joined);
  if (listens.for === 'takeOver') await takePlace(turn, interactionId, listens.agentId);
}

/** Who comes in by the own wish does not need to be asked any more. */
async function withoutOffer(
  turn: Turn,
  record: InteractionRecord,
  agentId: AgentId,
): Promise<InteractionRecord> {
  const isOffered = openPart(record, agentId) !== undefined;
  return isOffered ? withdrawOffer(turn, record, { agentId, left: 'withdrawn' }) : record;
}

async function takePlace(turn: Turn, id: InteractionRecord['id'], agentId: AgentId): Promise<void> {
  const record = await turn.store.interaction(id);
  if (!record) return;
  const left = await endPart(turn, record, { agentId, left: 'transferred', reason: 'transferred' });
  await settle(turn, withAllTogether(await putOut(turn, left, agentPartyId(agentId))));
}
