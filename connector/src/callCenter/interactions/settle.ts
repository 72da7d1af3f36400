import type { AgentId, Instant } from '../../../../softphone/core/index.ts';
import type { Turn } from '../turn.ts';
import { changePart, openParts, withHoldEnded } from './agentParts.ts';
import type { AgentPart } from './agentPart.ts';
import { endInteraction } from './endInteraction.ts';
import type { InteractionRecord } from './interactionRecord.ts';
import { customerOf, partyAt } from './parties.ts';
import { agentPartyId, isPresent, isTalking, soundsOf } from './partyRecord.ts';
import { tellParties } from './partyViews.ts';
import { recordAnswered } from '../recording/tellRecording.ts';

/**
 * What follows from any change of the parties, always the same way: who can talk now has answered, who should hear
 * something else will, a call with nobody to talk to is over, and every agent in it sees who is there.
 */
export async function settle(turn: Turn, changed: InteractionRecord): Promise<InteractionRecord> {
  if (changed.phase === 'ended') return changed;
  if (isOver(changed)) {
    await endInteraction(turn, changed, 'hungUp');
    return changed;
  }
  const record = await turn.save(withHolds(await withAnswers(turn, changed), turn.at));
  if (needsSounds(record)) await turn.ask({ type: 'adjustSounds', interactionId: record.id });
  await tellParties(turn, record);
  return record;
}

/** Whether somebody hears what they should not; a caller who waits for an agent hears the carrier's own waiting sound. */
function needsSounds(record: InteractionRecord): boolean {
  if (record.phase === 'waiting' || !record.room) return false;
  const wanted = soundsOf(record.parties);
  return record.parties.some(({ id, sound }) => wanted.has(id) && wanted.get(id) !== sound);
}

/** An agent has answered when the agent and somebody else are in the conference. */
async function withAnswers(turn: Turn, record: InteractionRecord): Promise<InteractionRecord> {
  let next = record;
  for (const part of openParts(record)) {
    if (part.answeredAt === undefined && isIn(record, part)) next = await answer(turn, next, part.agentId);
  }
  return next;
}

function isIn(record: InteractionRecord, { agentId, via, acceptedAt }: AgentPart): boolean {
  const own = agentPartyId(agentId);
  const there = partyAt(record, own)?.state === 'in';
  const others = record.parties.some((party) => party.id !== own && isTalking(party));
  return there && others && (acceptedAt !== undefined || via === 'dialed');
}

async function answer(turn: Turn, record: InteractionRecord, agentId: AgentId): Promise<InteractionRecord> {
  const { id: interactionId, answeredAt = turn.at } = record;
  const { queued: _over, ...taken } = record;
  const answered = changePart(taken, agentId, (part) => ({ ...part, answeredAt: turn.at }));
  await turn.tellAgent(agentId, { type: 'answered', interactionId, at: turn.at });
  return recordAnswered(turn, { ...answered, phase: 'connected', answeredAt }, agentId);
}

/** How long the customer was on hold is counted for every agent who has the call. */
function withHolds(record: InteractionRecord, at: InteractionRecord['startedAt']): InteractionRecord {
  const customer = customerOf(record);
  const held = customer?.state === 'in' && customer.sound !== 'talk';
  const parts = record.parts.map((part) => {
    if (part.left !== undefined || part.answeredAt === undefined) return part;
    if (!held) return withHoldEnded(part, at);
    if (part.heldSince !== undefined) return part;
    return { ...part, heldSince: Math.max(customer.soundSince, part.answeredAt) as Instant };
  });
  return { ...record, parts };
}

/** Nobody is left to talk to: not while somebody rings, may come back, or the call waits for an agent. */
function isOver({ phase, parties, parked }: InteractionRecord): boolean {
  if (phase !== 'connected') return false;
  const present = parties.filter(isPresent);
  const awaited = parked !== undefined || parties.some(({ state }) => state === 'offered');
  return present.length < (awaited ? 1 : 2);
}
