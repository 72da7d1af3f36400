import { setImmediate, setTimeout } from 'node:timers/promises';
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

/** Writing a sheet keeps SQLite's process from its sockets: news that comes close together shares one. */
const BETWEEN_SHEETS_MS = 2;
/** One is gathered while another is on its way to the database. */
const SHEETS_AT_ONCE = 2;

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

/** What comes at a time is written on one sheet: news then costs the database a fraction of a turn. */
export function createNewsKeeper(db: Kysely<Tables>): NewsKeeper {
  let waiting: Waiting[] = [];
  let gathering: Promise<void> | undefined;
  const writing = new Set<Promise<void>>();
  let last = Promise.resolve();
  let begunAt = -Infinity;
  const insert = db.insertInto('inbox').values({ news: '' }).returning('id').compile();

  function goOn(): void {
    if (waiting.length > 0 && writing.size < SHEETS_AT_ONCE) gathering ??= gather();
  }

  async function gather(): Promise<void> {
    const earlyMs = begunAt + BETWEEN_SHEETS_MS - performance.now();
    if (earlyMs > 0) await setTimeout(earlyMs);
    // After two poll phases: what the sockets brought, and what they brought while that was looked at, comes along.
    await setImmediate();
    await setImmediate();
    gathering = undefined;
    begunAt = performance.now();
    const written = write(waiting, last).finally(() => {
      writing.delete(written);
      goOn();
    });
    waiting = [];
    last = written;
    writing.add(written);
  }

  /** Tells of this sheet after the one before. */
  async function write(batch: readonly Waiting[], before: Promise<void>): Promise<void> {
    try {
      const id = await asking(() => insertSheet(`[${batch.map(({ text }) => text).join()}]`));
      await before;
      for (const { resolve } of batch) resolve({ id, size: batch.length });
    } catch (failure) {
      for (const { reject } of batch) reject(failure);
    }
  }

  async function insertSheet(news: string): Promise<number> {
    const { rows } = await db.executeQuery<{ id: number }>({ ...insert, parameters: [news] });
    const [sheet] = rows;
    if (!sheet) throw new Error('The database said no id');
    return sheet.id;
  }

  return {
    keep: (news) =>
      new Promise((resolve, reject) => {
        waiting.push({ text: JSON.stringify(news), resolve, reject });
        goOn();
      }),
    async close() {
      while (gathering || writing.size > 0) await Promise.all([gathering, ...writing]);
    },
  };
}

export async function listSheets(db: Kysely<Tables>, limit: number): Promise<readonly number[]> {
  const rows = await db.selectFrom('inbox').select('id').orderBy('id').limit(limit).execute();
  return rows.map(({ id }) => id);
}

export async function readSheets(db: Kysely<Tables>, ids: readonly number[]): Promise<readonly Sheet[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('inbox')
    .select(['id', 'news'])
    .where('id', 'in', ids)
    .orderBy('id')
    .execute();
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
