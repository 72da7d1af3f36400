import type { Clock } from '../../callCenter/ports/clock.ts';

const WINDOW_MS = 60_000;

/** How often each user may ask. */
export interface Allowance {
  /** Counts one request; the seconds to wait when the user has asked too often, else `undefined`. */
  take(userId: string): number | undefined;
}

/** `limit` requests a user and minute, counted in this process. Nothing is kept of a minute that is over. */
export function createAllowance(clock: Clock, limit: number): Allowance {
  let window = { endsAt: 0, taken: new Map<string, number>() };
  return {
    take(userId) {
      const now = clock.now();
      if (now >= window.endsAt) window = { endsAt: now + WINDOW_MS, taken: new Map() };
      const taken = (window.taken.get(userId) ?? 0) + 1;
      window.taken.set(userId, taken);
      return taken > limit ? Math.ceil((window.endsAt - now) / 1000) : undefined;
    },
  };
}
