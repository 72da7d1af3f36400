import { describe, expect, it } from '@jest/globals';
import { createVirtualClock } from './clock.ts';

describe('a virtual clock', () => {
  it('runs what falls due in the order of time, also what is scheduled meanwhile', () => {
    const clock = createVirtualClock(1000);
    const ran: string[] = [];
    clock.schedule(30, () => ran.push(`late at ${clock.now()}`));
    clock.schedule(10, () => {
      ran.push(`early at ${clock.now()}`);
      clock.schedule(5, () => ran.push(`later at ${clock.now()}`));
    });

    clock.advance(20);
    expect(ran).toEqual(['early at 1010', 'later at 1015']);
    clock.advance(10);

    expect(ran.at(-1)).toBe('late at 1030');
    expect(clock.now()).toBe(1030);
  });

  it('forgets what is cancelled', () => {
    const clock = createVirtualClock();
    const ran: number[] = [];
    const forget = clock.schedule(10, () => ran.push(1));

    forget();
    clock.advance(100);

    expect(ran).toEqual([]);
  });

  it('waits, when asked to, for what an action sets off', async () => {
    const clock = createVirtualClock();
    const ran: number[] = [];
    clock.schedule(10, () => {
      Promise.resolve()
        .then(() => clock.schedule(5, () => ran.push(clock.now())))
        .catch(() => ran.push(-1));
    });

    await clock.advanceAsync(20, () => new Promise((resolve) => setImmediate(resolve)));

    expect(ran).toEqual([15]);
    expect(clock.now()).toBe(20);
  });
});
