import type { NumberEntry } from '../core/index.ts';

/** Reads numbers as people of a country write them. */
export interface NumberReader {
  /** Resolves with the entry in its country's format; never rejects for odd input. */
  read(typed: string, country: string): Promise<NumberEntry>;
}
