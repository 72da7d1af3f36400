import { sql, type Kysely } from 'kysely';
import type { Clock } from '../../callCenter/ports/clock.ts';
import type { Tables } from './tables.ts';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
/** The carrier repeats a webhook for hours at the most. */
const SEEN_EVENTS_KEPT_MS = 7 * 24 * HOUR_MS;

/** An agent's history goes back a day. */
const HISTORY_KEPT_MS = 2 * 24 * HOUR_MS;

/** More would keep the writer from calls. */
const MOST_FACTS_AT_ONCE = 20_000;

/** They take what belongs to them along. */
const MOST_INTERACTIONS_AT_ONCE = 2_000;

export interface KeptFor {
  readonly factsMs: number;
  /** From the beginning of an interaction. */
  readonly interactionsMs: number;
}

/**
 * Forgets what nobody asks for any more, once an hour, and again in the next minute where more is left: old event keys,
 * expired one-time values, whose history an old interaction was in, interactions and facts of long ago.
 */
export function createPruning(clock: Clock, kept: KeptFor): (db: Kysely<Tables>) => Promise<void> {
  let nextAt = -Infinity;
  return async (db) => {
    const now = clock.now();
    if (now < nextAt) return;
    nextAt = now + HOUR_MS;
    await db
      .deleteFrom('seen_events')
      .where('at', '<', now - SEEN_EVENTS_KEPT_MS)
      .execute();
    await db.deleteFrom('one_time_values').where('expires_at', '<', now).execute();
    await db
      .deleteFrom('interaction_agents')
      .where('started_at', '<', now - HISTORY_KEPT_MS)
      .execute();
    const interactions = await forgetInteractions(db, now - kept.interactionsMs);
    const facts = await forgetFacts(db, now - kept.factsMs);
    const isAll = interactions < MOST_INTERACTIONS_AT_ONCE && facts < MOST_FACTS_AT_ONCE;
    if (!isAll) nextAt = now + MINUTE_MS;
  };
}

/** A call whose log is still to be written, or was set aside, stays until that is settled: the log is made of it. */
async function forgetInteractions(db: Kysely<Tables>, before: number): Promise<number> {
  const { numAffectedRows } = await sql`delete from interactions where id in (
    select id from interactions as old
    where phase = 'ended' and started_at < ${before} and not exists (
      select 1 from outbox where log_key is not null and substr(log_key, 1, length(old.id)) = old.id)
    order by started_at limit ${MOST_INTERACTIONS_AT_ONCE})`.execute(db);
  return Number(numAffectedRows);
}

/** The state that an agent was in when the kept time begins stays: without it nothing is known of the time after it. */
async function forgetFacts(db: Kysely<Tables>, before: number): Promise<number> {
  const { numAffectedRows } = await sql`delete from facts where id in (
    select id from facts as old
    where counts_at < ${before} and (kind <> 'agentState' or overwritten = 1 or exists (
      select 1 from facts as next
      where next.agent_id = old.agent_id and next.kind = 'agentState' and next.overwritten = 0
        and next.counts_at > old.counts_at and next.counts_at <= ${before}))
    order by counts_at limit ${MOST_FACTS_AT_ONCE})`.execute(db);
  return Number(numAffectedRows);
}
