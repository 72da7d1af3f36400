import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Instant } from '../../../../softphone/core/index.ts';
import { routerNames } from '../ports/telephony.ts';
import { AGENT, kitSettings, openCallCenterKit, type CallCenterKit } from '../testing/callCenterKit.ts';
import { notReady, openWithReadyAgent, routerScenes } from './testing/routerScenes.ts';

let kit: CallCenterKit;
const { agent, inRouter, now, moves, movesAndTells, chooses, halfMinutePasses } = routerScenes(() => kit);

beforeEach(async () => {
  kit = await openWithReadyAgent();
});

afterEach(() => kit.stop());

describe('what the router did not tell', () => {
  it('is found out within half a minute', async () => {
    moves(routerNames.offline);

    await halfMinutePasses();

    expect((await agent()).resting).toEqual({ name: 'loggedOut' });
    expect(kit.repairs).toEqual(['agentState']);
  });

  it('is put right where the desk was changed later', async () => {
    await chooses('Break');
    moves(routerNames.available, (now() - 5_000) as Instant);

    await halfMinutePasses();

    expect(inRouter()).toBe(routerNames.unavailable);
    expect((await agent()).resting).toEqual(notReady('Break'));
    expect(kit.repairs).toEqual(['availability']);
  });

  it('brings an agent back whom somebody has deleted there', async () => {
    kit.carrier.router.forgets(AGENT);

    await halfMinutePasses();

    expect(inRouter()).toBe(routerNames.available);
    expect(kit.repairs).toEqual(['agentUnknown']);
  });

  it('does not bring back who is logged out', async () => {
    await kit.command({ type: 'setAgentState', state: { name: 'loggedOut' } });
    await kit.settle();
    kit.carrier.router.forgets(AGENT);

    await halfMinutePasses();

    expect(inRouter()).toBeUndefined();
    expect(kit.repairs).toEqual([]);
  });

  it('is no repair while the desk’s change is on its way', async () => {
    kit.clock.advance(29_000);
    await kit.settle();
    kit.carrier.router.forgets(AGENT);
    await kit.command({ type: 'setAgentState', state: notReady('Break') });
    kit.clock.advance(1_000);
    await kit.settle();

    expect(kit.repairs).toEqual([]);
  });

  it('is asked again after a failure', async () => {
    kit.failing.set('routerStates', new Error('Away'));
    moves(routerNames.offline);
    await halfMinutePasses();
    expect(kit.problems).toEqual(['ROUTER_UNWATCHED']);

    kit.failing.clear();
    await halfMinutePasses();

    expect((await agent()).resting).toEqual({ name: 'loggedOut' });
  });
});

describe('an agent whom the router put aside, because a call was not taken', () => {
  const putAside = () => movesAndTells(routerNames.notTaken);

  it('gets calls again at once while ready', async () => {
    await putAside();

    expect(inRouter()).toBe(routerNames.available);
    expect((await agent()).resting).toEqual({ name: 'ready' });
  });

  it('is not ready for the desk’s own reason, whichever news comes first', async () => {
    const interactionId = await kit.offer();
    kit.clock.advance(20_000);
    await putAside();
    expect((await agent()).resting).toEqual({ name: 'ready' });

    await kit.misses(interactionId);
    await kit.settle();

    expect((await agent()).resting).toEqual(notReady('Missed call'));
    expect(inRouter()).toBe(routerNames.unavailable);
  });

  it('gets calls again when a missed call leaves agents ready', async () => {
    const { missed: _stays, ...rule } = kitSettings.agentRule;
    await kit.stop();
    kit = await openCallCenterKit({ ...kitSettings, agentRule: rule });
    const interactionId = await kit.offer();
    kit.clock.advance(20_000);
    await putAside();

    await kit.misses(interactionId);
    await kit.settle();

    expect((await agent()).resting).toEqual({ name: 'ready' });
    expect(inRouter()).toBe(routerNames.available);
  });

  it('is left there while busy', async () => {
    await kit.talk();

    await putAside();

    expect(inRouter()).toBe(routerNames.notTaken);
  });

  it('gets calls again within half a minute when nobody told', async () => {
    moves(routerNames.notTaken);

    await halfMinutePasses();

    expect(inRouter()).toBe(routerNames.available);
  });
});
