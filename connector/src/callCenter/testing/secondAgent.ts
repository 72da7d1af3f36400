import type { AgentId, InteractionId, PartyId } from '../../../../softphone/core/index.ts';
import type { ReservationId, ReservationRef, TaskId } from '../ports/telephony.ts';
import { CUSTOMER_LEG, legOf, ROOM, type CallCenterKit } from './callCenterKit.ts';

/** An agent beside the one of the kit. */
export const OTHER = '005000000000002AAA' as AgentId;
export const OTHER_LEG = legOf(`agent-${OTHER}` as PartyId);
/** The reservation of that agent, or a second one of the same agent. */
export const second: ReservationRef = { taskId: 'WT1' as TaskId, reservationId: 'WR2' as ReservationId };

/** The other agent signs in and takes calls. */
export async function otherIsReady({ callCenter }: CallCenterKit): Promise<void> {
  await callCenter.signIn({ id: OTHER, name: 'Bea Agent' });
  await callCenter.command(OTHER, { type: 'setAgentState', state: { name: 'ready' } });
}

/** The waiting caller rings at the other agent, who answers after two seconds. */
export async function otherTalks(kit: CallCenterKit, interactionId: InteractionId): Promise<void> {
  await kit.tell({ type: 'reservationCreated', interactionId, agentId: OTHER, reservation: second });
  kit.clock.advance(2_000);
  await kit.callCenter.command(OTHER, { type: 'answer', interactionId });
  await kit.tell({ type: 'legJoined', interactionId, legId: CUSTOMER_LEG, room: ROOM });
  await kit.tell({ type: 'legJoined', interactionId, legId: OTHER_LEG, room: ROOM });
  await kit.settle();
}
