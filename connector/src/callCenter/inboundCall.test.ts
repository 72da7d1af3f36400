import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { agentStateOf } from '../../../softphone/core/index.ts';
import { CrmError } from './ports/crm.ts';
import { TelephonyError } from './ports/telephony.ts';
import {
  AGENT,
  AGENT_LEG,
  CASE_LINE,
  CENTRE,
  CUSTOMER,
  CUSTOMER_LEG,
  maria,
  openCallCenterKit,
  reservation,
  ROOM,
  type CallCenterKit,
} from './testing/callCenterKit.ts';

let kit: CallCenterKit;

beforeEach(async () => {
  kit = await openCallCenterKit();
});

afterEach(async () => {
  await kit.stop();
});

const methods = () => kit.asked.map(({ method }) => method);
const stateName = async () => agentStateOf(await kit.desk()).name;

describe('a call that arrives', () => {
  it('waits in the queue of the number that was dialled', async () => {
    const instruction = await kit.callCenter.ask({
      type: 'callArrived',
      legId: CUSTOMER_LEG,
      ani: CUSTOMER,
      dnis: CENTRE,
    });

    expect(instruction).toMatchObject({ type: 'enqueue', queue: 'Support' });
  });

  it('gets the same answer when the carrier asks again', async () => {
    const question = { type: 'callArrived', legId: CUSTOMER_LEG, ani: CUSTOMER, dnis: CENTRE } as const;

    const answers = [await kit.callCenter.ask(question), await kit.callCenter.ask(question)];

    expect(answers[1]).toEqual(answers[0]);
  });

  it('is told that a number without a queue is not in service', async () => {
    const instruction = await kit.callCenter.ask({
      type: 'callArrived',
      legId: CUSTOMER_LEG,
      ani: CUSTOMER,
      dnis: '+14155550999' as typeof CENTRE,
    });

    expect(instruction).toMatchObject({ type: 'hangUp', message: expect.stringContaining('not in service') });
  });

  it('is asked for a case number where the number says so, and matched by it', async () => {
    kit.found.set('1042', [{ objectType: 'Case', recordId: '500A', part: 'subject' }]);
    await kit.ready();
    const interactionId = await kit.arrive(CASE_LINE);

    const instruction = await kit.callCenter.ask({
      type: 'digitsCollected',
      interactionId,
      digits: '1042',
      attempt: 1,
    });
    await kit.settle();
    await kit.tell({ type: 'reservationCreated', interactionId, agentId: AGENT, reservation });

    expect(instruction.type).toBe('enqueue');
    expect((await kit.desk()).interactions[0]).toMatchObject({
      collected: '1042',
      subject: { recordId: '500A' },
    });
  });
});

describe('a reserved agent', () => {
  it('sees who calls', async () => {
    kit.found.set(CUSTOMER, [maria]);

    await kit.offer();

    expect(await stateName()).toBe('reserved');
    expect((await kit.desk()).interactions[0]).toMatchObject({ ani: CUSTOMER, person: maria });
  });

  it('gets the matches when the CRM answers after the phone rings', async () => {
    kit.found.set(CUSTOMER, [maria]);
    kit.failing.set('findMatches', new CrmError('CRM_UNAVAILABLE'));
    await kit.offer();
    expect((await kit.desk()).interactions[0]).toMatchObject({ matched: false, matches: [] });

    kit.failing.clear();
    kit.clock.advance(1_000);
    await kit.settle();

    expect((await kit.desk()).interactions[0]).toMatchObject({ matched: true, person: maria });
  });

  it('is not disturbed by a reservation in another state than ready', async () => {
    await kit.desk();
    const interactionId = await kit.arrive();

    await kit.tell({ type: 'reservationCreated', interactionId, agentId: AGENT, reservation });
    await kit.settle();

    expect((await kit.desk()).interactions).toEqual([]);
    expect(methods()).toContain('rejectReservation');
  });

  it('answers: the reservation is connected', async () => {
    const interactionId = await kit.offer();

    const refusal = await kit.command({ type: 'answer', interactionId });
    await kit.settle();

    expect(refusal).toBeUndefined();
    expect(kit.asked.at(-1)).toMatchObject({
      method: 'connectReservation',
      with: { agentId: AGENT, interactionId },
    });
  });

  it('declines: the caller stays in the queue and the agent is made Not Ready', async () => {
    const interactionId = await kit.offer();

    await kit.command({ type: 'decline', interactionId });
    await kit.settle();

    expect(agentStateOf(await kit.desk())).toMatchObject({ name: 'notReady', reasonCode: 'Declined call' });
    expect(methods().slice(-2).sort()).toEqual(['rejectReservation', 'setAvailability']);
    expect(kit.saved).toEqual([]);
  });

  it('does not answer: the agent is made Not Ready, with the reason', async () => {
    const interactionId = await kit.offer();

    await kit.misses(interactionId);

    expect(agentStateOf(await kit.desk())).toMatchObject({ name: 'notReady', reasonCode: 'Missed call' });
  });

  it('is left in peace when the caller gives up, and the call is logged as abandoned', async () => {
    const interactionId = await kit.offer();

    await kit.tell({ type: 'taskCanceled', interactionId, callerGone: true });
    await kit.settle();

    expect(await stateName()).toBe('ready');
    expect(kit.saved).toMatchObject([{ interactionId, outcome: 'abandoned', talkSeconds: 0 }]);
  });

  it('hears nothing of a reservation whose end came before its beginning', async () => {
    await kit.ready();
    const interactionId = await kit.arrive();

    await kit.tell({
      type: 'reservationEnded',
      interactionId,
      agentId: AGENT,
      reservation,
      outcome: 'canceled',
    });
    await kit.tell({ type: 'reservationCreated', interactionId, agentId: AGENT, reservation });

    expect((await kit.desk()).interactions).toEqual([]);
  });

  it('who missed the call has it in the log when the caller then gives up', async () => {
    const interactionId = await kit.offer();
    await kit.misses(interactionId);

    await kit.tell({ type: 'callerGone', legId: CUSTOMER_LEG });
    await kit.settle();

    expect(kit.saved).toMatchObject([{ interactionId, outcome: 'missed', agentId: AGENT }]);
  });

  it('is freed when the connection cannot be made for good', async () => {
    kit.failing.set('connectReservation', new TelephonyError('TELEPHONY_REFUSED', { vendorCode: 40_142 }));
    const interactionId = await kit.offer();

    await kit.command({ type: 'answer', interactionId });
    await kit.settle();

    expect(await stateName()).toBe('notReady');
    expect(kit.problems).toContain('EFFECT_GIVEN_UP');
  });
});

describe('a call that is answered', () => {
  it('is connected when both are in the conference', async () => {
    await kit.talk();

    expect((await kit.desk()).interactions[0]?.call.state).toBe('connected');
    expect(await stateName()).toBe('onCall');
  });

  it('lasts from the moment both can talk to the moment one leaves', async () => {
    const interactionId = await kit.talk();
    kit.clock.advance(61_000);

    await kit.tell({ type: 'legLeft', interactionId, legId: CUSTOMER_LEG, room: ROOM });
    await kit.settle();

    expect(await stateName()).toBe('wrapUp');
    await kit.wrapUpRunsOut();
    expect(kit.saved).toMatchObject([{ interactionId, outcome: 'answered', talkSeconds: 61 }]);
  });

  it('is hung up by the agent: both legs are ended', async () => {
    const interactionId = await kit.talk();

    await kit.command({ type: 'hangUp', interactionId });
    await kit.settle();

    expect(kit.asked.filter(({ method }) => method === 'endLeg').map((each) => each.with)).toEqual([
      CUSTOMER_LEG,
      AGENT_LEG,
    ]);
  });

  it('ends once, whatever is repeated or comes late', async () => {
    const interactionId = await kit.talk();

    await kit.tell({ type: 'legLeft', interactionId, legId: CUSTOMER_LEG, room: ROOM }, 'CF:7');
    await kit.tell({ type: 'legLeft', interactionId, legId: CUSTOMER_LEG, room: ROOM }, 'CF:7');
    await kit.tell({ type: 'legLeft', interactionId, legId: AGENT_LEG, room: ROOM });
    await kit.tell({ type: 'conferenceEnded', interactionId, room: ROOM });
    await kit.tell({ type: 'callerGone', legId: CUSTOMER_LEG });
    await kit.settle();

    expect((await kit.desk()).interactions).toHaveLength(1);
    await kit.wrapUpRunsOut();
    expect(kit.saved).toHaveLength(1);
    expect(kit.counted).toMatchObject([{ direction: 'inbound', outcome: 'answered' }]);
  });
});
