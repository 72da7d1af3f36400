import type { AgentId, EndReason, Refusal, Target } from '../../../../softphone/core/index.ts';
import type { Leaving } from '../interactions/agentPart.ts';
import { openPart } from '../interactions/agentParts.ts';
import { endPart } from '../interactions/endInteraction.ts';
import type { InteractionRecord } from '../interactions/interactionRecord.ts';
import { partyAt, withoutParty } from '../interactions/parties.ts';
import { agentPartyId } from '../interactions/partyRecord.ts';
import { settle } from '../interactions/settle.ts';
import { mayRing } from '../offers/admission.ts';
import { offerCall } from '../offers/offerCall.ts';
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
      const left = await leaveParty(turn, record, agentId, 'transferred');
      await requeue(turn, { ...left, queue: reached.queue });
      return undefined;
    }
    case 'number': {
      const left = await leaveParty(turn, record, agentId, 'transferred');
      await ringOutside(turn, { ...left, returnTo: agentId }, reached.number);
      return undefined;
    }
    case 'agent': {
      const { agentId: other } = reached;
      const free = mayRing(await turn.desk(other), 'transfer', turn.settings.agent.mostCalls);
      if (!free || openPart(record, other)) return { code: 'TARGET_UNAVAILABLE' };
      const left = await leaveParty(turn, record, agentId, 'transferred');
      const offered = await offerCall(turn, left, { agentId: other, via: 'transfer', from: agentId });
      if (offered) await settle(turn, offered);
      return undefined;
    }
  }
}

/** The agent leaves, the others go on together: nobody stays on hold whom nobody could free any more. */
export async function leave(turn: Turn, record: InteractionRecord, agentId: AgentId): Promise<void> {
  await settle(turn, withAllTogether(await leaveParty(turn, record, agentId, 'left')));
}

/** The interaction without an agent, whose leg is ended and who wraps up. */
async function leaveParty(
  turn: Turn,
  record: InteractionRecord,
  agentId: AgentId,
  left: Leaving & EndReason,
): Promise<InteractionRecord> {
  const partyId = agentPartyId(agentId);
  const legId = partyAt(record, partyId)?.legId;
  const over = await endPart(turn, record, { agentId, left, reason: left });
  if (legId) await turn.ask({ type: 'endLeg', interactionId: record.id, legId });
  return turn.save(withAllTogether(withoutParty(over, partyId)));
}
