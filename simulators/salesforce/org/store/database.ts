import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { kindOf } from '../schema/fieldSpec.ts';
import type { FieldSpec } from '../schema/fieldSpec.ts';
import type { Schema } from '../schema/schema.ts';

export type SqlValue = string | number | null;
export type Row = Record<string, SqlValue>;

/** One SQLite file (or `:memory:`): a table for each object, a column for each field, and a phone index. */
export interface Database {
  all(sql: string, parameters?: readonly SqlValue[]): readonly Row[];
  /** Rows as lists of values, read one by one; writes in between are allowed and may or may not be seen. */
  rows(sql: string, parameters: readonly SqlValue[]): Iterable<readonly SqlValue[]>;
  run(sql: string, parameters?: readonly SqlValue[]): number;
  /** One transaction; a throw undoes it. Nests by savepoints. */
  readonly transaction: <Answer>(work: () => Answer) => Answer;
  readonly close: () => void;
}

export function openDatabase(file: string, schema: Schema): Database {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
  const sqlite = new DatabaseSync(file);
  // 64 MB of pages: with the usual 2 MB a million numbers in no order take three times as long to index.
  sqlite.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -65536;');
  const statements = new Map<string, ReturnType<DatabaseSync['prepare']>>();
  let depth = 0;

  const prepare = (sql: string): ReturnType<DatabaseSync['prepare']> => {
    const known = statements.get(sql);
    if (known) return known;
    if (statements.size > 500) statements.clear();
    const statement = sqlite.prepare(sql);
    statements.set(sql, statement);
    return statement;
  };
  const database: Database = {
    all: (sql, parameters = []) => prepare(sql).all(...parameters) as readonly Row[],
    rows: (sql, parameters) => {
      const statement = sqlite.prepare(sql);
      statement.setReturnArrays(true);
      return statement.iterate(...parameters) as unknown as Iterable<readonly SqlValue[]>;
    },
    run: (sql, parameters = []) => Number(prepare(sql).run(...parameters).changes),
    transaction: (work) => {
      const savepoint = `level${depth}`;
      sqlite.exec(`SAVEPOINT ${savepoint}`);
      depth += 1;
      try {
        return work();
      } catch (error) {
        sqlite.exec(`ROLLBACK TO ${savepoint}`);
        throw error;
      } finally {
        depth -= 1;
        sqlite.exec(`RELEASE ${savepoint}`);
      }
    },
    close: () => {
      sqlite.close();
    },
  };
  database.transaction(() => {
    createTables(sqlite, schema);
  });
  return database;
}

/** SQLite's extended result code SQLITE_CONSTRAINT_UNIQUE. */
const UNIQUE_VIOLATION = 2067;

export function isUniqueViolation(error: unknown): error is Error {
  return (error as { errcode?: unknown }).errcode === UNIQUE_VIOLATION;
}

/** Quotes a name taken from the schema. */
export function quoted(name: string): string {
  return `"${name}"`;
}

function createTables(sqlite: DatabaseSync, schema: Schema): void {
  sqlite.exec(`
    CREATE TABLE IF NOT EXISTS _phone (
      reversedDigits TEXT NOT NULL, digits TEXT NOT NULL, sObject TEXT NOT NULL, recordId TEXT NOT NULL, field TEXT NOT NULL,
      PRIMARY KEY (recordId, field)
    ) WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS _phone_ending ON _phone (reversedDigits, sObject, recordId);
    CREATE INDEX IF NOT EXISTS _phone_start ON _phone (digits, sObject, recordId);
    CREATE TABLE IF NOT EXISTS _deletion (recordId TEXT PRIMARY KEY, sObject TEXT NOT NULL, at TEXT NOT NULL) WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS _deletion_time ON _deletion (sObject, at);
    CREATE TABLE IF NOT EXISTS _session (token TEXT PRIMARY KEY, userId TEXT NOT NULL, expiresAt INTEGER NOT NULL) WITHOUT ROWID;
  `);
  for (const object of schema.objects) {
    const table = quoted(object.name);
    sqlite.exec(`CREATE TABLE IF NOT EXISTS ${table} (${object.fields.map(columnOf).join(', ')})`);
    const present = new Set(
      sqlite
        .prepare(`PRAGMA table_info(${table})`)
        .all()
        .map((column) => column.name),
    );
    for (const spec of object.fields.filter((one) => !present.has(one.name))) {
      sqlite.exec(`ALTER TABLE ${table} ADD COLUMN ${columnOf(spec)}`);
    }
    for (const spec of object.fields.filter((one) => one.unique || isIndexed(one))) {
      const index = quoted(`${spec.unique ? 'unique' : 'by'}_${object.name}_${spec.name}`);
      const where = spec.unique ? `WHERE ${quoted(spec.name)} IS NOT NULL AND "IsDeleted" = 0` : '';
      sqlite.exec(
        `CREATE ${spec.unique ? 'UNIQUE ' : ''}INDEX IF NOT EXISTS ${index} ON ${table} (${quoted(spec.name)}) ${where}`,
      );
    }
  }
}

function isIndexed(spec: FieldSpec): boolean {
  const auditing = spec.name === 'CreatedById' || spec.name === 'LastModifiedById';
  return (
    (spec.type === 'reference' && !auditing) ||
    spec.nameField ||
    spec.externalId ||
    spec.name === 'SystemModstamp'
  );
}

function columnOf(spec: FieldSpec): string {
  const name = quoted(spec.name);
  if (spec.type === 'id') return `${name} TEXT PRIMARY KEY`;
  switch (kindOf(spec)) {
    case 'boolean':
      return `${name} INTEGER NOT NULL DEFAULT 0`;
    case 'number':
      return `${name} ${spec.type === 'int' ? 'INTEGER' : 'REAL'}`;
    case 'text':
      return spec.caseSensitive ? `${name} TEXT` : `${name} TEXT COLLATE NOCASE`;
    case 'id':
    case 'date':
    case 'datetime':
      return `${name} TEXT`;
  }
}
