import { sql, type Kysely } from 'kysely';
import type { Instant, InteractionId } from '../../../../softphone/core/index.ts';
import type { InteractionRecord } from '../../callCenter/interactions/interactionRecord.ts';
import type { AskedAhead } from '../../callCenter/ports/store.ts';
import { rowsOf } from './dialects.ts';
import type { Tables } from './tables.ts';

/** What the turns of one commit ask first, asked for all of them at once, and kept up with what they save. */
export interface ReadAhead {
  /** Whether the event is new, the first time it is asked; `undefined` where it was not asked ahead. */
  once(key: string): boolean | undefined;
  /** Text of the interaction's record as the turns before have left it; `undefined` where it was not asked ahead. */
  record(id: InteractionId): string | undefined;
  saved(record: InteractionRecord, text: string): void;
  /** From now on the database is asked: what it holds was changed past this. */
  forgetRecords(): void;
}

/** Where nothing was asked ahead. */
export const nothingAhead: ReadAhead = {
  once: () => undefined,
  record: () => undefined,
  saved: () => undefined,
  forgetRecords: () => undefined,
};

/** Two statements, however many turns: a small turn asks the database hardly anything else. */
export async function readAhead(
  db: Kysely<Tables>,
  asked: readonly AskedAhead[],
  now: Instant,
): Promise<ReadAhead> {
  if (asked.length === 0) return nothingAhead;
  const keys = new Set(asked.map(({ key }) => key));
  const ids = new Set(asked.flatMap(({ interactionId }) => interactionId ?? []));
  const unseen = await remember(db, keys, now);
  const records = ids.size === 0 ? new Map<InteractionId, string>() : await recordsOf(db, ids);
  return {
    once(key) {
      if (!keys.has(key)) return undefined;
      return unseen.delete(key);
    },
    record: (id) => records.get(id),
    saved({ id }, text) {
      if (ids.has(id)) records.set(id, text);
    },
    forgetRecords() {
      ids.clear();
      records.clear();
    },
  };
}

/** The keys that were not there. */
async function remember(db: Kysely<Tables>, keys: ReadonlySet<string>, now: Instant): Promise<Set<string>> {
  const given = rowsOf(
    db,
    [...keys].map((key) => ({ key })),
    { key: 'text' },
  );
  // SQLite takes `on` for a join's where no `where` ends the question (sqlite.org, "UPSERT", "Parsing Ambiguity").
  const { rows } = await sql<{ key: string }>`insert into seen_events (key, at)
    select key, ${now} from ${given} where true on conflict do nothing returning key`.execute(db);
  return new Set(rows.map(({ key }) => key));
}

async function recordsOf(
  db: Kysely<Tables>,
  ids: ReadonlySet<InteractionId>,
): Promise<Map<InteractionId, string>> {
  const given = rowsOf(
    db,
    [...ids].map((id) => ({ id })),
    { id: 'text' },
  );
  const rows = await db
    .selectFrom('interactions')
    .select(['id', 'record'])
    .where('id', 'in', sql<string>`(select id from ${given})`)
    .execute();
  return new Map(rows.map(({ id, record }) => [id as InteractionId, record]));
}
