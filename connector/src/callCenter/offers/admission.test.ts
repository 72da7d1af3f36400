import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  newDesk,
  type Desk,
  type Interaction,
  type RestingState,
  type Via,
} from '../../../../softphone/core/index.ts';
import { AGENT, openCallCenterKit, reservation, type CallCenterKit } from '../testing/callCenterKit.ts';
import { OTHER, otherIsReady, PARTNER } from '../testing/secondAgent.ts';
import { createVirtualClock } from '../testing/virtualClock.ts';
import { mayRing } from './admission.ts';

const MOST_CALLS = 3;
const ready: RestingState = { name: 'ready' };
const onBreak: RestingState = { name: 'notReady', reasonCode: 'Break' };
const loggedOut: RestingState = { name: 'loggedOut' };

function deskWith(resting: RestingState, calls: number): Desk {
  const desk = newDesk({ id: AGENT, name: 'Ada Agent' }, createVirtualClock().now());
  const interaction = { call: { state: 'connected' } } as Interaction;
  return {
    ...desk,
    agent: { ...desk.agent, resting },
    interactions: new Array<Interaction>(calls).fill(interaction),
  };
}

describe('whether a call may ring', () => {
  it.each<[Via, RestingState, number, boolean]>([
    ['queue', ready, 0, true],
    ['queue', ready, 1, false],
    ['queue', onBreak, 0, false],
    ['direct', ready, 0, true],
    ['direct', ready, MOST_CALLS - 1, true],
    ['direct', ready, MOST_CALLS, false],
    ['direct', onBreak, 0, false],
    ['direct', onBreak, 1, true],
    ...(['transfer', 'consult', 'recall', 'returned', 'internal', 'pickUp'] as const).flatMap(
      (via): [Via, RestingState, number, boolean][] => [
        [via, ready, 0, true],
        [via, onBreak, MOST_CALLS - 1, true],
        [via, ready, MOST_CALLS, false],
        [via, loggedOut, 0, false],
      ],
    ),
  ])('%s, %j, with %i calls: %s', (via, resting, calls, expected) => {
    expect(mayRing(deskWith(resting, calls), via, MOST_CALLS)).toBe(expected);
  });

  it('is no where there is no desk', () => {
    expect(mayRing(undefined, 'queue', MOST_CALLS)).toBe(false);
  });
});

describe('a call of a queue', () => {
  let kit: CallCenterKit;

  beforeEach(async () => {
    kit = await openCallCenterKit();
    kit.extensions.set('201', AGENT);
    await kit.ready();
  });
  afterEach(() => kit.stop());

  const interactionsOf = async () => (await kit.deskOf(AGENT)).interactions.map(({ id }) => id);
  const rejected = () => kit.asked.filter(({ method }) => method === 'rejectReservation').length;

  it('does not ring while a direct call rings', async () => {
    const direct = await kit.directCall('201');
    const queued = await kit.anotherCalls();
    await kit.reserves(queued, AGENT);

    expect(await interactionsOf()).toEqual([direct]);
    expect(rejected()).toBe(1);
  });

  it('that rings already goes to the next agent when this one takes a direct call', async () => {
    await otherIsReady(kit);
    const queued = await kit.anotherCalls();
    await kit.reserves(queued, AGENT);
    const direct = await kit.directCall('201');
    expect(await interactionsOf()).toEqual([queued, direct]);

    await kit.answers(direct);

    expect(await interactionsOf()).toEqual([direct]);
    expect(rejected()).toBe(1);
    expect((await kit.deskOf(AGENT)).agent.resting).toEqual(ready);
    await kit.reserves(queued, OTHER);
    expect(await kit.callAt(OTHER, queued)).toMatchObject({ call: { state: 'offered' } });
  });

  it('rings one at a time, though the router holds the agent for two', async () => {
    const [one, other] = [await kit.anotherCalls(), await kit.anotherCalls()];
    await Promise.all([kit.reserves(one, AGENT), kit.reserves(other, AGENT)]);

    expect(await interactionsOf()).toEqual([one]);
    expect(rejected()).toBe(1);
  });

  it('does not ring while the agent dials, talks, or wraps up', async () => {
    const dialed = await kit.dials({ kind: 'number', number: PARTNER });
    await kit.reserves(await kit.anotherCalls(), AGENT);
    expect(await interactionsOf()).toEqual([dialed]);

    await kit.orders(AGENT, { type: 'hangUp', interactionId: dialed });
    expect(await kit.stateOf(AGENT)).toBe('wrapUp');
    await kit.reserves(await kit.anotherCalls(), AGENT);
    expect(await interactionsOf()).toEqual([dialed]);
    expect(rejected()).toBe(2);
  });

  it('rings once, though the router tells it twice, and not after its end', async () => {
    const queued = await kit.arrive();
    const news = { interactionId: queued, agentId: AGENT, reservation } as const;
    await kit.tell({ type: 'reservationCreated', ...news });
    await kit.tell({ type: 'reservationCreated', ...news });
    expect(await interactionsOf()).toEqual([queued]);

    await kit.tell({ type: 'reservationEnded', ...news, outcome: 'canceled' });
    await kit.tell({ type: 'reservationCreated', ...news });
    expect(await interactionsOf()).toEqual([]);
    expect(rejected()).toBe(0);
  });

  it('rings at one agent only, though the router holds two for it', async () => {
    await otherIsReady(kit);
    const queued = await kit.anotherCalls();
    await kit.reserves(queued, AGENT);
    await kit.reserves(queued, OTHER);

    expect(await kit.callAt(AGENT, queued)).toBeDefined();
    expect(await kit.callAt(OTHER, queued)).toBeUndefined();
    expect(rejected()).toBe(1);
  });
});
