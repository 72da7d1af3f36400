import { PostgresAdapter, sql, type CreateTableBuilder, type Kysely, type RawBuilder } from 'kysely';

/** What the two databases say differently stands here, and nowhere else. */
type AnyTables = Pick<Kysely<unknown>, 'getExecutor'>;

export function isPostgres(db: AnyTables): boolean {
  return db.getExecutor().adapter instanceof PostgresAdapter;
}

/** Adds an `id` that the database counts up. */
export function withId(db: AnyTables) {
  return <Name extends string>(table: CreateTableBuilder<Name>): CreateTableBuilder<Name, 'id'> =>
    isPostgres(db)
      ? table.addColumn('id', 'bigserial', (column) => column.primaryKey())
      : table.addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement());
}

/** A table of values, given as one parameter, so that a statement for any number of rows is prepared once. */
export function rowsOf<Row extends object>(
  db: AnyTables,
  rows: readonly Row[],
  columns: Readonly<Record<string, 'text' | 'bigint'>>,
): RawBuilder<Row> {
  const names = Object.keys(columns);
  const json = JSON.stringify(rows);
  if (isPostgres(db)) {
    const typed = names.map((name) => sql`${sql.ref(name)} ${sql.raw(columns[name] ?? 'text')}`);
    return sql`json_to_recordset(${json}::json) as given(${sql.join(typed)})`;
  }
  const selected = names.map((name) => sql`value ->> ${sql.lit(name)} as ${sql.ref(name)}`);
  return sql`(select ${sql.join(selected)} from json_each(${json})) as given`;
}

/**
 * Ends a statement of a turn whose answer nobody reads: PostgreSQL is not waited for. When it fails, so does the next
 * question of the same commit, and the turns run again (`turnRuns`).
 */
export const unheard = sql`/* unheard */`;
