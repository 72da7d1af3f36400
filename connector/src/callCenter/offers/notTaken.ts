import type { AgentId } from '../../../../softphone/core/index.ts';
import { leaveMessage } from '../voicemail/leaveMessage.ts';
import type { AgentPart } from '../interactions/agentPart.ts';
import { openPart, openParts } from '../interactions/agentParts.ts';
import { endInteraction } from '../interactions/endInteraction.ts';
import type { InteractionRecord } from '../interactions/interactionRecord.ts';
import { customerOf } from '../interactions/parties.ts';
import { isPresent } from '../interactions/partyRecord.ts';
import { settle } from '../interactions/settle.ts';
import { parkAgain } from '../parking/parkAgain.ts';
import { restAgent } from '../agents/restAgent.ts';
import { requeue } from '../routing/requeue.ts';
import type { Turn } from '../turn.ts';
import { offerCall } from './offerCall.ts';
import { withdrawOffer } from './withdrawOffer.ts';

/** The part of an agent who did not take a call, and what the agent did instead. */
interface NotTaken {
  readonly part: AgentPart;
  readonly how: 'missed' | 'declined';
}

/** An agent did not take a call that rang there; where it goes then depends on how it came. */
export async function notTaken(
  turn: Turn,
  record: InteractionRecord,
  { part, how }: NotTaken,
): Promise<void> {
  const { agentId, via, from } = part;
  const rest = await withdrawOffer(turn, record, { agentId, left: how });
  switch (via) {
    case 'queue':
      return giveBackToQueue(turn, rest, { part, how });
    case 'direct':
      return leaveMessage(turn, { ...rest, unanswered: how }, agentId);
    case 'transfer':
      return returnCall(turn, rest, from);
    case 'recall':
    case 'returned':
      return returnCall(turn, rest, undefined);
    case 'pickUp':
      return parkAgain(turn, rest);
    case 'consult':
      if (from !== undefined && openPart(rest, from)) await tellNoAnswer(turn, from);
      await settle(turn, rest);
      return undefined;
    case 'barge':
      await settle(turn, rest);
      return undefined;
    case 'internal':
      return endInteraction(turn, rest, 'noAnswer');
    case 'dialed':
      return endInteraction(turn, rest, 'canceled');
  }
}

/**
 * Gives a call back to the agent who gave it away, else to a queue: it is not lost. Where another agent talks with the
 * customer meanwhile, the two go on.
 */
export async function returnCall(
  turn: Turn,
  record: InteractionRecord,
  agentId: AgentId | undefined,
): Promise<void> {
  const { returnTo: _returned, ...rest } = record;
  const attended = openParts(rest).some(({ answeredAt }) => answeredAt !== undefined);
  if (attended && rest.parties.filter(isPresent).length > 1) {
    await settle(turn, rest);
    return;
  }
  const offered = agentId !== undefined && (await offerCall(turn, rest, { agentId, via: 'returned' }));
  if (offered) await settle(turn, offered);
  else await requeue(turn, rest);
}

/**
 * The reserved agent did not take the call: the caller waits for the next one. Where the administrator wants it, the
 * agent is made Not Ready, so that calls do not go on ringing at an empty chair.
 */
async function giveBackToQueue(
  turn: Turn,
  record: InteractionRecord,
  { part: { agentId, reservation }, how: unanswered }: NotTaken,
): Promise<void> {
  const interactionId = record.id;
  if (customerOf(record)?.state === 'in') {
    // The carrier has taken the caller out of the queue for an agent whose leg broke at once.
    await requeue(turn, { ...record, unanswered });
    if (reservation) await turn.ask({ type: 'releaseAgent', interactionId, reservation });
  } else {
    const { room: _none, ...rest } = record;
    await turn.save({ ...rest, unanswered });
    if (reservation) await turn.ask({ type: 'rejectReservation', interactionId, reservation });
  }
  const reasonCode = turn.settings.agentRule[unanswered];
  if (reasonCode === undefined) return;
  await restAgent(turn, agentId, { state: { name: 'notReady', reasonCode }, by: 'rule' });
}

async function tellNoAnswer(turn: Turn, agentId: AgentId): Promise<void> {
  await turn.tellAgent(agentId, {
    type: 'commandFailed',
    command: 'consult',
    refusal: { code: 'NO_ANSWER' },
    at: turn.at,
  });
}
