import { BEAT_MS, GONE_AFTER_MS } from './sharedTimes.ts';

/** An instance, and how long ago it was last heard of by the database's clock. */
export interface HeardOf {
  readonly instance: string;
  readonly ageMs: number;
}

/** So many beats of its own an instance waits before it takes others for gone: they may have been kept out as it was. */
const STEADY_BEATS = 6;

/**
 * Finds out which instances are gone. Whoever was kept from the database itself, for a restart of it or because the
 * process stood still, does not judge the others by that time.
 */
export function createRollCall(self: string) {
  const told = new Set<string>();
  let steady = 0;

  return {
    /** Those who are found gone with this beat: each once, until it is heard of again. */
    beat(heard: readonly HeardOf[]): readonly string[] {
      const ownAge = heard.find(({ instance }) => instance === self)?.ageMs ?? Infinity;
      steady = ownAge < 3 * BEAT_MS ? steady + 1 : 0;
      for (const { instance, ageMs } of heard) if (ageMs < GONE_AFTER_MS) told.delete(instance);
      if (steady < STEADY_BEATS) return [];
      const gone = heard
        .filter(({ instance, ageMs }) => instance !== self && ageMs >= GONE_AFTER_MS)
        .map(({ instance }) => instance)
        .filter((instance) => !told.has(instance));
      for (const instance of gone) told.add(instance);
      return gone;
    },
    /** Tells all again to who listens from now on. */
    forget() {
      told.clear();
    },
  };
}
