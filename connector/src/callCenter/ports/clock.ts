import type { Instant } from '../../../../softphone/core/index.ts';

/** Time as the call centre asks for it. */
export interface Clock {
  now(): Instant;
  /** Runs `action` once after `delayMs`; the returned function forgets it. */
  schedule(delayMs: number, action: () => void): () => void;
}

/** Time, and what a process has left of it. */
export interface ProcessClock extends Clock {
  /** For how many milliseconds this process has had nothing to do, since it began. */
  restedMs(): number;
}
