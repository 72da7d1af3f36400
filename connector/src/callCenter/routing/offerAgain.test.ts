import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { routerNames } from '../ports/telephony.ts';
import { AGENT, openCallCenterKit, reservation, type CallCenterKit } from '../testing/callCenterKit.ts';

let kit: CallCenterKit;

beforeEach(async () => {
  kit = await openCallCenterKit();
});

afterEach(() => kit.stop());

/** The router puts the agent aside, as it does with who did not take a call. */
const putAside = () => kit.carrier.router.moves(AGENT, routerNames.notTaken, kit.clock.now());

/** What the router was told last about the agent. */
const lastAvailability = () => kit.asked.findLast(({ method }) => method === 'setAvailability')?.with;

describe('an agent who is ready', () => {
  it.each(['expired', 'rejected'] as const)(
    'is offered calls again after a reservation that was never seen here is %s',
    async (outcome) => {
      await kit.ready();
      const interactionId = await kit.arrive();
      putAside();
      kit.asked.length = 0;

      await kit.tell({ type: 'reservationEnded', interactionId, agentId: AGENT, reservation, outcome });
      await kit.settle();

      expect(lastAvailability()).toBe('available');
    },
  );

  it('is offered calls again on coming back', async () => {
    await kit.ready();
    putAside();
    kit.asked.length = 0;

    await kit.desk();
    await kit.settle();

    expect(lastAvailability()).toBe('available');
  });
});

describe('an agent who is not ready', () => {
  it('is left alone', async () => {
    await kit.desk();
    await kit.command({ type: 'setAgentState', state: { name: 'notReady', reasonCode: 'Break' } });
    const interactionId = await kit.arrive();
    kit.asked.length = 0;

    await kit.misses(interactionId);
    await kit.desk();
    await kit.settle();

    expect(kit.asked).toEqual([]);
  });
});
