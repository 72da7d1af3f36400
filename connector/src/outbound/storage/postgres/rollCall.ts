import { BEAT_MS, GONE_AFTER_MS } from './sharedTimes.ts';

/** An instance, and how long ago it was last heard of by the database's clock; less than 0 when that was set back. */
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
      steady = Math.abs(ownAge) < 3 * BEAT_MS ? steady + 1 : 0;
      for (const each of heard) if (!isSilent(each)) told.delete(each.instance);
      if (steady < STEADY_BEATS) return [];
      const gone = heard
        .filter((each) => each.instance !== self && isSilent(each))
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

/** Whoever is there writes the time as it is; so does who is there after the clock was set. */
function isSilent({ ageMs }: HeardOf): boolean {
  return Math.abs(ageMs) >= GONE_AFTER_MS;
}
