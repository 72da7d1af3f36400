import fc from 'fast-check';

/** A parser of bytes that others send, and what must hold of it whatever they are. */
export interface FuzzedParser<Input = unknown> {
  readonly name: string;
  readonly inputs: fc.Arbitrary<Input>;
  /** Throws when the parser did what it must not: threw another error than the one it documents, or read it wrong. */
  readonly check: (input: Input) => void | Promise<void>;
}

export interface FuzzResult {
  readonly name: string;
  readonly inputs: number;
  readonly seconds: number;
  /** The time of the input that took longest. */
  readonly slowestMs: number;
  readonly failures: readonly string[];
}

/** Until when it goes on: so many inputs, or so long. */
export type FuzzLimit = { readonly inputs: number } | { readonly seconds: number };

const INPUTS_A_ROUND = 500;
const MOST_FAILURES = 5;
const LONGEST_SHOWN = 600;

/** Declares a parser, so that its inputs and its check agree. */
export function fuzzed<Input>(parser: FuzzedParser<Input>): FuzzedParser {
  return parser as FuzzedParser;
}

/** Tries a parser round by round; the seed of a round is told with what failed in it, and plays it again. */
export async function fuzz(parser: FuzzedParser, seed: number, limit: FuzzLimit): Promise<FuzzResult> {
  const startedAt = performance.now();
  const elapsed = () => (performance.now() - startedAt) / 1000;
  const failures: string[] = [];
  let inputs = 0;
  let slowestMs = 0;
  const goesOn = () =>
    failures.length < MOST_FAILURES &&
    ('inputs' in limit ? inputs < limit.inputs : elapsed() < limit.seconds);

  const property = fc.asyncProperty(parser.inputs, async (input) => {
    const begun = performance.now();
    inputs += 1;
    await parser.check(input);
    slowestMs = Math.max(slowestMs, performance.now() - begun);
  });
  for (let round = seed; goesOn(); round += 1) {
    const numRuns = 'inputs' in limit ? limit.inputs - inputs : INPUTS_A_ROUND;
    const details = await fc.check(property, { seed: round, numRuns });
    if (details.failed) failures.push(`seed ${round}: ${inShort(details)}`);
  }
  return { name: parser.name, inputs, seconds: elapsed(), slowestMs, failures };
}

function inShort(details: fc.RunDetails<[unknown]>): string {
  const [input] = details.counterexample ?? [];
  const error = details.errorInstance;
  const why = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return `${fc.stringify(input).slice(0, LONGEST_SHOWN)} → ${why.slice(0, LONGEST_SHOWN)}`;
}
