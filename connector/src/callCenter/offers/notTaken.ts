import type { AgentId } from '../../../../softphone/core/index.ts';
import { leaveMessage } from '../voicemail/leaveMessage.ts';
import type { AgentPart } from '../interactions/agentPart.ts';
import { endInteraction } from '../interactions/endInteraction.ts';
import type { InteractionRecord } from '../interactions/interactionRecord.ts';
import { settle } from '../interactions/settle.ts';
import { parkAgain } from '../parking/parkAgain.ts';
import { restAgent } from '../agents/restAgent.ts';
import { requeue } from '../routing/requeue.ts';
import { DECLINED_CALL, MISSED_CALL } from '../settings.ts';
import type { Turn } from '../turn.ts';
import { offerCall } from './offerCall.ts';
import { withdrawOffer } from './withdrawOffer.ts';

/** An agent did not take a call that rang there; where it goes then depends on how it came. */
export async function notTaken(
  turn: Turn,
  record: InteractionRecord,
  part: AgentPart,
  how: 'missed' | 'declined',
): Promise<void> {
  const { agentId, via, from } = part;
  const rest = await withdrawOffer(turn, record, agentId, how);
  switch (via) {
    case 'queue':
      return giveBackToQueue(turn, rest, part, how);
    case 'direct':
      return leaveMessage(turn, { ...rest, unanswered: how }, agentId);
    case 'transfer':
      return returnCall(turn, rest, from);
    case 'recall':
    case 'returned':
      return requeue(turn, rest);
    case 'pickUp':
      return parkAgain(turn, rest);
    case 'consult':
      if (from !== undefined) await tellNoAnswer(turn, from);
      await settle(turn, rest);
      return undefined;
    case 'internal':
      return endInteraction(turn, rest, 'noAnswer');
    case 'dialed':
      return endInteraction(turn, rest, 'canceled');
  }
}

/** Gives a call back to the agent who gave it away, else to a queue: it is not lost. */
export async function returnCall(
  turn: Turn,
  record: InteractionRecord,
  agentId: AgentId | undefined,
): Promise<void> {
  const { returnTo: _returned, ...rest } = record;
  const offered = agentId !== undefined && (await offerCall(turn, rest, { agentId, via: 'returned' }));
  if (offered) await settle(turn, offered);
  else await requeue(turn, rest);
}

/**
 * The reserved agent did not take the call: the caller waits for the next one, and the agent is made
 * Not Ready, so that calls do not go on ringing at an empty chair.
 */
async function giveBackToQueue(
  turn: Turn,
  record: InteractionRecord,
  { agentId, reservation }: AgentPart,
  unanswered: 'missed' | 'declined',
): Promise<void> {
  const { recording: _none, room: _none2, ...rest } = record;
  await turn.save({ ...rest, unanswered });
  if (reservation) await turn.ask({ type: 'rejectReservation', interactionId: record.id, reservation });
  await restAgent(turn, agentId, {
    name: 'notReady',
    reasonCode: unanswered === 'missed' ? MISSED_CALL : DECLINED_CALL,
  });
}

async function tellNoAnswer(turn: Turn, agentId: AgentId): Promise<void> {
  await turn.tellAgent(agentId, {
    type: 'commandFailed',
    command: 'consult',
    refusal: { code: 'NO_ANSWER' },
    at: turn.at,
  });
}
