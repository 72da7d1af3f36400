import type { Instant } from '../../core/index.ts';
import type { Clock } from '../../ports/clock.ts';

/** The browser's time. */
export const systemClock: Clock = {
  now: () => Date.now() as Instant,
  schedule(delayMs, action) {
    const timer = setTimeout(action, delayMs);
    return () => {
      clearTimeout(timer);
    };
  },
};
