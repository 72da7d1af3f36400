import { offeredInteractions, type AgentId, type Refusal } from '../../../../softphone/core/index.ts';
import { activateCall } from '../callControl/activateCall.ts';
import type { AgentPart } from '../interactions/agentPart.ts';
import { changePart, openPart } from '../interactions/agentParts.ts';
import type { InteractionRecord } from '../interactions/interactionRecord.ts';
import { roomOf, withState } from '../interactions/parties.ts';
import { agentPartyId } from '../interactions/partyRecord.ts';
import { recordingStep } from '../recording/adjustRecording.ts';
import { withRecordingRule } from '../recording/recordingRule.ts';
import type { Turn } from '../turn.ts';
import { withdrawOffer } from './withdrawOffer.ts';

/** The agent takes a call that rings: the carrier is asked for the agent's leg, and the call before waits. */
export async function answerOffer(
  turn: Turn,
  record: InteractionRecord,
  part: AgentPart,
): Promise<Refusal | undefined> {
  const { agentId, via, reservation } = part;
  const { id: interactionId, ani } = record;
  const partyId = agentPartyId(agentId);
  const ruled = via === 'consult' ? record : withRecordingRule(record, turn.settings);
  const room = via === 'queue' && reservation ? { name: reservation.taskId } : roomOf(record);
  const accepted = changePart({ ...ruled, room }, agentId, (each) => ({
    ...each,
    acceptedAt: turn.at,
  }));
  const answering = await turn.save(withState(accepted, partyId, { state: 'ringing', at: turn.at }));
  await turn.tellAgent(agentId, { type: 'accepted', interactionId, at: turn.at });
  await giveQueueCallsBack(turn, agentId);
  if (recordingStep(answering)) await turn.ask({ type: 'adjustRecording', interactionId });
  await activateCall(turn, agentId, interactionId);
  if (via === 'queue' && reservation) {
    await turn.ask({ type: 'connectReservation', interactionId, agentId, ani, reservation });
    return undefined;
  }
  await turn.ask({ type: 'ringParty', interactionId, partyId, since: turn.at });
  await turn.ask({ type: 'occupyAgent', interactionId, agentId });
  return undefined;
}

/** A call of a queue does not wait for an agent who takes another call: it rings at the next one. */
async function giveQueueCallsBack(turn: Turn, agentId: AgentId): Promise<void> {
  const desk = await turn.desk(agentId);
  for (const { id: interactionId } of desk ? offeredInteractions(desk) : []) {
    const record = await turn.store.interaction(interactionId);
    if (!record) continue;
    const { via, reservation } = openPart(record, agentId) ?? {};
    if (via !== 'queue' || !reservation) continue;
    await withdrawOffer(turn, record, { agentId, left: 'withdrawn' });
    await turn.ask({ type: 'rejectReservation', interactionId, reservation });
  }
}
