import type { AgentId, Via } from '../../../../softphone/core/index.ts';
import { after, completeWrapUp } from '../interactions/endInteraction.ts';
import { changePart, openPart, withNewPart } from '../interactions/agentParts.ts';
import type { InteractionRecord } from '../interactions/interactionRecord.ts';
import { withParty } from '../interactions/parties.ts';
import { agentPartyId, newParty } from '../interactions/partyRecord.ts';
import { earlierNotesFor, nameOf, partiesFor, tellParties } from '../interactions/partyViews.ts';
import type { ReservationRef } from '../ports/telephony.ts';
import type { Turn } from '../turn.ts';
import { mayRing } from './admission.ts';

/** A call that is to ring at an agent. */
export interface Offer {
  readonly agentId: AgentId;
  readonly via: Via;
  readonly from?: AgentId;
  /** Of a call that the router brings; the connector holds the agent itself for others. */
  readonly reservation?: ReservationRef;
  readonly seconds?: number;
}

/** How long the router may take to say that a reservation is over. */
const GRACE_SECONDS = 5;

/** Rings a call at an agent; `undefined` when it may not ring there now, or the agent has it already. */
export async function offerCall(
  turn: Turn,
  record: InteractionRecord,
  offer: Offer,
): Promise<InteractionRecord | undefined> {
  const { agentId, via, from, reservation } = offer;
  if (openPart(record, agentId)) return undefined;
  if (!mayRing(await turn.desk(agentId), via, turn.settings.agent.mostCalls)) return undefined;
  const { at } = turn;
  // A call that comes back while the agent still writes about it ends that wrap-up.
  const earlier = await completeWrapUp(turn, record, agentId);
  const wait = via === 'queue' ? record.queued : undefined;
  const begun = withNewPart(earlier, {
    agentId,
    via,
    at,
    ...(from !== undefined && { from }),
    ...(wait && { queue: wait.queue, queuedAt: wait.at }),
  });
  const offered = await turn.save(
    withParty(
      reservation ? changePart(begun, agentId, (part) => ({ ...part, reservation })) : begun,
      newParty({ id: agentPartyId(agentId), role: 'agent', agentId, state: 'offered' }, at),
    ),
  );
  const { offerSeconds } = turn.settings;
  const expiresAt = after(at, offer.seconds ?? offerSeconds);
  await tellOffer(turn, offered, { ...offer, expiresAt });
  await turn.ask(
    { type: 'offerExpires', interactionId: record.id, agentId, offeredAt: at },
    reservation ? after(expiresAt, GRACE_SECONDS) : expiresAt,
  );
  await tellParties(turn, offered);
  return offered;
}

/** Tells an agent's desk of a call that rings there. */
export async function tellOffer(
  turn: Turn,
  record: InteractionRecord,
  { agentId, via, from, expiresAt }: Offer & { readonly expiresAt: ReturnType<typeof after> },
): Promise<void> {
  const { id: interactionId, direction, ani, dnis, queue, collected, matches } = record;
  const { person, subject } = record.parts.findLast((part) => part.agentId === agentId) ?? {};
  await turn.tellAgent(agentId, {
    type: 'reserved',
    interactionId,
    direction,
    ani,
    dnis,
    via,
    parties: await partiesFor(turn, record, agentId),
    earlierNotes: await earlierNotesFor(turn, record, agentId),
    expiresAt,
    at: turn.at,
    ...(from !== undefined && { from: await nameOf(turn, from) }),
    ...(queue !== undefined && { queue }),
    ...(collected !== undefined && { collected }),
    ...(matches && { matches }),
    ...(person && { person }),
    ...(subject && { subject }),
  });
}
