import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { fuzz, type FuzzResult } from './fuzz/fuzzParser.ts';
import { parsers } from './fuzz/parsers.ts';

/**
 * `npm run fuzz -- --seconds 20`: every parser of what others send, for so long in all, with inputs that are nearly
 * right. `--only token` takes those with this in their name; `--seed 7` plays a run again.
 */
const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '20' },
    only: { type: 'string', default: '' },
    seed: { type: 'string', default: String(randomInt(2 ** 30)) },
  },
});
const chosen = parsers.filter(({ name }) => name.includes(values.only));
const secondsEach = Number(values.seconds) / chosen.length;
const seed = Number(values.seed);

console.log(`${chosen.length} parsers, ${secondsEach.toFixed(1)} s each, seed ${seed}\n`);
const row = (...[name = '', ...cells]: readonly string[]) =>
  console.log(name.padEnd(44) + cells.map((cell) => cell.padStart(12)).join(''));
row('parser', 'inputs', 'inputs/s', 'slowest ms', 'failures');

const results: FuzzResult[] = [];
for (const parser of chosen) {
  const result = await fuzz(parser, seed, { seconds: secondsEach });
  results.push(result);
  const { name, inputs, seconds, slowestMs, failures } = result;
  row(name, String(inputs), (inputs / seconds).toFixed(0), slowestMs.toFixed(1), String(failures.length));
}
const failures = results.flatMap(({ name, failures: each }) => each.map((failure) => `${name}, ${failure}`));
const inputs = results.reduce((sum, each) => sum + each.inputs, 0);
console.log(`\n${inputs} inputs, ${failures.length} failures`);
for (const failure of failures) console.log(`  ${failure}`);
process.exit(failures.length > 0 ? 1 : 0);
