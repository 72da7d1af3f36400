/** Chance that can be had again from its seed. */
export interface Dice {
  /** A whole number from 0 to `sides - 1`. */
  roll(sides: number): number;
  /** `true` once in so many. */
  once(inSoMany: number): boolean;
  pick<Value>(values: readonly Value[]): Value;
  /** A time that has no memory, such as the one to the next call: exponential with this mean. */
  exponential(mean: number): number;
}

/** Mulberry32: small, and the same on every machine. */
export function createDice(seed: number): Dice {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const roll = (sides: number) => Math.floor(next() * sides);
  return {
    roll,
    exponential: (mean) => -mean * Math.log(1 - next()),
    once: (inSoMany) => roll(inSoMany) === 0,
    pick(values) {
      if (values.length === 0) throw new Error('There is nothing to pick from');
      return values[roll(values.length)] as (typeof values)[number];
    },
  };
}
