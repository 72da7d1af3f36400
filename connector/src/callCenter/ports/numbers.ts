import type { Dnis } from '../../../../softphone/core/index.ts';

/** Reads numbers as people write them. */
export interface Numbers {
  /** The number in E.164, or `undefined` when nobody could be called with it. */
  parse(typed: string, country: string): Dnis | undefined;
}
