import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CUSTOMER_PARTY, type InteractionId } from '../../../../softphone/core/index.ts';
import { CrmError } from '../ports/crm.ts';
import {
  AGENT,
  CUSTOMER,
  CUSTOMER_LEG,
  maria,
  openCallCenterKit,
  otherMaria,
  reservation,
  ROOM,
  type CallCenterKit,
} from '../testing/callCenterKit.ts';
import { OTHER, otherIsReady, otherTalks, second } from '../testing/secondAgent.ts';

let kit: CallCenterKit;

beforeEach(async () => {
  kit = await openCallCenterKit();
});

afterEach(() => kit.stop());

/** The call rings at the first agent for five seconds after three in the queue. */
async function rings(): Promise<InteractionId> {
  await kit.ready();
  const interactionId = await kit.arrive();
  kit.clock.advance(3_000);
  await kit.tell({ type: 'reservationCreated', interactionId, agentId: AGENT, reservation });
  kit.clock.advance(5_000);
  return interactionId;
}

const logged = () => kit.saved.map(({ key, kind, agentId }) => ({ key, kind, agentId }));

describe('a call that one agent misses and another answers', () => {
  it('has a log of each, with the times of each', async () => {
    await otherIsReady(kit);
    const interactionId = await rings();
    await kit.misses(interactionId);
    await otherTalks(kit, interactionId);
    kit.clock.advance(60_000);
    await kit.drops(interactionId, CUSTOMER_PARTY);
    kit.clock.advance(4_000);
    await kit.callCenter.command(OTHER, { type: 'completeWrapUp', interactionId });
    await kit.settle();

    expect(kit.saved).toMatchObject([
      {
        key: `${interactionId}:${AGENT}`,
        kind: 'missed',
        outcome: 'missed',
        agentId: AGENT,
        waitSeconds: 8,
        ringSeconds: 5,
        talkSeconds: 0,
        wrapUpSeconds: 0,
      },
      {
        key: `${interactionId}:${OTHER}`,
        kind: 'inbound',
        outcome: 'answered',
        agentId: OTHER,
        waitSeconds: 10,
        ringSeconds: 2,
        talkSeconds: 60,
        holdSeconds: 0,
        wrapUpSeconds: 4,
        hungUpBy: 'customer',
      },
    ]);
  });

  it('gives each the own words and records', async () => {
    kit.found.set(CUSTOMER, [maria, otherMaria]);
    await otherIsReady(kit);
    const interactionId = await rings();
    await kit.command({ type: 'writeNotes', interactionId, notes: 'I am busy' });
    await kit.command({ type: 'chooseRecord', interactionId, record: otherMaria });
    await kit.misses(interactionId);
    await otherTalks(kit, interactionId);
    await kit.drops(interactionId, CUSTOMER_PARTY);
    await kit.wrapUpRunsOut();

    expect(kit.saved.map(({ notes, person }) => ({ notes, person }))).toEqual([
      { notes: 'I am busy', person: otherMaria },
      { notes: '', person: undefined },
    ]);
  });

  it('has one log of an agent who misses it first and answers it then', async () => {
    const interactionId = await rings();
    await kit.misses(interactionId);
    await kit.command({ type: 'setAgentState', state: { name: 'ready' } });
    await kit.tell({ type: 'reservationCreated', interactionId, agentId: AGENT, reservation: second });
    await kit.command({ type: 'answer', interactionId });
    await kit.joins(interactionId, CUSTOMER_PARTY);
    await kit.joins(interactionId, AGENT);
    await kit.drops(interactionId, CUSTOMER_PARTY);
    await kit.wrapUpRunsOut();

    expect(logged()).toEqual([{ key: `${interactionId}:${AGENT}`, kind: 'inbound', agentId: AGENT }]);
  });
});

describe('a call that nobody takes', () => {
  it('has a log without an agent when it rang at nobody', async () => {
    const interactionId = await kit.arrive();
    kit.clock.advance(30_000);
    await kit.tell({ type: 'taskCanceled', interactionId, callerGone: true });
    await kit.settle();

    expect(kit.saved).toMatchObject([
      { key: interactionId, kind: 'abandoned', waitSeconds: 30, hungUpBy: 'customer' },
    ]);
    expect(kit.saved[0]).not.toHaveProperty('agentId');
  });

  it('is the agent’s at whom it rang when the caller gave up, in whatever order the carrier says so', async () => {
    const interactionId = await rings();
    await kit.tell({
      type: 'reservationEnded',
      interactionId,
      agentId: AGENT,
      reservation,
      outcome: 'canceled',
    });
    await kit.tell({ type: 'taskCanceled', interactionId, callerGone: true });
    await kit.settle();

    expect(logged()).toEqual([{ key: `${interactionId}:${AGENT}`, kind: 'abandoned', agentId: AGENT }]);
  });

  it('has a log of its own where those of agents who missed it are not written', async () => {
    kit.policies.set('missed', { log: 'none' });
    const interactionId = await rings();
    await kit.misses(interactionId);
    await kit.tell({ type: 'callerGone', legId: CUSTOMER_LEG });
    await kit.settle();

    expect(logged()).toEqual([{ key: interactionId, kind: 'abandoned', agentId: undefined }]);
  });
});

describe('a log', () => {
  it('is written once, when the agent’s part is over, whatever comes later', async () => {
    const interactionId = await kit.talk();
    await kit.drops(interactionId, CUSTOMER_PARTY);
    await kit.settle();
    expect(kit.saved).toEqual([]);

    await kit.command({ type: 'completeWrapUp', interactionId });
    await kit.tell({ type: 'conferenceEnded', interactionId, room: ROOM });
    await kit.wrapUpRunsOut();

    expect(kit.saved).toHaveLength(1);
  });

  it('waits for the CRM to say whose number it is', async () => {
    kit.found.set(CUSTOMER, [maria]);
    kit.failing.set('findMatches', new CrmError('CRM_UNAVAILABLE'));
    const interactionId = await kit.arrive();
    await kit.tell({ type: 'taskCanceled', interactionId, callerGone: true });
    await kit.settle();
    expect(kit.saved).toEqual([]);

    kit.failing.clear();
    kit.clock.advance(1_000);
    await kit.settle();

    expect(kit.saved).toMatchObject([{ key: interactionId, person: maria }]);
  });

  it('is not written where the org wants none', async () => {
    kit.policies.set('inbound', { log: 'none' });
    const interactionId = await kit.talk();
    await kit.drops(interactionId, CUSTOMER_PARTY);
    await kit.wrapUpRunsOut();

    expect(kit.saved).toEqual([]);
  });
});

describe('a log that the CRM refuses', () => {
  it('is listed with the reason, and is written with all its facts when it is tried again', async () => {
    const refusal = { detail: 'The org requires a field.', fields: ['Region__c'] };
    kit.failing.set('saveCallLog', new CrmError('CALL_LOG_REJECTED', refusal));
    const interactionId = await kit.talk();
    await kit.command({ type: 'writeNotes', interactionId, notes: 'Wants a new meter' });
    await kit.drops(interactionId, CUSTOMER_PARTY);
    await kit.wrapUpRunsOut();
    const key = `${interactionId}:${AGENT}`;
    const { unloggedCalls } = kit.callCenter;

    expect(await unloggedCalls.list()).toMatchObject([
      { key, direction: 'inbound', agentId: AGENT, queue: 'Support', attempts: 1 },
    ]);
    expect(await unloggedCalls.list()).toMatchObject([{ reason: refusal.detail, fields: refusal.fields }]);

    kit.failing.clear();
    expect(await unloggedCalls.retry(key)).toBe(true);
    await kit.settle();

    expect(kit.saved).toMatchObject([{ key, notes: 'Wants a new meter' }]);
    expect(await unloggedCalls.list()).toEqual([]);
    expect(await unloggedCalls.retry(key)).toBe(false);
  });

  it('can be dismissed', async () => {
    kit.failing.set('saveCallLog', new CrmError('CALL_LOG_REJECTED'));
    const interactionId = await kit.arrive();
    await kit.tell({ type: 'callerGone', legId: CUSTOMER_LEG });
    await kit.settle();
    const { unloggedCalls } = kit.callCenter;

    expect(await unloggedCalls.dismiss(interactionId)).toBe(true);

    expect(await unloggedCalls.list()).toEqual([]);
    expect(await unloggedCalls.dismiss(interactionId)).toBe(false);
  });
});
