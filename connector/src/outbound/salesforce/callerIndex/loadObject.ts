import type { Clock } from '../../../callCenter/ports/clock.ts';
import { selectedFields, type ObjectShape } from './objectShape.ts';
import { shapeKey, sweep, takeIn, watermarkAt, type Indexing } from './indexing.ts';
import type { LoadJob, Source } from './sources.ts';

/** A small load is ready at once, a large one takes minutes. */
const FIRST_POLL_MS = 250;
const MOST_BETWEEN_POLLS_MS = 5_000;

/**
 * Reads all records of an object, page by page. What was there stays until the whole load is in, so that the index is
 * never empty; the page reached is kept, and a restart goes on from there.
 */
export async function loadObject(indexing: Indexing, shape: ObjectShape): Promise<void> {
  const { source, sources, journal, clock } = indexing;
  const { current, job: ready, rowsTotal } = await readyLoad(indexing, shape);
  let job: LoadJob = { ...ready, rowsTotal };
  sources.save({ ...current, job });
  for (;;) {
    const { rows, next } = await source.readPage(job.id, job.locator);
    const rowsRead = job.rowsRead + (await takeIn(indexing, shape, rows));
    job = { ...job, rowsRead, ...(next !== undefined && { locator: next }) };
    sources.save({ ...current, job });
    journal.note('callerIndexLoading', { object: shape.objectType, rowsRead, rowsTotal });
    if (next === undefined) break;
  }
  await sweep(indexing, shape.objectType, current.load);
  const now = clock.now();
  sources.save({
    ...withoutJob(current),
    watermark: watermarkAt(job.startedAt),
    refreshedAt: now,
    loadedAt: now,
  });
  journal.note('callerIndexLoaded', { object: shape.objectType, rows: job.rowsRead });
  await source.dropLoad(job.id);
}

interface Load {
  readonly current: Source;
  readonly job: LoadJob;
}

/**
 * The load that a stop has interrupted, or a new one, with its results ready. Salesforce keeps results for seven days
 * (Bulk API 2.0, "Query Job Limits"); a load whose results are gone starts anew.
 */
async function readyLoad(
  indexing: Indexing,
  shape: ObjectShape,
): Promise<Load & { readonly rowsTotal: number }> {
  const interrupted = resumable(indexing, shape);
  const resumed = interrupted && (await readyResults(indexing, interrupted.job));
  if (interrupted && resumed !== undefined) return { ...interrupted, rowsTotal: resumed };
  const started = await startLoad(indexing, shape);
  const rowsTotal = await readyResults(indexing, started.job);
  if (rowsTotal === undefined) throw new Error(`Salesforce gave up the query of ${shape.objectType}.`);
  return { ...started, rowsTotal };
}

/** The load that a stop has interrupted, when it was for the same settings. */
function resumable({ sources, country }: Indexing, shape: ObjectShape): Load | undefined {
  const current = sources.of(shape.objectType);
  return current?.job && current.shape === shapeKey(shape, country)
    ? { current, job: current.job }
    : undefined;
}

async function startLoad({ source, sources, country }: Indexing, shape: ObjectShape): Promise<Load> {
  const where = shape.openWhen === undefined ? '' : ` WHERE ${shape.openWhen}`;
  const { id, startedAt } = await source.startLoad(
    `SELECT ${selectedFields(shape)} FROM ${shape.objectType}${where}`,
  );
  const before = sources.of(shape.objectType);
  const job: LoadJob = { id, startedAt, rowsRead: 0 };
  const current: Source = {
    ...(before ?? { objectType: shape.objectType }),
    shape: shapeKey(shape, country),
    load: (before?.load ?? 0) + 1,
    job,
  };
  sources.save(current);
  return { current, job };
}

/** How many records the load has; undefined when it is gone. */
async function readyResults({ source, clock, stopped }: Indexing, job: LoadJob): Promise<number | undefined> {
  for (let waitMs = FIRST_POLL_MS; ; waitMs = Math.min(2 * waitMs, MOST_BETWEEN_POLLS_MS)) {
    const state = await source.loadState(job.id);
    if (state.state === 'ready') return state.rowsTotal;
    if (state.state === 'gone') return undefined;
    await pause(clock, waitMs, stopped);
  }
}

function withoutJob({ job: _job, ...rest }: Source): Source {
  return rest;
}

function pause(clock: Clock, ms: number, stopped: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const giveUp = () => {
      forget();
      reject(new Error('The connector stops.'));
    };
    const forget = clock.schedule(ms, () => {
      stopped.removeEventListener('abort', giveUp);
      resolve();
    });
    stopped.addEventListener('abort', giveUp, { once: true });
  });
}
