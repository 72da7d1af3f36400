import type { DatabaseSync } from 'node:sqlite';

/** How far one object is read into the index. Instants are milliseconds, except those that Salesforce wrote. */
export interface Source {
  readonly objectType: string;
  /** The settings and the fields with which it is read; others mean another load. */
  readonly shape: string;
  /** Number of the newest load. */
  readonly load: number;
  /** Changes since then are still to be read; Salesforce's clock, `2026-01-31T10:00:00.000Z`. */
  readonly watermark?: string;
  readonly refreshedAt?: number;
  /** When a load was last complete; absent until the first is. */
  readonly loadedAt?: number;
  /** The load under way. */
  readonly job?: LoadJob;
}

export interface LoadJob {
  readonly id: string;
  /** Where the next page of results begins; absent for the first. */
  readonly locator?: string;
  /** Salesforce's clock. */
  readonly startedAt: string;
  readonly rowsRead: number;
  /** Known when Salesforce has the results ready. */
  readonly rowsTotal?: number;
}

/** Remembers, in the index itself, how far each object is. */
export interface Sources {
  all(): readonly Source[];
  of(objectType: string): Source | undefined;
  save(source: Source): void;
  remove(objectType: string): void;
}

interface Row {
  readonly object: string;
  readonly shape: string;
  readonly load: number;
  readonly watermark: string | null;
  readonly refreshed_at: number | null;
  readonly loaded_at: number | null;
  readonly job: string | null;
  readonly locator: string | null;
  readonly job_started_at: string | null;
  readonly rows_read: number | null;
  readonly rows_total: number | null;
}

export function createSources(database: DatabaseSync): Sources {
  const all = database.prepare('SELECT * FROM source');
  const one = database.prepare('SELECT * FROM source WHERE object = ?');
  const save = database.prepare('INSERT OR REPLACE INTO source VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const remove = database.prepare('DELETE FROM source WHERE object = ?');
  return {
    all: () => (all.all() as unknown as Row[]).map(sourceOf),
    of(objectType) {
      const row = one.get(objectType) as unknown as Row | undefined;
      return row && sourceOf(row);
    },
    save({ objectType, shape, load, watermark, refreshedAt, loadedAt, job }) {
      save.run(
        objectType,
        shape,
        load,
        watermark ?? null,
        refreshedAt ?? null,
        loadedAt ?? null,
        job?.id ?? null,
        job?.locator ?? null,
        job?.startedAt ?? null,
        job?.rowsRead ?? null,
        job?.rowsTotal ?? null,
      );
    },
    remove: (objectType) => {
      remove.run(objectType);
    },
  };
}

function sourceOf(row: Row): Source {
  return {
    objectType: row.object,
    shape: row.shape,
    load: row.load,
    ...(row.watermark !== null && { watermark: row.watermark }),
    ...(row.refreshed_at !== null && { refreshedAt: row.refreshed_at }),
    ...(row.loaded_at !== null && { loadedAt: row.loaded_at }),
    ...(row.job !== null && {
      job: {
        id: row.job,
        startedAt: row.job_started_at ?? '',
        rowsRead: row.rows_read ?? 0,
        ...(row.locator !== null && { locator: row.locator }),
        ...(row.rows_total !== null && { rowsTotal: row.rows_total }),
      },
    }),
  };
}
