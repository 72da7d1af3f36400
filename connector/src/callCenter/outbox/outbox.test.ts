import { describe, expect, it } from '@jest/globals';
import type { InteractionId } from '../../../../softphone/core/index.ts';
import type { StoredEffect } from '../effects.ts';
import { TelephonyError } from '../ports/telephony.ts';
import { createVirtualClock } from '../testing/virtualClock.ts';
import { startOutbox } from './outbox.ts';

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('an effect that can be neither carried out nor given up', () => {
  it('is not tried without a pause', async () => {
    const clock = createVirtualClock();
    const stored: StoredEffect = {
      id: 1,
      effect: { type: 'findMatches', interactionId: 'i' as InteractionId },
      lane: 'match:i',
      dueAt: clock.now(),
      attempts: 9,
    };
    let tries = 0;
    const outbox = startOutbox({
      store: {
        dueEffects: async (_at: unknown, busy: readonly string[]) => (busy.length > 0 ? [] : [stored]),
        nextDueAt: async () => undefined,
      } as never,
      clock,
      journal: { note: () => undefined, problem: () => undefined },
      carryOut: async () => {
        tries += 1;
        throw new TelephonyError('TELEPHONY_REFUSED');
      },
      giveUp: () => Promise.reject(new Error('The database is away')),
    });

    outbox.wake();
    await settled();
    await settled();
    expect(tries).toBe(1);

    clock.advance(1_000);
    await settled();
    expect(tries).toBe(2);
    await outbox.stop();
  });
});
