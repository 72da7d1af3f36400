import type { Kysely } from 'kysely';
import type { Clock } from '../../callCenter/ports/clock.ts';
import type { Tables } from './tables.ts';

const HOUR_MS = 3_600_000;
/** The carrier repeats a webhook for hours at the most. */
const SEEN_EVENTS_KEPT_MS = 7 * 24 * HOUR_MS;

/** An agent's history goes back a day. */
const HISTORY_KEPT_MS = 2 * 24 * HOUR_MS;

/**
 * Forgets, at most once an hour, what nobody asks for any more: old event keys, expired one-time values, and whose
 * history an old interaction was in.
 */
export function createPruning(clock: Clock): (db: Kysely<Tables>) => Promise<void> {
  let prunedAt = -Infinity;
  return async (db) => {
    const now = clock.now();
    if (now - prunedAt < HOUR_MS) return;
    prunedAt = now;
    await db
      .deleteFrom('seen_events')
      .where('at', '<', now - SEEN_EVENTS_KEPT_MS)
      .execute();
    await db.deleteFrom('one_time_values').where('expires_at', '<', now).execute();
    await db
      .deleteFrom('interaction_agents')
      .where('started_at', '<', now - HISTORY_KEPT_MS)
      .execute();
  };
}
