import type { Instant } from '../core/index.ts';
import type { Clock } from '../ports/clock.ts';

/** Time that moves only when a test says so. */
export interface VirtualClock extends Clock {
  /** Moves time on and runs what falls due, in order; promises get their turn in between. */
  advance(ms: number): Promise<void>;
  /** Lets the time jump without a timer running on the way, as a sleeping computer does. */
  sleep(ms: number): Promise<void>;
  /** Sets the clock by so much, as somebody does to a computer: no timer rings earlier or later for it. */
  set(ms: number): void;
}

export function createVirtualClock(startAt = Date.UTC(2026, 0, 5, 9)): VirtualClock {
  let now = startAt;
  let timers: { at: number; action: () => void }[] = [];

  function takeNext(until: number) {
    const [next] = timers.filter(({ at }) => at <= until).sort((one, other) => one.at - other.at);
    timers = timers.filter((timer) => timer !== next);
    return next;
  }

  async function runUntil(until: number): Promise<void> {
    await settled();
    for (let next = takeNext(until); next; next = takeNext(until)) {
      now = Math.max(now, next.at);
      next.action();
      await settled();
    }
    now = Math.max(now, until);
  }

  return {
    now: () => now as Instant,
    schedule(delayMs, action) {
      const timer = { at: now + Math.max(0, delayMs), action };
      timers.push(timer);
      return () => {
        timers = timers.filter((each) => each !== timer);
      };
    },
    advance: (ms) => runUntil(now + ms),
    sleep(ms) {
      now += ms;
      return runUntil(now);
    },
    set(ms) {
      now += ms;
      timers = timers.map((timer) => Object.assign(timer, { at: timer.at + ms }));
    },
  };
}

/** Waits until every promise that can settle now has settled. */
export async function settled(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}
