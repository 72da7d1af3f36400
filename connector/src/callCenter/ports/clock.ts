import type { Instant } from '../../../../softphone/core/index.ts';

/** Time as the call centre asks for it. */
export interface Clock {
  now(): Instant;
  /** Runs `action` once after `delayMs`; the returned function forgets it. */
  schedule(delayMs: number, action: () => void): () => void;
}
