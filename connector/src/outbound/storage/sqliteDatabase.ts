import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { Kysely, SqliteAdapter, SqliteDialect, type SqliteDatabase, type SqliteStatement } from 'kysely';
import { aloneInCluster, noAnnouncements } from './alone.ts';
import type { Database } from './database.ts';
import { migrate } from './migrations.ts';
import type { Tables } from './tables.ts';

/** More different statements than the connector has; a bound all the same. */
const STATEMENTS_KEPT = 200;

/** The database file belongs to another process. */
export class DatabaseInUseError extends Error {
  readonly code = 'STORE_IN_USE';

  constructor(file: string, options: ErrorOptions) {
    super(
      `The database ${file} is in use by another connector. Stop that one, or give this one a file of its own.`,
      options,
    );
    this.name = 'DatabaseInUseError';
  }
}

/** Opens a file for this process alone, and brings it to the newest shape. Rejects with `DatabaseInUseError`. */
export async function openSqlite(file: string): Promise<Database> {
  const db = new Kysely<Tables>({ dialect: new NodeSqliteDialect(file) });
  try {
    await migrate(db);
  } catch (failure) {
    await db.destroy();
    throw failure;
  }
  return {
    db,
    keepOthersOut: () => Promise.resolve(),
    announce: () => Promise.resolve(0),
    announcements: noAnnouncements,
    cluster: aloneInCluster(),
    leader: undefined,
    close: () => db.destroy(),
  };
}

/** Kysely's SQLite dialect on the SQLite that Node brings. The process keeps the file for itself until it ends. */
class NodeSqliteDialect extends SqliteDialect {
  constructor(file: string) {
    super({ database: openExclusively(file) });
  }

  /** SQLite undoes a change of tables like any other: a migration happens whole or not at all. */
  override createAdapter(): SqliteAdapter {
    return new TransactionalDdlAdapter();
  }
}

class TransactionalDdlAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/**
 * The exclusive lock goes with the process, also with one that is killed (sqlite.org, "PRAGMA locking_mode").
 * `synchronous = FULL` makes a commit in WAL mode survive a power cut (sqlite.org, "PRAGMA synchronous").
 */
function openExclusively(file: string): SqliteDatabase {
  const database = new DatabaseSync(file);
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE');
    database.exec('PRAGMA journal_mode = WAL');
    database.exec('PRAGMA synchronous = FULL');
    database.exec('BEGIN IMMEDIATE; COMMIT');
  } catch (cause) {
    database.close();
    throw isBusy(cause) ? new DatabaseInUseError(file, { cause }) : cause;
  }
  return adapted(database);
}

/** Result code SQLITE_BUSY (sqlite.org, "Result and Error Codes"). */
function isBusy(failure: unknown): boolean {
  return (failure as { errcode?: number }).errcode === 5;
}

function adapted(database: DatabaseSync): SqliteDatabase {
  const statements = new Map<string, SqliteStatement>();
  return {
    close: () => {
      database.close();
    },
    prepare(sql) {
      const known = statements.get(sql);
      if (known) return known;
      if (statements.size >= STATEMENTS_KEPT) statements.clear();
      const statement = adaptedStatement(database.prepare(sql));
      statements.set(sql, statement);
      return statement;
    },
  };
}

function adaptedStatement(statement: StatementSync): SqliteStatement {
  const values = (parameters: readonly unknown[]) => parameters as SQLInputValue[];
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...values(parameters)),
    run: (parameters) => statement.run(...values(parameters)),
    iterate: (parameters) => statement.iterate(...values(parameters)),
  };
}
