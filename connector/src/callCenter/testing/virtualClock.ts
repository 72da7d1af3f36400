import type { Instant } from '../../../../softphone/core/index.ts';
import type { ProcessClock } from '../ports/clock.ts';

export interface VirtualClock extends ProcessClock {
  /** Moves time forward; what falls due runs on the way, in order. */
  advance(ms: number): void;
  /** Sets the clock by so much, as somebody does to a machine: no timer rings earlier or later for it. */
  set(ms: number): void;
}

/** A clock for tests: time passes only when told, and nobody works in it. */
export function createVirtualClock(startAt = Date.UTC(2026, 0, 5, 9)): VirtualClock {
  let now = startAt;
  let timers: { at: number; action: () => void }[] = [];
  return {
    now: () => now as Instant,
    restedMs: () => now,
    schedule(delayMs, action) {
      const timer = { at: now + Math.max(0, delayMs), action };
      timers.push(timer);
      return () => {
        timers = timers.filter((each) => each !== timer);
      };
    },
    advance(ms) {
      const end = now + ms;
      for (;;) {
        const [next] = timers.filter(({ at }) => at <= end).sort((one, other) => one.at - other.at);
        if (!next) break;
        timers = timers.filter((each) => each !== next);
        now = next.at;
        next.action();
      }
      now = end;
    },
    set(ms) {
      now += ms;
      timers = timers.map((timer) => Object.assign(timer, { at: timer.at + ms }));
    },
  };
}
