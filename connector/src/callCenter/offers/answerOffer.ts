import type { Refusal } from '../../../../softphone/core/index.ts';
import { activateCall } from '../callControl/activateCall.ts';
import type { AgentPart } from '../interactions/agentPart.ts';
import { changePart } from '../interactions/agentParts.ts';
import type { InteractionRecord } from '../interactions/interactionRecord.ts';
import { roomOf, withState } from '../interactions/parties.ts';
import { agentPartyId } from '../interactions/partyRecord.ts';
import { askToRecord } from '../recording/askToRecord.ts';
import type { Turn } from '../turn.ts';

/** The agent takes a call that rings: the carrier is asked for the agent's leg, and the call before waits. */
export async function answerOffer(
  turn: Turn,
  record: InteractionRecord,
  part: AgentPart,
): Promise<Refusal | undefined> {
  const { agentId, via, reservation } = part;
  const { id: interactionId, ani } = record;
  const partyId = agentPartyId(agentId);
  const asked = record.recording ? {} : askToRecord(turn.settings, record);
  const room = via === 'queue' && reservation ? { name: reservation.taskId } : roomOf(record);
  const accepted = changePart({ ...record, ...asked, room }, agentId, (each) => ({
    ...each,
    acceptedAt: turn.at,
  }));
  const answering = await turn.save(withState(accepted, partyId, { state: 'ringing', at: turn.at }));
  await turn.tellAgent(agentId, { type: 'accepted', interactionId, at: turn.at });
  await activateCall(turn, agentId, interactionId);
  if (via === 'queue' && reservation) {
    const recorded = answering.recording !== undefined;
    await turn.ask({ type: 'connectReservation', interactionId, agentId, ani, reservation, recorded });
    return undefined;
  }
  await turn.ask({ type: 'ringParty', interactionId, partyId, since: turn.at });
  await turn.ask({ type: 'occupyAgent', interactionId, agentId });
  return undefined;
}
