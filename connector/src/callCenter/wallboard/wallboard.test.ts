import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CUSTOMER_PARTY, type AgentId, type Instant } from '../../../../softphone/core/index.ts';
import type { BoardAgent, BoardQueue } from '../../../../softphone/wallboard/board.ts';
import { AGENT, openCallCenterKit, type CallCenterKit } from '../testing/callCenterKit.ts';
import { openWallboardKit, quietDay, restingDesk } from './testing/wallboardKit.ts';
import { createWallboard, type Wallboard } from './wallboard.ts';

describe('the wallboard of a centre at work', () => {
  let kit: CallCenterKit;
  let wallboard: Wallboard;

  beforeEach(async () => {
    kit = await openCallCenterKit();
    wallboard = await createWallboard({
      store: { allDesks: () => Promise.resolve([]), liveInteractions: () => Promise.resolve([]) },
      day: quietDay,
      queues: ['Support', 'Sales'],
      reasonCodes: () => ['Break', 'Lunch'],
      clock: kit.clock,
    });
    kit.callCenter.watch(wallboard.take);
  });

  afterEach(() => kit.stop());

  const support = (): BoardQueue => wallboard.queue('Support');
  const agent = (): BoardAgent => wallboard.agent(AGENT)!;

  it('shows a caller who waits, since when, and not any more once answered', async () => {
    const arrivedAt = kit.clock.now();
    const interactionId = await kit.offer();
    kit.clock.advance(4_000);

    expect(support()).toMatchObject({ waiting: 1, longestSince: arrivedAt, onCallAgents: 0 });
    await kit.answers(interactionId);

    expect(support()).toEqual({
      name: 'Support',
      waiting: 0,
      readyAgents: 0,
      onCallAgents: 1,
      today: expect.anything(),
    });
  });

  it('shows since when the one waits who waits longest, whoever comes and goes', async () => {
    const first = await kit.arrive();
    const firstAt = kit.clock.now();
    kit.clock.advance(5_000);
    await kit.anotherCalls();
    const secondAt = kit.clock.now();
    expect(support()).toMatchObject({ waiting: 2, longestSince: firstAt });

    await kit.drops(first, CUSTOMER_PARTY);

    expect(support()).toMatchObject({ waiting: 1, longestSince: secondAt });
  });

  it('shows an agent through a call: ringing, talking, on hold, wrap-up', async () => {
    const interactionId = await kit.offer();
    expect(agent()).toMatchObject({
      name: 'Ada Agent',
      state: 'reserved',
      next: { name: 'ready' },
      calls: [{ interactionId, direction: 'inbound', via: 'queue', queue: 'Support', state: 'ringing' }],
    });

    await kit.answers(interactionId);
    expect(agent()).toMatchObject({ state: 'onCall', calls: [{ state: 'talking', parties: 1 }] });

    await kit.command({ type: 'hold', interactionId, partyId: CUSTOMER_PARTY });
    await kit.settle();
    expect(agent().calls).toMatchObject([{ state: 'held' }]);

    await kit.command({ type: 'hangUp', interactionId });
    expect(agent()).toMatchObject({ state: 'wrapUp', calls: [] });
    expect(support().onCallAgents).toBe(0);
  });

  it('shows why an agent is not ready, and since when', async () => {
    await kit.ready();
    kit.clock.advance(60_000);

    await kit.command({ type: 'setAgentState', state: { name: 'notReady', reasonCode: 'Break' } });

    expect(agent()).toEqual({
      id: AGENT,
      name: 'Ada Agent',
      state: 'notReady',
      reasonCode: 'Break',
      since: kit.clock.now(),
      calls: [],
    });
  });

  it('knows no number and no name of a customer', async () => {
    await kit.talk();

    expect(JSON.stringify(wallboard.board())).not.toContain('+1415');
  });
});

describe('the wallboard', () => {
  it('begins with what is stored', async () => {
    const { wallboard } = await openWallboardKit([restingDesk('a1', { name: 'ready' }, 0 as Instant)]);

    expect(wallboard.board()).toMatchObject({
      queues: [{ name: 'Support', waiting: 0 }, { name: 'Sales' }],
      agents: [{ id: 'a1', state: 'ready' }],
    });
  });

  it('leaves out who has been logged out for half a day', async () => {
    const kit = await openWallboardKit();
    kit.rests('a1', { name: 'loggedOut' });
    kit.rests('a2', { name: 'ready' });

    kit.clock.advance(12 * 60 * 60 * 1000);

    expect(kit.wallboard.board().agents).toMatchObject([{ id: 'a2' }]);
  });

  it('counts the agents who are ready, for every queue', async () => {
    const kit = await openWallboardKit([restingDesk('a1', { name: 'ready' }, 0 as Instant)]);
    kit.rests('a2', { name: 'ready' });
    expect(kit.wallboard.queue('Sales').readyAgents).toBe(2);

    kit.rests('a1', { name: 'notReady', reasonCode: 'Break' });

    expect(kit.wallboard.queue('Support').readyAgents).toBe(1);
  });

  it('tells what is another way, and nothing when nothing is', async () => {
    const kit = await openWallboardKit();
    const told: unknown[] = [];
    kit.wallboard.watch((touched) => told.push(touched));

    kit.rests('a1', { name: 'ready' });
    kit.take({});

    expect(told).toEqual([{ agents: ['a1' as AgentId], queues: ['Support', 'Sales'] }]);
    kit.rests('a2', { name: 'notReady', reasonCode: 'Break' });
    expect(told[1]).toEqual({ agents: ['a2' as AgentId], queues: [] });
  });
});
