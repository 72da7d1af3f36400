import type { Instant } from '../../../../../softphone/core/index.ts';
import type { Clock } from '../../../callCenter/ports/clock.ts';

export const systemTime: Clock = {
  now: () => Date.now() as Instant,
  schedule(delayMs, action) {
    const timer = setTimeout(action, delayMs);
    return () => {
      clearTimeout(timer);
    };
  },
};
