import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { agentStateOf, type InteractionId } from '../../../softphone/core/index.ts';
import { CUSTOMER_LEG, openCallCenterKit, ROOM, type CallCenterKit } from './testing/callCenterKit.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

let kit: CallCenterKit;

beforeEach(async () => {
  kit = await openCallCenterKit();
});

afterEach(() => kit.stop());

const stateName = async () => agentStateOf(await kit.desk()).name;

/** Lets a minute pass, step by step; resolves with what the carrier was asked in it. */
async function aMinute(): Promise<readonly string[]> {
  const before = kit.asked.length;
  for (let second = 0; second < 60; second += 1) {
    kit.clock.advance(1_000);
    await new Promise((resolve) => setImmediate(resolve));
  }
  await kit.settle();
  return kit.asked.slice(before).map(({ method }) => method);
}

async function expectOneLogAfterWrapUp(interactionId: InteractionId): Promise<void> {
  await kit.tell({ type: 'legLeft', interactionId, legId: CUSTOMER_LEG, room: ROOM });
  await kit.settle();
  await kit.wrapUpRunsOut();
  expect(kit.saved.map((log) => log.interactionId)).toEqual([interactionId]);
  expect(await stateName()).toBe('ready');
}

describe('the clock is set forward by a day', () => {
  it('in a call: it goes on, nothing more is asked of the carrier, and there is one log', async () => {
    const interactionId = await kit.talk();

    kit.clock.set(DAY_MS);

    expect(await aMinute()).toEqual([]);
    expect(await stateName()).toBe('onCall');
    await expectOneLogAfterWrapUp(interactionId);
    expect(kit.problems).toEqual([]);
  });

  it('while it rings: the time to answer is over, once, and the caller waits on', async () => {
    await kit.offer();

    kit.clock.set(DAY_MS);
    const asked = await aMinute();

    expect(asked).toEqual(['rejectReservation', 'setAvailability']);
    expect(await stateName()).toBe('notReady');
    expect(kit.problems).toEqual([]);
  });

  it('in the wrap-up: it is over, and logged once', async () => {
    const interactionId = await kit.talk();
    await kit.tell({ type: 'legLeft', interactionId, legId: CUSTOMER_LEG, room: ROOM });
    await kit.settle();

    kit.clock.set(DAY_MS);
    await aMinute();

    expect(await stateName()).toBe('ready');
    expect(kit.saved).toHaveLength(1);
  });
});

describe('a connector that starts with an hour less on the clock', () => {
  it('goes on with the call, and its log has no time below zero', async () => {
    const interactionId = await kit.talk();

    kit.clock.set(-HOUR_MS);
    await kit.restarts();

    expect(await stateName()).toBe('onCall');
    expect(await aMinute()).toEqual([]);
    await expectOneLogAfterWrapUp(interactionId);
    const { waitSeconds, ringSeconds, talkSeconds, wrapUpSeconds } = kit.saved[0]!;
    expect(Math.min(waitSeconds, ringSeconds, talkSeconds, wrapUpSeconds)).toBeGreaterThanOrEqual(0);
  });

  it('takes new calls, whose deadlines come in their time', async () => {
    kit.clock.set(-HOUR_MS);
    await kit.restarts();
    const interactionId = await kit.talk();

    await expectOneLogAfterWrapUp(interactionId);
  });
});
