import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  agentStateOf,
  CUSTOMER_PARTY,
  type AgentId,
  type InteractionId,
} from '../../../softphone/core/index.ts';
import { TelephonyError } from './ports/telephony.ts';
import {
  AGENT,
  AGENT_LEG,
  CUSTOMER_LEG,
  kitSettings,
  maria,
  openCallCenterKit,
  reservation,
  type CallCenterKit,
} from './testing/callCenterKit.ts';
import { roomNamed } from './testing/scenes.ts';

let kit: CallCenterKit;

beforeEach(async () => {
  kit = await openCallCenterKit();
});

afterEach(async () => {
  await kit.stop();
});

const roomOf = (interactionId: InteractionId) => roomNamed(`i-${interactionId}`);
const methods = () => kit.asked.map(({ method }) => method);

async function dial(): Promise<InteractionId> {
  await kit.ready();
  const refusal = await kit.command({
    type: 'dial',
    target: { kind: 'number', number: '+14155550177' },
    record: maria,
  });
  await kit.settle();
  const interaction = (await kit.desk()).interactions[0];
  if (refusal || !interaction) throw new Error('The call was not made');
  return interaction.id;
}

async function dialAndJoin(): Promise<InteractionId> {
  const interactionId = await dial();
  await kit.callCenter.ask({ type: 'agentLegArrived', interactionId, agentId: AGENT, legId: AGENT_LEG });
  await kit.tell({ type: 'legJoined', interactionId, legId: AGENT_LEG, room: roomOf(interactionId) });
  await kit.settle();
  return interactionId;
}

describe('a call that an agent makes', () => {
  it('occupies the agent at the router before anybody is rung', async () => {
    await dial();

    expect(methods()).toContain('occupyAgent');
    expect(methods()).not.toContain('ringParty');
    expect(agentStateOf(await kit.desk()).name).toBe('onCall');
  });

  it('rings the customer once the agent is in the conference, and once only', async () => {
    const interactionId = await dialAndJoin();

    await kit.tell({ type: 'legJoined', interactionId, legId: AGENT_LEG, room: roomOf(interactionId) });
    await kit.settle();

    expect(methods().filter((method) => method === 'ringParty')).toHaveLength(1);
  });

  it('is connected when the customer has picked up and is in the conference', async () => {
    const interactionId = await dialAndJoin();

    await kit.tell({
      type: 'legAnswered',
      interactionId,
      partyId: CUSTOMER_PARTY,
      legId: CUSTOMER_LEG,
    });
    expect((await kit.desk()).interactions[0]?.call.state).toBe('dialing');
    await kit.joins(interactionId, CUSTOMER_PARTY);

    expect((await kit.desk()).interactions[0]?.call.state).toBe('connected');
  });

  it.each(['busy', 'noAnswer', 'failed'] as const)('that is %s says so in the log', async (cause) => {
    const interactionId = await dialAndJoin();

    await kit.tell({ type: 'legEnded', interactionId, partyId: CUSTOMER_PARTY, legId: CUSTOMER_LEG, cause });
    await kit.settle();

    await kit.wrapUpRunsOut();
    expect(kit.saved).toMatchObject([
      { interactionId, outcome: cause, direction: 'outbound', person: maria },
    ]);
    expect(kit.asked).toContainEqual({ method: 'endLeg', with: AGENT_LEG });
  });

  it('ends as failed when the agent has no sound in time', async () => {
    await dial();

    kit.clock.advance(20_000);
    await kit.settle();

    await kit.wrapUpRunsOut();
    expect(kit.saved).toMatchObject([{ outcome: 'failed' }]);
  });

  it('ends as failed when the carrier refuses the number', async () => {
    kit.failing.set('ringParty', new TelephonyError('TELEPHONY_REFUSED', { vendorCode: 13_223 }));

    await dialAndJoin();

    await kit.wrapUpRunsOut();
    expect(kit.saved).toMatchObject([{ outcome: 'failed' }]);
  });

  it('hung up while it rings, ends the leg that comes late', async () => {
    const interactionId = await dialAndJoin();

    await kit.command({ type: 'hangUp', interactionId });
    await kit.tell({ type: 'legJoined', interactionId, legId: CUSTOMER_LEG, room: roomOf(interactionId) });
    await kit.settle();

    expect(kit.asked).toContainEqual({ method: 'endLeg', with: CUSTOMER_LEG });
  });

  it('lets no other agent into its conference', async () => {
    const interactionId = await dial();

    const instruction = await kit.callCenter.ask({
      type: 'agentLegArrived',
      interactionId,
      agentId: '005000000000002AAA' as AgentId,
      legId: AGENT_LEG,
    });

    expect(instruction).toEqual({ type: 'hangUp' });
  });

  it('takes the hold of the router when it comes, and gives it back after wrap-up', async () => {
    const interactionId = await dialAndJoin();
    await kit.tell({
      type: 'reservationCreated',
      interactionId,
      agentId: AGENT,
      reservation,
      onlyOccupies: true,
    });
    await kit.command({ type: 'hangUp', interactionId });

    await kit.command({ type: 'completeWrapUp', interactionId });
    await kit.settle();

    expect(methods()).toEqual(expect.arrayContaining(['confirmReservation', 'releaseAgent']));
  });

  it('gives a hold back that comes after wrap-up', async () => {
    const interactionId = await dialAndJoin();
    await kit.command({ type: 'hangUp', interactionId });
    await kit.command({ type: 'completeWrapUp', interactionId });

    await kit.tell({
      type: 'reservationCreated',
      interactionId,
      agentId: AGENT,
      reservation,
      onlyOccupies: true,
    });
    await kit.settle();

    expect(methods().slice(-2)).toEqual(['confirmReservation', 'releaseAgent']);
  });

  it('is refused for a number nobody could be called with, while logged out, and on too many calls', async () => {
    const dialTo = (number: string) => kit.command({ type: 'dial', target: { kind: 'number', number } });
    await kit.desk();
    expect(await dialTo('+14155550177')).toEqual({ code: 'LOGGED_OUT' });

    await kit.ready();
    expect(await dialTo('nobody')).toEqual({ code: 'NUMBER_INVALID' });

    for (let calls = 0; calls < kitSettings.agent.mostCalls; calls += 1) {
      expect(await dialTo('+14155550177')).toBeUndefined();
    }
    expect(await dialTo('+14155550178')).toEqual({ code: 'TOO_MANY_CALLS' });
  });
});
