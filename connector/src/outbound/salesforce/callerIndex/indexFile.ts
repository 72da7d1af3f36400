import { rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

/** Counts up with every change of the tables: the index is built anew from Salesforce, nothing is migrated. */
const SHAPE = 2;
const CACHE_KIB = 4 * 1024;
/** Small pages: records come in the order of their ids, numbers in none, and each touches a page of its own. */
const PAGE_BYTES = 1024;

/**
 * `entry` answers a ring: one look-up by number. Ids are kept in two numbers (`recordId.ts`), tables without row ids,
 * because the size of the file is what the index costs.
 */
const TABLES = `
  CREATE TABLE place (no INTEGER PRIMARY KEY, prefix TEXT NOT NULL UNIQUE, object TEXT NOT NULL);
  CREATE TABLE field (no INTEGER PRIMARY KEY, object TEXT NOT NULL, name TEXT NOT NULL, UNIQUE (object, name));
  CREATE TABLE entry (
    value INTEGER NOT NULL, place INTEGER NOT NULL, serial INTEGER NOT NULL, field INTEGER NOT NULL,
    PRIMARY KEY (value, place, serial)
  ) WITHOUT ROWID;
  CREATE TABLE record (
    place INTEGER NOT NULL, serial INTEGER NOT NULL,
    account_place INTEGER, account_serial INTEGER, person_place INTEGER, person_serial INTEGER,
    activity INTEGER, load INTEGER NOT NULL, keys BLOB,
    PRIMARY KEY (place, serial)
  ) WITHOUT ROWID;
  CREATE INDEX record_of_person ON record (person_place, person_serial) WHERE person_serial IS NOT NULL;
  CREATE TABLE unreadable (
    place INTEGER NOT NULL, serial INTEGER NOT NULL, field INTEGER NOT NULL,
    PRIMARY KEY (place, serial, field)
  ) WITHOUT ROWID;
  CREATE TABLE source (
    object TEXT PRIMARY KEY, shape TEXT NOT NULL, load INTEGER NOT NULL,
    watermark TEXT, refreshed_at INTEGER, loaded_at INTEGER,
    job TEXT, locator TEXT, job_started_at TEXT, rows_read INTEGER, rows_total INTEGER
  ) WITHOUT ROWID;
  CREATE TABLE remembered (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  PRAGMA user_version = ${SHAPE};
`;

/** What a file must be of. */
interface IndexOwner {
  readonly orgId: string;
  /** Of the secret that its numbers are hidden with. */
  readonly fingerprint: string;
}

/**
 * Opens the index of an org, a SQLite file of its own that can be thrown away at any time: what it holds is in
 * Salesforce. A file of another shape, another org or another secret, or one that is broken, is replaced by an empty one.
 */
export function openIndexFile(file: string, owner: IndexOwner): DatabaseSync {
  try {
    return opened(file, owner);
  } catch {
    for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(file + suffix, { force: true });
    return opened(file, owner);
  }
}

/** A crash of the process loses nothing, one of the machine at most what is read again (sqlite.org, "PRAGMA synchronous"). */
function opened(file: string, { orgId, fingerprint }: IndexOwner): DatabaseSync {
  const database = new DatabaseSync(file);
  try {
    database.exec(`PRAGMA page_size = ${PAGE_BYTES}`);
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
    database.exec(`PRAGMA cache_size = -${CACHE_KIB}`);
    const { user_version: shape } = database.prepare('PRAGMA user_version').get() as { user_version: number };
    if (shape !== 0 && shape !== SHAPE) throw new Error('The index has the shape of another version.');
    if (shape === 0) {
      database.exec(`BEGIN; ${TABLES} COMMIT`);
      const remember = database.prepare('INSERT INTO remembered VALUES (?, ?)');
      remember.run('org', orgId);
      remember.run('secret', fingerprint);
    }
    const remembered = database.prepare('SELECT value FROM remembered WHERE name = ?');
    if (remembered.get('org')?.['value'] !== orgId) throw new Error('The index is of another org.');
    if (remembered.get('secret')?.['value'] !== fingerprint)
      throw new Error('The index is of another secret.');
    return database;
  } catch (failure) {
    database.close();
    throw failure;
  }
}
