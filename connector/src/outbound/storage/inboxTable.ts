import { setImmediate } from 'node:timers/promises';
import { sql, type Kysely } from 'kysely';
import type { Sheet, SheetRef } from '../../callCenter/ports/newsInbox.ts';
import type { TelephonyNews } from '../../callCenter/telephonyEvents.ts';
import { rowsOf, unheard, withId } from './dialects.ts';
import { asking } from './storeFailures.ts';
import type { Tables } from './tables.ts';

export async function createInbox(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('inbox')
    .$call(withId(db))
    .addColumn('news', 'text', (column) => column.notNull())
    .execute();
}

/** Writes news into the inbox. */
export interface NewsKeeper {
  /** Resolves when the news is durable. */
  keep(news: TelephonyNews): Promise<SheetRef>;
  /** Resolves when everything taken in is settled. */
  close(): Promise<void>;
}

interface Waiting {
  readonly text: string;
  readonly resolve: (sheet: SheetRef) => void;
  readonly reject: (failure: unknown) => void;
}

/** What arrives while a sheet is being written is written on the next: news then costs the database a fraction of a turn. */
export function createNewsKeeper(db: Kysely<Tables>): NewsKeeper {
  let waiting: Waiting[] = [];
  let working: Promise<void> | undefined;
  const insert = db.insertInto('inbox').values({ news: '' }).returning('id').compile();

  async function writeSheet(news: string): Promise<number> {
    const { rows } = await db.executeQuery<{ id: number }>({ ...insert, parameters: [news] });
    const [sheet] = rows;
    if (!sheet) throw new Error('The database said no id');
    return sheet.id;
  }

  async function work(): Promise<void> {
    while (waiting.length > 0) {
      // After two poll phases: what the sockets brought, and what they brought while that was looked at, comes along.
      await setImmediate();
      await setImmediate();
      const batch = waiting;
      waiting = [];
      try {
        const id = await asking(() => writeSheet(`[${batch.map(({ text }) => text).join()}]`));
        for (const { resolve } of batch) resolve({ id, size: batch.length });
      } catch (failure) {
        for (const { reject } of batch) reject(failure);
      }
    }
    working = undefined;
  }

  return {
    keep: (news) =>
      new Promise((resolve, reject) => {
        waiting.push({ text: JSON.stringify(news), resolve, reject });
        working ??= work();
      }),
    async close() {
      await working;
    },
  };
}

export async function readSheets(db: Kysely<Tables>, limit: number): Promise<readonly Sheet[]> {
  const rows = await db.selectFrom('inbox').select(['id', 'news']).orderBy('id').limit(limit).execute();
  return rows.map(({ id, news }) => ({ id, news: JSON.parse(news) as readonly TelephonyNews[] }));
}

export async function countSheets(db: Kysely<Tables>): Promise<number> {
  const { kept } = await db
    .selectFrom('inbox')
    .select(({ fn }) => fn.countAll<number>().as('kept'))
    .executeTakeFirstOrThrow();
  return kept;
}

export async function forgetSheets(db: Kysely<Tables>, ids: readonly number[]): Promise<void> {
  const given = rowsOf(
    db,
    ids.map((id) => ({ id })),
    { id: 'bigint' },
  );
  await sql`delete from inbox where id in (select id from ${given}) ${unheard}`.execute(db);
}
