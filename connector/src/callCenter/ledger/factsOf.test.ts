import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  CUSTOMER_PARTY,
  type Instant,
  type InteractionId,
  type Target,
} from '../../../../softphone/core/index.ts';
import { AGENT, type CallCenterKit } from '../testing/callCenterKit.ts';
import {
  OTHER,
  otherIsReady,
  otherTalks,
  PARTNER,
  second,
  thirdIsReady,
  THIRD,
} from '../testing/secondAgent.ts';
import { createMessageScenes } from '../voicemail/testing/messageScenes.ts';
import { openLedgerKit, type LedgerKit } from './testing/ledgerKit.ts';

let ledger: LedgerKit;
let kit: CallCenterKit;
let begunAt: Instant;

beforeEach(async () => {
  ledger = await openLedgerKit();
  ({ kit, begunAt } = ledger);
});
afterEach(() => kit.stop());

const waits = () =>
  ledger.of('dequeued').map(({ queue, queuedAt, at, how, agentId }) => ({
    queue,
    how,
    from: ledger.seconds(queuedAt),
    to: ledger.seconds(at),
    ...(agentId && { agentId }),
  }));
const parts = (agentId = AGENT) => ledger.of('partOver').filter((fact) => fact.agentId === agentId);
const transfer = (interactionId: InteractionId, target: Target) =>
  kit.orders(AGENT, { type: 'transfer', interactionId, target });

describe('the wait of a caller', () => {
  it('begins in the queue and ends with the answer, by whom', async () => {
    await kit.ready();
    const interactionId = await kit.arrive();
    ledger.pass(3.25);
    await kit.reserves(interactionId, AGENT);
    ledger.pass(2);
    await kit.answers(interactionId);

    expect(ledger.of('queued')).toEqual([{ type: 'queued', at: begunAt, interactionId, queue: 'Support' }]);
    expect(waits()).toEqual([{ queue: 'Support', how: 'answered', from: 0, to: 5.25, agentId: AGENT }]);
  });

  it('goes on while the call rings at one agent who misses it, and at the next', async () => {
    await otherIsReady(kit);
    const interactionId = await kit.offer();
    ledger.pass(20);
    await kit.misses(interactionId);
    await otherTalks(kit, interactionId);

    expect(ledger.of('queued')).toHaveLength(1);
    expect(waits()).toEqual([{ queue: 'Support', how: 'answered', from: 0, to: 22, agentId: OTHER }]);
    expect(parts()).toMatchObject([{ left: 'missed', queue: 'Support', queuedAt: begunAt }]);
  });

  it('is abandoned when the caller leaves, also while it rings', async () => {
    const interactionId = await kit.offer();
    ledger.pass(7);
    await kit.tell({ type: 'taskCanceled', interactionId, callerGone: true });

    expect(waits()).toEqual([{ queue: 'Support', how: 'abandoned', from: 0, to: 7 }]);
    expect(parts()).toMatchObject([{ left: 'abandoned' }]);
  });

  it('ends at the message that the caller is asked for, and not at the hang-up after it', async () => {
    const caller = createMessageScenes(kit);
    const interactionId = await kit.arrive();
    ledger.pass(60);
    await kit.tell({ type: 'taskCanceled', interactionId, callerGone: false });
    await kit.settle();
    await caller.asksWhatToDo(interactionId);
    ledger.pass(10);
    await caller.hangsUp(interactionId);
    await kit.settle();

    expect(waits()).toEqual([{ queue: 'Support', how: 'voicemail', from: 0, to: 60 }]);
  });

  it('has failed where nobody came and no messages are taken', async () => {
    kit.policies.set('voicemail', { log: 'none' });
    const interactionId = await kit.arrive();
    ledger.pass(60);
    await kit.tell({ type: 'taskCanceled', interactionId, callerGone: false });

    expect(waits()).toEqual([{ queue: 'Support', how: 'failed', from: 0, to: 60 }]);
  });

  it('begins anew when an agent gives the call to a queue', async () => {
    const interactionId = await kit.talk();
    ledger.pass(30);
    await transfer(interactionId, { kind: 'queue', queue: 'Sales' });
    ledger.pass(12);
    await kit.tell({ type: 'taskCanceled', interactionId, callerGone: true });

    expect(waits()).toEqual([
      { queue: 'Support', how: 'answered', from: 0, to: 0, agentId: AGENT },
      { queue: 'Sales', how: 'abandoned', from: 30, to: 42 },
    ]);
  });

  it('begins anew in the same queue when the agent’s connection is lost', async () => {
    const interactionId = await kit.talk();
    ledger.pass(10);
    await kit.drops(interactionId, AGENT);
    await kit.passes(20);

    expect(ledger.of('queued').map(({ at }) => ledger.seconds(at))).toEqual([0, 30]);
    expect(parts()).toEqual([]);
  });
});

describe('the part of an agent', () => {
  it('is counted when its wrap-up is over, to the millisecond', async () => {
    const interactionId = await kit.talk();
    ledger.pass(60);
    await ledger.customerLeaves(interactionId);
    expect(parts()).toEqual([]);
    ledger.pass(7.5);
    await kit.command({ type: 'completeWrapUp', interactionId });

    expect(parts()).toMatchObject([
      {
        interactionId,
        direction: 'inbound',
        via: 'queue',
        queue: 'Support',
        offeredAt: begunAt,
        answeredAt: begunAt,
        endedAt: begunAt + 60_000,
        left: 'callEnded',
        holdSeconds: 0,
        wrapUpSeconds: 7.5,
      },
    ]);
  });

  it('knows how long the customer was on hold', async () => {
    const interactionId = await kit.talk();
    ledger.pass(10);
    await kit.orders(AGENT, { type: 'hold', interactionId, partyId: CUSTOMER_PARTY });
    ledger.pass(4.5);
    await kit.orders(AGENT, { type: 'resume', interactionId, partyId: CUSTOMER_PARTY });
    ledger.pass(10);
    await ledger.customerLeaves(interactionId);
    await kit.wrapUpRunsOut();

    expect(parts()).toMatchObject([{ holdSeconds: 4.5, wrapUpSeconds: 120 }]);
  });

  it('is over for the one who gives the call away, and begins without a queue at the other', async () => {
    await otherIsReady(kit);
    const interactionId = await kit.talk();
    ledger.pass(20);
    await transfer(interactionId, { kind: 'agent', agentId: OTHER });
    ledger.pass(4);
    await kit.answers(interactionId, OTHER);
    ledger.pass(30);
    await ledger.customerLeaves(interactionId);
    await kit.wrapUpRunsOut();

    expect(parts()).toMatchObject([{ left: 'transferred', queue: 'Support', endedAt: begunAt + 20_000 }]);
    const [given] = parts(OTHER);
    expect(given).toMatchObject({ via: 'transfer', left: 'callEnded', answeredAt: begunAt + 24_000 });
    expect(given?.queue).toBeUndefined();
  });

  it('that is asked for advice is one of its own', async () => {
    await otherIsReady(kit);
    const interactionId = await kit.talk();
    await kit.orders(AGENT, { type: 'consult', interactionId, target: { kind: 'agent', agentId: OTHER } });
    await kit.orders(OTHER, { type: 'decline', interactionId });

    expect(parts(OTHER)).toMatchObject([{ via: 'consult', left: 'declined', wrapUpSeconds: 0 }]);
    expect(parts()).toEqual([]);
  });

  it('is over at once when the agent parks the call, and another one begins at the pick-up', async () => {
    await thirdIsReady(kit);
    const interactionId = await kit.talk();
    ledger.pass(5);
    await kit.orders(AGENT, { type: 'park', interactionId });
    ledger.pass(30);
    await kit.orders(THIRD, { type: 'pickUp', interactionId });
    await kit.joins(interactionId, THIRD);
    ledger.pass(10);
    await ledger.customerLeaves(interactionId);
    await kit.wrapUpRunsOut();

    expect(parts()).toMatchObject([{ left: 'parked', wrapUpSeconds: 0, endedAt: begunAt + 5_000 }]);
    expect(parts(THIRD)).toMatchObject([{ via: 'pickUp', left: 'callEnded', offeredAt: begunAt + 35_000 }]);
  });

  it('is counted for a call that the agent makes, also when nobody answers', async () => {
    await kit.ready();
    const interactionId = await kit.dials({ kind: 'number', number: PARTNER });
    ledger.pass(15);
    await kit.doesNotCome(interactionId, CUSTOMER_PARTY);
    ledger.pass(3);
    await kit.command({ type: 'completeWrapUp', interactionId });

    const [part] = parts();
    expect(part).toMatchObject({ via: 'dialed', direction: 'outbound', left: 'callEnded', wrapUpSeconds: 3 });
    expect(part?.answeredAt).toBeUndefined();
    expect(ledger.of('queued')).toEqual([]);
  });

  it('is counted once, however often the interaction is written after it', async () => {
    await otherIsReady(kit);
    const interactionId = await kit.offer();
    await kit.orders(AGENT, { type: 'decline', interactionId });
    await kit.tell({ type: 'reservationCreated', interactionId, agentId: OTHER, reservation: second });
    await kit.answers(interactionId, OTHER);
    await kit.restarts();
    await kit.orders(OTHER, { type: 'hold', interactionId, partyId: CUSTOMER_PARTY });
    await ledger.customerLeaves(interactionId);
    await kit.wrapUpRunsOut();

    expect(parts()).toHaveLength(1);
    expect(ledger.of('partOver')).toHaveLength(parts(OTHER).length + 1);
  });
});
