import type { CallerIndex } from './callerIndex/callerIndex.ts';
import type { CallerSource } from './callerIndex/callerSource.ts';

/** What matching asks, and how it reads numbers. */
export interface MatchSources {
  readonly index: CallerIndex;
  readonly source: CallerSource;
  /** ISO 3166 country of numbers that say no other. */
  readonly country: string;
  readonly nowMs: () => number;
}
