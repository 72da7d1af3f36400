import { sql, type Kysely } from 'kysely';
import type { Instant } from '../../../../softphone/core/index.ts';
import type { NumberedRow } from '../../callCenter/ports/ledger.ts';
import type { DueRow } from '../../callCenter/reporting/dueRow.ts';
import { rowsOf, unheard } from './dialects.ts';
import type { Tables } from './tables.ts';

export async function createDueRows(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('due_rows')
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('who', 'text', (column) => column.notNull())
    .addColumn('start', 'bigint', (column) => column.notNull())
    .addColumn('due_at', 'bigint', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('even_empty', 'integer', (column) => column.notNull())
    .addColumn('refused', 'text')
    .addPrimaryKeyConstraint('due_rows_key', ['kind', 'who', 'start'])
    .execute();
  await db.schema.createIndex('due_rows_by_time').on('due_rows').column('due_at').execute();
}

/** Rows of the same name become one: each counts as one time that it became due. */
export async function makeDue(db: Kysely<Tables>, rows: readonly DueRow[]): Promise<void> {
  const given = rowsOf(
    db,
    rows.map(({ kind, who, start, dueAt, evenEmpty = false }) => ({
      ...{ kind, who, start },
      ...{ due_at: dueAt, even_empty: evenEmpty ? 1 : 0 },
    })),
    { kind: 'text', who: 'text', start: 'bigint', due_at: 'bigint', even_empty: 'bigint' },
  );
  await sql`insert into due_rows (kind, who, start, due_at, version, even_empty)
    select kind, who, start, min(due_at), count(*), max(even_empty)
    from ${given} where true
    group by kind, who, start
    on conflict (kind, who, start) do update set
      due_at = case when excluded.due_at < due_rows.due_at then excluded.due_at else due_rows.due_at end,
      version = due_rows.version + excluded.version,
      even_empty = case when excluded.even_empty = 1 then 1 else due_rows.even_empty end ${unheard}`.execute(
    db,
  );
}

export async function readDueRows(
  db: Kysely<Tables>,
  at: Instant,
  limit: number,
): Promise<readonly NumberedRow[]> {
  const rows = await db
    .selectFrom('due_rows')
    .select(['kind', 'who', 'start', 'version', 'even_empty'])
    .where('due_at', '<=', at)
    .orderBy('due_at', 'desc')
    .limit(limit)
    .execute();
  return rows.map(({ kind, who, start, version, even_empty }) => ({
    kind: kind as NumberedRow['kind'],
    who,
    start: start as Instant,
    version,
    ...(even_empty === 1 && { evenEmpty: true as const }),
  }));
}

export async function forgetRows(db: Kysely<Tables>, rows: readonly NumberedRow[]): Promise<void> {
  const given = rowsOf(
    db,
    rows.map(({ kind, who, start, version }) => ({ kind, who, start, version })),
    { kind: 'text', who: 'text', start: 'bigint', version: 'bigint' },
  );
  await sql`delete from due_rows where (kind, who, start, version) in (
    select kind, who, start, version from ${given}) ${unheard}`.execute(db);
}

export async function putOffRow(
  db: Kysely<Tables>,
  { kind, who, start, version }: NumberedRow,
  { reason, retryAt }: { reason: string; retryAt: Instant },
): Promise<void> {
  await db
    .updateTable('due_rows')
    .set({ refused: reason, due_at: retryAt })
    .where('kind', '=', kind)
    .where('who', '=', who)
    .where('start', '=', start)
    .where('version', '=', version)
    .execute();
}

export async function countRows(db: Kysely<Tables>, at: Instant) {
  const { waiting, refused } = await db
    .selectFrom('due_rows')
    .select(({ fn }) => [
      fn.countAll<number>().filterWhere('due_at', '<=', at).as('waiting'),
      fn.count<number>('refused').as('refused'),
    ])
    .executeTakeFirstOrThrow();
  return { waiting, refused };
}
