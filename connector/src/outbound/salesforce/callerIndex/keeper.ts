import { errorCodeOf } from '../salesforceSession.ts';
import { shapeKey, sweep, type Indexing } from './indexing.ts';
import { loadObject } from './loadObject.ts';
import type { ObjectShape } from './objectShape.ts';
import { refreshObjects } from './refreshObjects.ts';
import type { RememberedShapes } from './rememberedShapes.ts';
import { resolveShapes, settingsKey } from './resolveShapes.ts';
import type { OrgRow } from './callerRow.ts';

/** Loads the index and keeps it fresh. */
export interface Keeper {
  start(): void;
  /** Resolves when nothing is under way. */
  stop(): Promise<void>;
  /** Reads what has changed, unless that was done in the last `maxAgeMs`; callers at the same time share one. */
  refresh(maxAgeMs: number): Promise<void>;
  /** Reads what has changed in some seconds: something did that the index does not know. */
  refreshSoon(): void;
  shapes(): Promise<readonly ObjectShape[]>;
  /** Objects that Salesforce refuses to be asked for as they are set. */
  refused(): ReadonlySet<string>;
}

/**
 * A load is repeated after so long: it brings what no change tells, such as formula fields and records that were
 * erased for good. Deleted records are told for 15 days (Salesforce Help: "Recycle Bin"), so it is also the age at
 * which reading changes would no longer do.
 */
const RELOAD_AFTER_MS = 7 * 24 * 3_600_000;
const MOST_BETWEEN_ATTEMPTS_MS = 60_000;
const SOON_MS = 10_000;

interface KeeperOptions {
  readonly shapes: RememberedShapes;
  readonly refreshMs: number;
}

export function createKeeper(indexing: Indexing, { shapes, refreshMs }: KeeperOptions): Keeper {
  const { source, sources, clock, journal, country, stopped } = indexing;
  const reload = new Set<string>();
  const refused = new Set<string>();
  let known: { readonly settings: string } | undefined;
  let cancel: (() => void) | undefined;
  let cycling: Promise<void> = Promise.resolve();
  let refreshing: Promise<void> | undefined;
  let preparing: Promise<void> | undefined;
  let refreshedAt = -Infinity;

  /** Learns the objects once for each start, and again whenever the settings change. */
  async function prepare(settings?: readonly OrgRow[]): Promise<void> {
    const rows = settings ?? (await source.readSettings());
    const key = settingsKey(rows);
    if (known?.settings === key) return;
    shapes.save(await resolveShapes(indexing, rows));
    known = { settings: key };
  }

  function prepared(): Promise<void> {
    if (known) return Promise.resolve();
    preparing ??= prepare().finally(() => {
      preparing = undefined;
    });
    return preparing;
  }

  async function refreshNow(): Promise<void> {
    await prepared();
    const answer = await refreshObjects(indexing, shapes.current());
    refreshedAt = clock.now();
    for (const objectType of answer.reload) reload.add(objectType);
    if (answer.settings) await prepare(answer.settings);
  }

  function refresh(): Promise<void> {
    refreshing ??= refreshNow().finally(() => {
      refreshing = undefined;
    });
    return refreshing;
  }

  async function loadWhatIsDue(): Promise<void> {
    for (const shape of shapes.current()) {
      if (!isDue(shape)) continue;
      reload.delete(shape.objectType);
      try {
        await loadObject(indexing, shape);
        refused.delete(shape.objectType);
      } catch (failure) {
        stopped.throwIfAborted();
        if (isUnavailable(failure)) throw failure;
        refused.add(shape.objectType);
        journal.problem(
          'CALLER_OBJECT_REFUSED',
          { object: shape.objectType, refusal: errorCodeOf(failure) },
          failure,
        );
      }
    }
  }

  function isDue(shape: ObjectShape): boolean {
    const loaded = sources.of(shape.objectType);
    if (loaded?.loadedAt === undefined || loaded.job || reload.has(shape.objectType)) return true;
    return loaded.shape !== shapeKey(shape, country) || clock.now() - loaded.loadedAt > RELOAD_AFTER_MS;
  }

  /** Objects that the admin has taken off the list. */
  async function dropOthers(): Promise<void> {
    const wanted = new Set(shapes.current().map(({ objectType }) => objectType));
    for (const { objectType } of sources.all()) {
      if (wanted.has(objectType)) continue;
      await sweep(indexing, objectType, NO_LOAD);
      sources.remove(objectType);
    }
  }

  async function cycle(): Promise<void> {
    let waitMs = refreshMs;
    try {
      await refresh();
      await dropOthers();
      await loadWhatIsDue();
    } catch (failure) {
      if (stopped.aborted) return;
      waitMs = Math.min(refreshMs, MOST_BETWEEN_ATTEMPTS_MS);
      journal.problem('CALLER_INDEX_STALE', { refusal: errorCodeOf(failure) }, failure);
    }
    if (!stopped.aborted) next(waitMs);
  }

  function next(waitMs: number): void {
    cancel = clock.schedule(waitMs, () => {
      cancel = undefined;
      cycling = cycle();
    });
  }

  return {
    start() {
      cycling = cycle();
    },
    async stop() {
      cancel?.();
      await Promise.allSettled([cycling, refreshing, preparing]);
    },
    async refresh(maxAgeMs) {
      if (clock.now() - refreshedAt >= maxAgeMs) await refresh();
    },
    refreshSoon() {
      if (!cancel || stopped.aborted) return;
      cancel();
      next(SOON_MS);
    },
    async shapes() {
      if (shapes.current().length === 0) await prepared();
      return shapes.current();
    },
    refused: () => refused,
  };
}

/** Loads count from one. */
const NO_LOAD = -1;

function isUnavailable(failure: unknown): boolean {
  return (failure as { code?: unknown } | null)?.code === 'CRM_UNAVAILABLE';
}
