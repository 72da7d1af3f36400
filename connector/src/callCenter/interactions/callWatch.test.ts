import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { agentStateOf, type Instant } from '../../../../softphone/core/index.ts';
import { TelephonyError } from '../ports/telephony.ts';
import {
  AGENT_LEG,
  CUSTOMER_LEG,
  openCallCenterKit,
  ROOM,
  type CallCenterKit,
} from '../testing/callCenterKit.ts';

let kit: CallCenterKit;

beforeEach(async () => {
  kit = await openCallCenterKit();
});

afterEach(() => kit.stop());

const stateName = async () => agentStateOf(await kit.desk()).name;

async function afterAMinute(): Promise<void> {
  kit.clock.advance(60_000);
  await kit.settle();
}

describe('a call whose end nobody told', () => {
  it('ends when it is looked for, at the time that the carrier has', async () => {
    await kit.talk();
    kit.over.set(CUSTOMER_LEG, { cause: 'completed', endedAt: (kit.clock.now() + 25_000) as Instant });

    await afterAMinute();

    expect(await stateName()).toBe('wrapUp');
    await kit.wrapUpRunsOut();
    expect(kit.saved).toMatchObject([{ outcome: 'answered', talkSeconds: 25 }]);
  });

  it('leaves the agent the whole wrap-up', async () => {
    await kit.talk();
    kit.over.set(CUSTOMER_LEG, { cause: 'completed', endedAt: kit.clock.now() });

    await afterAMinute();

    const [interaction] = (await kit.desk()).interactions;
    expect(interaction?.wrapUp?.endsAt).toBe(kit.clock.now() + 120_000);
  });

  it.each([-5_000, 3_600_000])('ends within the call, though the clocks disagree by %d ms', async (apart) => {
    await kit.talk();
    kit.over.set(CUSTOMER_LEG, { cause: 'completed', endedAt: (kit.clock.now() + apart) as Instant });

    await afterAMinute();

    await kit.wrapUpRunsOut();
    expect(kit.saved[0]?.talkSeconds).toBe(apart < 0 ? 0 : 60);
  });

  it('waits for the agent when it is the agent who is gone, and then goes back to the queue', async () => {
    const interactionId = await kit.talk();
    kit.over.set(AGENT_LEG, { cause: 'completed' });

    kit.clock.advance(30_000);
    await kit.settle();
    expect((await kit.desk()).interactions[0]).toMatchObject({
      call: { state: 'connected' },
      lostUntil: kit.clock.now() + 20_000,
    });

    await kit.passes(20);
    expect((await kit.desk()).interactions[0]?.call).toMatchObject({
      state: 'ended',
      reason: 'connectionLost',
    });
    expect(await kit.recordOf(interactionId)).toMatchObject({ phase: 'waiting' });
  });

  it('is abandoned when the caller was still waiting', async () => {
    await kit.arrive();
    kit.over.set(CUSTOMER_LEG, { cause: 'completed' });

    await afterAMinute();

    expect(kit.saved).toMatchObject([{ outcome: 'abandoned' }]);
  });

  it('is looked for again when the carrier could not be asked', async () => {
    await kit.talk();
    kit.over.set(CUSTOMER_LEG, { cause: 'completed' });
    kit.failing.set('legEnd', new TelephonyError('TELEPHONY_UNAVAILABLE'));
    await afterAMinute();
    expect(kit.problems).toContain('CALLS_UNWATCHED');

    kit.failing.clear();
    await afterAMinute();

    expect(await stateName()).toBe('wrapUp');
  });
});

describe('a reservation whose end nobody told', () => {
  it('is missed once its time is over', async () => {
    const interactionId = await kit.offer();
    await kit.settle();

    await afterAMinute();

    expect((await kit.desk()).agent.resting).toEqual({ name: 'notReady', reasonCode: 'Missed call' });
    expect((await kit.desk()).interactions).toEqual([]);
    expect(kit.asked.map(({ method }) => method)).toContain('rejectReservation');
    expect(await kit.command({ type: 'answer', interactionId })).toEqual({ code: 'CALL_GONE' });
  });

  it('goes on while there is time', async () => {
    await kit.arrive();
    kit.clock.advance(50_000);
    await kit.offer();

    kit.clock.advance(10_000);
    await kit.settle();

    expect(await stateName()).toBe('reserved');
  });
});

describe('a call that runs', () => {
  it('goes on', async () => {
    await kit.talk();

    await afterAMinute();

    expect(await stateName()).toBe('onCall');
    expect(kit.problems).toEqual([]);
  });

  it('is looked at as soon as the connector starts', async () => {
    await kit.talk();
    kit.over.set(CUSTOMER_LEG, { cause: 'completed' });

    await kit.restarts();

    expect(await stateName()).toBe('wrapUp');
    expect(kit.repairs).toEqual(['legEnded']);
  });

  it('costs one question to the carrier, about its conference', async () => {
    await kit.talk();
    const asked: string[] = [];
    const { attendees } = kit.carrier.sight;
    kit.carrier.sight = {
      attendees: (room) => {
        asked.push(room.name);
        return attendees(room);
      },
      waitingLegs: () => Promise.reject(new Error('Nobody waits')),
    };
    kit.failing.set('legEnd', new Error('Every leg is in the conference'));

    kit.clock.advance(30_000);
    await kit.settle();

    expect(asked).toEqual([ROOM.name]);
    expect(kit.problems).toEqual([]);
  });
});
