/** Chances that fall the same way every time: one seed, one world. */
export interface Dice {
  /** A whole number from 0 up to, not including, `below`. */
  number(below: number): number;
  pick<Choice>(choices: readonly Choice[]): Choice;
  /** True once in `times`. */
  once(times: number): boolean;
  /** Replaces each `#` by a digit. */
  digits(pattern: string): string;
}

/** Mulberry32: small, and good enough to spread names and numbers. */
export function createDice(seed: number): Dice {
  let state = seed;
  const fraction = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const number = (below: number): number => Math.floor(fraction() * below);
  return {
    number,
    pick: (choices) => {
      const chosen = choices[number(choices.length)];
      if (chosen === undefined) throw new Error('Nothing to pick from: give at least one choice.');
      return chosen;
    },
    once: (times) => number(times) === 0,
    digits: (pattern) => pattern.replaceAll('#', () => String(number(10))),
  };
}
