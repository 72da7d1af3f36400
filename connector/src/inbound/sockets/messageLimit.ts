import type { Clock } from '../../callCenter/ports/clock.ts';
import { createAllowance } from '../limits/allowance.ts';

/** Fifty messages a second, on and on, from one page: none has so much to say. */
const MESSAGES = { atOnce: 500, perMinute: 3_000 };

/** Counts the messages of one socket; `false` for one too many. */
export function createMessageLimit(clock: Clock): () => boolean {
  const allowance = createAllowance(clock, MESSAGES);
  return () => allowance.take('') === undefined;
}
