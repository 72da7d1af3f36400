import type { AgentId, EndReason, Refusal, Target } from '../../../../softphone/core/index.ts';
import type { Leaving } from '../interactions/agentPart.ts';
import { openPart, openParts } from '../interactions/agentParts.ts';
import { endPart } from '../interactions/endInteraction.ts';
import type { InteractionRecord } from '../interactions/interactionRecord.ts';
import { customerOf } from '../interactions/parties.ts';
import { agentPartyId } from '../interactions/partyRecord.ts';
import { putOut } from '../interactions/putOut.ts';
import { settle } from '../interactions/settle.ts';
import { mayRing } from '../offers/admission.ts';
import { offerCall } from '../offers/offerCall.ts';
import { withdrawOffer } from '../offers/withdrawOffer.ts';
import type { Numbers } from '../ports/numbers.ts';
import { requeue } from '../routing/requeue.ts';
import type { Turn } from '../turn.ts';
import { withAllTogether } from './holding.ts';
import { ringOutside } from './outsideParties.ts';
import { findTarget } from './targets.ts';

/** Gives the call away: the agent is out of it at once, the customer hears music until somebody answers. */
export async function transfer(
  turn: Turn,
  record: InteractionRecord,
  { agentId, target, numbers }: { agentId: AgentId; target: Target; numbers: Numbers },
): Promise<Refusal | undefined> {
  const found = findTarget(turn, numbers, target);
  if ('refusal' in found) return found.refusal;
  const { reached } = found;
  switch (reached.kind) {
    case 'queue': {
      if (!customerOf(record)) return { code: 'TARGET_UNAVAILABLE' };
      await requeue(turn, { ...(await giveAway(turn, record, agentId)), queue: reached.queue });
      return undefined;
    }
    case 'number': {
      const given = await giveAway(turn, record, agentId);
      await ringOutside(turn, { ...given, returnTo: agentId }, reached.number);
      return undefined;
    }
    case 'agent': {
      const { agentId: other } = reached;
      const free = mayRing(await turn.desk(other), 'transfer', turn.settings.agent.mostCalls);
      if (!free || isTaking(record, other)) return { code: 'TARGET_UNAVAILABLE' };
      const given = await giveAway(turn, record, agentId);
      const offered = await offerCall(turn, given, { agentId: other, via: 'transfer', from: agentId });
      if (offered) await settle(turn, offered);
      return undefined;
    }
  }
}

/**
 * The agent leaves, the others go on together: nobody stays on hold whom nobody could free any more. A colleague who
 * was only asked leaves the call as the asking agent has it.
 */
export async function leave(turn: Turn, record: InteractionRecord, agentId: AgentId): Promise<void> {
  const { via, from } = openPart(record, agentId) ?? {};
  const asker = via === 'consult' && from !== undefined ? openPart(record, from) : undefined;
  const rest = await withoutAgent(turn, record, { agentId, left: 'left' });
  await settle(turn, asker?.answeredAt === undefined ? withAllTogether(rest) : rest);
}

/** Whether an agent is in the call already; one at whom it only rings to be asked can be given it all the same. */
function isTaking(record: InteractionRecord, agentId: AgentId): boolean {
  const part = openPart(record, agentId);
  return part !== undefined && (part.via !== 'consult' || part.acceptedAt !== undefined);
}

/** The interaction that an agent has left to others; whom the agent has rung in to ask is not called any more. */
async function giveAway(turn: Turn, record: InteractionRecord, agentId: AgentId): Promise<InteractionRecord> {
  let rest = withAllTogether(await withoutAgent(turn, record, { agentId, left: 'transferred' }));
  for (const { id, role, state } of rest.parties) {
    if (role === 'outside' && state === 'ringing') rest = await putOut(turn, rest, id);
  }
  for (const { agentId: rung, answeredAt } of openParts(rest)) {
    if (answeredAt === undefined)
      rest = await withdrawOffer(turn, rest, { agentId: rung, left: 'withdrawn' });
  }
  return rest;
}

/** The interaction without an agent, whose leg is ended and who wraps up. */
async function withoutAgent(
  turn: Turn,
  record: InteractionRecord,
  { agentId, left }: { agentId: AgentId; left: Leaving & EndReason },
): Promise<InteractionRecord> {
  const over = await endPart(turn, record, { agentId, left, reason: left });
  return turn.save(await putOut(turn, over, agentPartyId(agentId)));
}
