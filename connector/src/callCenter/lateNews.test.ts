import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { agentStateOf } from '../../../softphone/core/index.ts';
import { agentPartyId } from './interactions/partyRecord.ts';
import type { LegId, ReservationId, ReservationRef, TaskId } from './ports/telephony.ts';
import {
  AGENT,
  AGENT_LEG,
  CUSTOMER_LEG,
  openCallCenterKit,
  reservation,
  ROOM,
  type CallCenterKit,
} from './testing/callCenterKit.ts';
import { roomNamed } from './testing/scenes.ts';

const secondReservation: ReservationRef = { taskId: 'WT1' as TaskId, reservationId: 'WR2' as ReservationId };
const PARTY = agentPartyId(AGENT);
const SECOND_LEG = 'CA-agent-2' as LegId;

let kit: CallCenterKit;

beforeEach(async () => {
  kit = await openCallCenterKit();
});

afterEach(async () => {
  await kit.stop();
});

const stateName = async () => agentStateOf(await kit.desk()).name;

describe('news that comes late', () => {
  it("of an agent's phone that was not answered does not end the call for the caller, who waits again", async () => {
    const interactionId = await kit.offer();
    await kit.command({ type: 'answer', interactionId });

    await kit.tell({
      type: 'reservationEnded',
      interactionId,
      agentId: AGENT,
      reservation,
      outcome: 'canceled',
    });
    await kit.tell({ type: 'legEnded', interactionId, partyId: PARTY, legId: AGENT_LEG, cause: 'noAnswer' });
    await kit.settle();

    expect(kit.saved).toEqual([]);
    expect(await stateName()).toBe('ready');
  });

  it('of the first attempt does not hide the leg of the second', async () => {
    const interactionId = await kit.offer();
    await kit.command({ type: 'answer', interactionId });
    await kit.tell({ type: 'legAnswered', interactionId, partyId: PARTY, legId: AGENT_LEG });
    await kit.tell({
      type: 'reservationEnded',
      interactionId,
      agentId: AGENT,
      reservation,
      outcome: 'canceled',
    });

    await kit.tell({
      type: 'reservationCreated',
      interactionId,
      agentId: AGENT,
      reservation: secondReservation,
    });
    await kit.command({ type: 'answer', interactionId });
    await kit.tell({ type: 'legJoined', interactionId, legId: CUSTOMER_LEG, room: ROOM });
    await kit.tell({ type: 'legJoined', interactionId, legId: SECOND_LEG, room: ROOM });
    await kit.tell({ type: 'legEnded', interactionId, partyId: PARTY, legId: AGENT_LEG, cause: 'completed' });

    expect((await kit.desk()).interactions[0]?.call.state).toBe('connected');
  });

  it("of the agent's leg, gone while the customer is rung, ends the call and the ringing", async () => {
    await kit.ready();
    await kit.command({ type: 'dial', target: { kind: 'number', number: '+14155550177' } });
    await kit.settle();
    const interactionId = (await kit.desk()).interactions[0]!.id;
    const room = roomNamed(`i-${interactionId}`);
    await kit.callCenter.ask({ type: 'agentLegArrived', interactionId, agentId: AGENT, legId: AGENT_LEG });
    await kit.tell({ type: 'legJoined', interactionId, legId: AGENT_LEG, room });
    await kit.settle();

    await kit.tell({ type: 'legLeft', interactionId, legId: AGENT_LEG, room });
    await kit.settle();

    expect(kit.asked).toContainEqual({ method: 'endLeg', with: CUSTOMER_LEG });
    await kit.wrapUpRunsOut();
    expect(kit.saved).toMatchObject([{ outcome: 'noAnswer' }]);
  });
});
