import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Instant } from '../../../../softphone/core/index.ts';
import { routerNames } from '../ports/telephony.ts';
import { AGENT, type CallCenterKit } from '../testing/callCenterKit.ts';
import { notReady, openWithReadyAgent, routerScenes } from './testing/routerScenes.ts';
import { CHANGED_IN_ROUTER } from './whoIsRight.ts';

let kit: CallCenterKit;
const { agent, inRouter, now, moves, tells, movesAndTells, chooses } = routerScenes(() => kit);

beforeEach(async () => {
  kit = await openWithReadyAgent();
});

afterEach(() => kit.stop());

describe('an agent whom somebody changes at the router', () => {
  it.each([
    [routerNames.unavailable, notReady(CHANGED_IN_ROUTER)],
    ['Lunch room', notReady(CHANGED_IN_ROUTER)],
    ['Break', notReady('Break')],
    [routerNames.offline, { name: 'loggedOut' }],
  ])('to "%s" is that at the desk as well', async (stateName, resting) => {
    await movesAndTells(stateName);

    expect(await agent()).toMatchObject({ resting, restingBy: 'router' });
    expect(inRouter()).toBe(stateName);
  });

  it('back to available is ready again', async () => {
    await movesAndTells(routerNames.unavailable);
    kit.clock.advance(2_000);

    await movesAndTells(routerNames.available);

    expect((await agent()).resting).toEqual({ name: 'ready' });
  });

  it('twice within a second is what came last', async () => {
    const [once, again] = [now(), (now() + 200) as Instant];
    moves(routerNames.unavailable, once);
    await kit.tell({
      type: 'availabilityChanged',
      agentId: AGENT,
      stateName: routerNames.unavailable,
      at: once,
    });
    kit.carrier.router.afterReading(() => {
      moves(routerNames.available, again);
    });
    await kit.settle();
    kit.clock.advance(200);

    await tells(routerNames.available, again);

    expect((await agent()).resting).toEqual({ name: 'ready' });
    expect(inRouter()).toBe(routerNames.available);
  });

  it('during a call is that after it', async () => {
    await kit.talk();
    kit.clock.advance(5_000);

    await movesAndTells(routerNames.offline);

    const desk = await kit.desk();
    expect(desk.interactions[0]?.call.state).toBe('connected');
    expect(desk.agent.resting).toEqual({ name: 'loggedOut' });
  });

  it('is that since the router’s own time, to the millisecond', async () => {
    const at = now();
    moves(routerNames.unavailable, at);
    kit.clock.advance(700);

    await tells(routerNames.unavailable, at);

    expect((await agent()).restingSetAt).toBe(at);
  });

  it('goes on from one reason to another', async () => {
    await chooses('Break');
    kit.clock.advance(2_000);

    await movesAndTells('Lunch room');

    expect((await agent()).resting).toEqual(notReady(CHANGED_IN_ROUTER));
  });

  it('has to have a page open to be ready', async () => {
    await kit.stop();
    kit = await openWithReadyAgent({ goneAfterSeconds: 30 });
    await chooses('Break');
    await kit.callCenter.pageGone(AGENT);
    kit.clock.advance(2_000);

    await movesAndTells(routerNames.available);

    expect((await agent()).resting).toEqual(notReady('Break'));
    expect(inRouter()).toBe(routerNames.unavailable);
  });
});

describe('news of the router', () => {
  it('that comes twice changes nothing the second time', async () => {
    const at = now();
    moves(routerNames.unavailable, at);
    await tells(routerNames.unavailable, at, 'EV1');
    kit.clock.advance(10_000);
    await chooses('ready');

    await tells(routerNames.unavailable, at, 'EV1');
    await tells(routerNames.unavailable, at, 'EV2');

    expect((await agent()).resting).toEqual({ name: 'ready' });
    expect(inRouter()).toBe(routerNames.available);
  });

  it('of what the desk wants anyway asks the router nothing', async () => {
    kit.asked.length = 0;

    await tells(routerNames.available);

    expect(kit.asked).toEqual([]);
    expect((await agent()).restingBy).toBeUndefined();
  });

  it('of a change of the connector’s own that comes late is no news', async () => {
    const at = now();
    await chooses('Break');
    kit.clock.advance(3_000);
    await chooses('ready');
    kit.clock.advance(3_000);

    await tells(routerNames.unavailable, at);

    expect((await agent()).resting).toEqual({ name: 'ready' });
  });

  it('of a change of the connector’s own that arrives there after the next choice is no news', async () => {
    const arrives = kit.carrier.delays('setAvailability');
    await kit.command({ type: 'setAgentState', state: notReady('Break') });
    await new Promise((resolve) => setImmediate(resolve));
    await kit.command({ type: 'setAgentState', state: { name: 'ready' } });
    kit.clock.advance(2_000);
    await kit.tell({
      type: 'availabilityChanged',
      agentId: AGENT,
      stateName: routerNames.unavailable,
      at: now(),
    });
    arrives();
    await kit.settle();

    expect((await agent()).resting).toEqual({ name: 'ready' });
    expect(inRouter()).toBe(routerNames.available);
  });

  it('about somebody who is no agent of ours is left alone', async () => {
    kit.asked.length = 0;

    await kit.tell({
      type: 'availabilityChanged',
      agentId: 'somebody' as typeof AGENT,
      stateName: routerNames.offline,
      at: now(),
    });
    await kit.settle();

    expect(kit.asked).toEqual([]);
    expect(kit.problems).toEqual([]);
  });
});

describe('of two who change an agent at once', () => {
  it('the one at the router wins who was later', async () => {
    kit.carrier.router.afterReading(() => {
      kit.clock.advance(2_000);
      moves(routerNames.offline);
    });

    await chooses('Break');

    expect((await agent()).resting).toEqual({ name: 'loggedOut' });
    expect(inRouter()).toBe(routerNames.offline);
  });

  it('the one at the desk wins who was later, though the other was not read yet', async () => {
    const before = (now() - 10_000) as Instant;
    kit.carrier.router.afterReading(() => {
      moves(routerNames.offline, before);
    });

    await chooses('Break');

    expect((await agent()).resting).toEqual(notReady('Break'));
    expect(inRouter()).toBe(routerNames.unavailable);
    expect(kit.problems).toEqual(['EFFECT_RETRIED']);
  });

  it('the one at the desk wins within one second', async () => {
    kit.clock.advance(1_000 - (now() % 1_000) + 200);
    moves(routerNames.offline);
    kit.clock.advance(100);

    await chooses('Break');

    expect((await agent()).resting).toEqual(notReady('Break'));
  });
});
