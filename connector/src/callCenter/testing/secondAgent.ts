import type { AgentId, Dnis, InteractionId, PartyId } from '../../../../softphone/core/index.ts';
import type { ReservationId, ReservationRef, TaskId } from '../ports/telephony.ts';
import { legOf, type CallCenterKit } from './callCenterKit.ts';

/** An agent beside the one of the kit. */
export const OTHER = '005000000000002AAA' as AgentId;
export const OTHER_LEG = legOf(`agent-${OTHER}` as PartyId);
export const THIRD = '005000000000003AAA' as AgentId;
/** Somebody outside the centre. */
export const PARTNER = '+14155550188' as Dnis;
export const OUTSIDE_PARTY = 'outside-1' as PartyId;
/** The reservation of that agent, or a second one of the same agent. */
export const second: ReservationRef = { taskId: 'WT1' as TaskId, reservationId: 'WR2' as ReservationId };

/** The other agent signs in and takes calls. */
export function otherIsReady(kit: CallCenterKit): Promise<void> {
  return kit.signsIn(OTHER, 'Bea Agent');
}

export function thirdIsReady(kit: CallCenterKit): Promise<void> {
  return kit.signsIn(THIRD, 'Cleo Agent');
}

/** The waiting caller rings at the other agent, who answers after two seconds. */
export async function otherTalks(kit: CallCenterKit, interactionId: InteractionId): Promise<void> {
  await kit.tell({ type: 'reservationCreated', interactionId, agentId: OTHER, reservation: second });
  kit.clock.advance(2_000);
  await kit.answers(interactionId, OTHER);
}
