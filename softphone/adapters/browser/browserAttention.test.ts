import { describe, expect, it } from '@jest/globals';
import { createVirtualClock } from '../../testing/virtualClock.ts';
import { createBrowserAttention } from './browserAttention.ts';

function create() {
  const clock = createVirtualClock();
  const heard: number[] = [];
  const shown: string[] = [];
  const browser = { silent: false };
  const attention = createBrowserAttention({
    clock,
    playRing: () => {
      heard.push(clock.now());
      return browser.silent ? Promise.reject(new Error('no click yet')) : Promise.resolve();
    },
    notify: ({ caller }) => {
      shown.push(caller);
      return () => shown.splice(shown.indexOf(caller), 1);
    },
  });
  return { attention, clock, heard, shown, browser };
}

describe('ringing', () => {
  it('sounds every three seconds, beside a notification, until somebody reacts', async () => {
    const { attention, clock, heard, shown } = create();

    attention.ring({ caller: 'Ada' });
    await clock.advance(6_500);
    expect([heard.length, shown]).toEqual([3, ['Ada']]);
    attention.stopRinging();
    await clock.advance(60_000);

    expect([heard.length, shown]).toEqual([3, []]);
  });

  it('goes on, with another notification, when the caller’s name becomes known', async () => {
    const { attention, clock, heard, shown } = create();

    attention.ring({ caller: '+14155550100' });
    attention.ring({ caller: 'Grace' });
    await clock.advance(3_000);

    expect([heard.length, shown]).toEqual([2, ['Grace']]);
  });

  it('tries again where the browser does not sound yet', async () => {
    const { attention, clock, heard, browser } = create();
    browser.silent = true;

    attention.ring({ caller: 'Ada' });
    await clock.advance(3_000);

    expect(heard).toHaveLength(2);
  });

  it('may be stopped when nothing rings', () => {
    const { attention } = create();

    expect(() => {
      attention.stopRinging();
    }).not.toThrow();
  });
});
