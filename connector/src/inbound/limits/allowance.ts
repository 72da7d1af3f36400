import type { Clock } from '../../callCenter/ports/clock.ts';

/** How often somebody may ask. */
export interface AllowanceRule {
  /** So many requests may come at once after a quiet time. */
  readonly atOnce: number;
  /** So many go on, minute after minute. */
  readonly perMinute: number;
}

/** How often each one who asks may ask, by a key such as a user's id or an address. */
export interface Allowance {
  /** Counts one request; the seconds to wait when it is one too many, else `undefined`. What is refused costs nothing. */
  take(key: string): number | undefined;
}

const MINUTE_MS = 60_000;
/** Who asks from ever new addresses cannot fill the memory: then those are forgotten who have not asked for longest. */
const MOST_KEYS = 50_000;

/** A bucket for each key that fills up again, counted in this process. Who has asked for nothing for long is not kept. */
export function createAllowance(clock: Clock, { atOnce, perMinute }: AllowanceRule): Allowance {
  const buckets = new Map<string, { readonly left: number; readonly at: number }>();
  const refillMs = (atOnce / perMinute) * MINUTE_MS;
  let nextSweepAt = 0;

  function sweep(now: number): void {
    if (now >= nextSweepAt) {
      nextSweepAt = now + refillMs;
      for (const [key, { at }] of buckets) if (now - at >= refillMs) buckets.delete(key);
    }
    if (buckets.size <= MOST_KEYS) return;
    const [oldest] = buckets.keys();
    if (oldest !== undefined) buckets.delete(oldest);
  }

  return {
    take(key) {
      const now = clock.now();
      const { left, at } = buckets.get(key) ?? { left: atOnce, at: now };
      const filled = Math.min(atOnce, left + ((now - at) * perMinute) / MINUTE_MS);
      if (filled < 1) return Math.ceil(((1 - filled) * MINUTE_MS) / perMinute / 1000);
      // Last in the map is who asked last.
      buckets.delete(key);
      buckets.set(key, { left: filled - 1, at: now });
      sweep(now);
      return undefined;
    },
  };
}
