import type { AgentId, Instant, InteractionId, Refusal } from '../../../../softphone/core/index.ts';
import { withAllTogether } from '../callControl/holding.ts';
import { restAgent } from '../agents/restAgent.ts';
import type { AgentPart } from '../interactions/agentPart.ts';
import { changePart, openPart } from '../interactions/agentParts.ts';
import { after, endInteraction, endPart } from '../interactions/endInteraction.ts';
import type { InteractionRecord } from '../interactions/interactionRecord.ts';
import { customerOf, partyAt, withoutLeg, withState } from '../interactions/parties.ts';
import { agentPartyId, isPresent, type PartyRecord } from '../interactions/partyRecord.ts';
import { putOut } from '../interactions/putOut.ts';
import { settle } from '../interactions/settle.ts';
import { requeueFirst } from '../routing/requeue.ts';
import type { Turn } from '../turn.ts';

/** An agent's leg broke in a call: the caller hears music, and the agent may come back for a while. */
export async function connectionLost(turn: Turn, record: InteractionRecord, part: AgentPart): Promise<void> {
  const { agentId } = part;
  const partyId = agentPartyId(agentId);
  const until = part.lostUntil ?? after(turn.at, turn.settings.recoverySeconds);
  const { endedAt: _goesOn, ...broken } = withoutLeg(record, partyId);
  const lost = changePart(broken, agentId, (each) => ({ ...each, lostUntil: until }));
  await turn.tellAgent(agentId, { type: 'connectionLost', interactionId: record.id, until, at: turn.at });
  if (part.lostUntil === undefined) {
    await turn.ask({ type: 'connectionExpires', interactionId: record.id, agentId, lostUntil: until }, until);
  }
  await settle(turn, withState(lost, partyId, { state: 'lost', at: turn.at }));
}

/**
 * The agent's softphone is there again: its leg is rung anew. The carrier may not have noticed yet that the one before
 * is gone: it is ended, so that the new one can take its place.
 */
export async function rejoin(
  turn: Turn,
  record: InteractionRecord,
  { part, unnoticed = false }: { part: AgentPart; unnoticed?: boolean | undefined },
): Promise<Refusal | undefined> {
  const partyId = agentPartyId(part.agentId);
  const { state, legId } = partyAt(record, partyId) ?? {};
  if (state === 'in' && unnoticed) {
    if (legId) await turn.ask({ type: 'endLeg', interactionId: record.id, legId });
    await connectionLost(turn, record, part);
  } else if (state !== 'lost') return undefined;
  const lost = (await turn.store.interaction(record.id)) ?? record;
  await settle(turn, withState(lost, partyId, { state: 'ringing', at: turn.at }));
  await turn.ask({ type: 'ringParty', interactionId: record.id, partyId, since: turn.at });
  return undefined;
}

/** The agent's new leg is in: the call goes on. */
export async function connectionBack(
  turn: Turn,
  record: InteractionRecord,
  { agentId }: PartyRecord,
): Promise<InteractionRecord> {
  if (agentId === undefined) return record;
  await turn.tellAgent(agentId, { type: 'connectionBack', interactionId: record.id, at: turn.at });
  return changePart(record, agentId, ({ lostUntil: _over, ...part }) => part);
}

/** The agent did not come back: whoever is left in the call goes on, a caller left alone goes to the front of the queue. */
export async function giveUpConnection(
  turn: Turn,
  record: InteractionRecord,
  { agentId, lostUntil }: { interactionId: InteractionId; agentId: AgentId; lostUntil: Instant },
): Promise<void> {
  if (openPart(record, agentId)?.lostUntil !== lostUntil) return;
  const left = await endPart(turn, record, { agentId, left: 'connectionLost', reason: 'connectionLost' });
  const { goneReason: reasonCode } = turn.settings.agentRule;
  await restAgent(turn, agentId, { state: { name: 'notReady', reasonCode }, by: 'rule' });
  const rest = await putOut(turn, left, agentPartyId(agentId));
  if (rest.parties.filter(isPresent).length > 1) await settle(turn, withAllTogether(rest));
  else if (customerOf(rest)) await requeueFirst(turn, rest);
  else await endInteraction(turn, rest, 'failed');
}
