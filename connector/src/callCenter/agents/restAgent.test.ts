import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { newDesk, type Instant, type RestingState } from '../../../../softphone/core/index.ts';
import { openStore } from '../../outbound/storage/openStore.ts';
import type { Store } from '../ports/store.ts';
import { AGENT, kitSettings } from '../testing/callCenterKit.ts';
import { createVirtualClock } from '../testing/virtualClock.ts';
import type { CallCenterSettings } from '../settings.ts';
import { takeTurn } from '../turn.ts';
import { restAgent, type StateChange } from './restAgent.ts';

const lunch: RestingState = { name: 'notReady', reasonCode: 'Lunch' };
const ready: RestingState = { name: 'ready' };
const clock = createVirtualClock();

let store: Store;

beforeEach(async () => {
  store = await openStore({ database: ':memory:', clock });
  await changes((turn) => {
    turn.openDesk(newDesk({ id: AGENT, name: 'Ada' }, clock.now()));
    return Promise.resolve();
  });
});
afterEach(() => store.close());

async function changes<Result>(decide: Parameters<typeof takeTurn<Result>>[1]): Promise<Result> {
  const settings = kitSettings as CallCenterSettings;
  return (await takeTurn({ store, settings, at: clock.now() }, decide)).result;
}

const rests = (change: StateChange) => changes((turn) => restAgent(turn, AGENT, change));
const agent = async () => (await store.desk(AGENT))?.desk.agent;
const secondsAgo = (seconds: number) => (clock.now() - seconds * 1000) as Instant;

describe('of two changes of a state', () => {
  it('the one that was made later counts, though it came first', async () => {
    await rests({ state: lunch, by: 'agent' });
    clock.advance(10_000);

    expect(await rests({ state: ready, by: 'router', madeAt: secondsAgo(11) })).toBe(false);
    expect(await agent()).toMatchObject({ resting: lunch });
  });

  it('each counts by its own time, and says who made it', async () => {
    await rests({ state: ready, by: 'agent' });
    clock.advance(10_000);
    const madeAt = secondsAgo(5);
    expect(await rests({ state: lunch, by: 'supervisor', madeAt })).toBe(true);
    expect(await agent()).toMatchObject({ resting: lunch, restingBy: 'supervisor', restingSetAt: madeAt });

    expect(await rests({ state: ready, by: 'org', madeAt: secondsAgo(4) })).toBe(true);
    expect(await agent()).toMatchObject({ resting: ready, restingBy: 'org' });
  });

  it('the state is new since it was heard of, so that no time is counted twice', async () => {
    await rests({ state: ready, by: 'agent' });
    clock.advance(10_000);
    await rests({ state: lunch, by: 'router', madeAt: secondsAgo(5) });

    expect(await agent()).toMatchObject({ restingSince: clock.now() });
  });
});
