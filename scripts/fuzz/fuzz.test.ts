import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fuzz, fuzzed } from './fuzzParser.ts';
import { anyText } from './mutated.ts';
import { parsers } from './parsers.ts';

const SEED = 2026;
const INPUTS = 500;

describe('a parser of what others send', () => {
  it.each(parsers)('reads it or refuses it, whatever it is: $name', async (parser) => {
    const { inputs, failures } = await fuzz(parser, SEED, { inputs: INPUTS });

    expect(failures).toEqual([]);
    expect(inputs).toBe(INPUTS);
  });
});

describe('the fuzz run', () => {
  const broken = fuzzed({
    name: 'broken',
    inputs: anyText,
    check(text) {
      if (text.includes('[[')) throw new RangeError('Too deep');
    },
  });

  it('finds what breaks, makes it small, and tells the seed that plays it again', async () => {
    const { failures } = await fuzz(broken, 1, { inputs: 2_000 });

    expect(failures[0]).toMatch(/^seed \d+: .*\[\[.* → RangeError: Too deep$/s);
    const [, seed = ''] = /^seed (\d+)/.exec(failures[0] ?? '') ?? [];
    expect((await fuzz(broken, Number(seed), { inputs: 500 })).failures[0]).toBe(failures[0]);
  });

  it('puts in what is right, too: parsers get beyond their first look', async () => {
    const reached = new Set<string>();
    for (const [name, part] of [
      ['webhook form, callArrived', 'From'],
      ['messages to the connector', 'command'],
    ] as const) {
      const [parser] = parsers.filter((each) => each.name === name);
      const samples = fc.sample(parser?.inputs ?? fc.constant(undefined), { seed: SEED, numRuns: 100 });
      if (samples.some((sample) => JSON.stringify(sample).includes(part))) reached.add(name);
    }
    expect(reached.size).toBe(2);
  });
});
