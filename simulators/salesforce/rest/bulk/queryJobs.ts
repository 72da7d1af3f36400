import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { PagedOrg } from '../../org/createOrg.ts';
import type { RowQuery } from '../../query/runQuery.ts';
import { SalesforceError } from '../../org/salesforceError.ts';
import { datetime } from '../../org/store/fieldValues.ts';
import { csvFormat, csvLine } from './csv.ts';
import type { CsvFormat } from './csv.ts';
import { isOver, wrongState } from './jobs.ts';
import type { JobInfo, JobShelf, JobState } from './jobs.ts';

/** A job that writes a query's answer into a CSV file, from which pages are read. */
export interface QueryJob {
  readonly info: Omit<JobInfo, 'state' | 'systemModstamp' | 'errorMessage'>;
  readonly format: CsvFormat;
  readonly columns: readonly string[];
  /** Read once, when the job runs. */
  readonly rows: RowQuery['rows'];
  readonly file: string;
  state: JobState;
  changedAt: number;
  errorMessage: string | undefined;
  /** Where each row begins in the file, in bytes, and where the last one ends. */
  readonly offsets: number[];
  milliseconds: number;
}

interface NewQuery {
  readonly operation: 'query' | 'queryAll';
  readonly query: string;
  readonly columnDelimiter: string;
  readonly lineEnding: string;
  readonly userId: string;
  readonly apiVersion: number;
}

export interface ResultPage {
  /** Number of the first row; from the locator of the page before. */
  readonly from: number;
  readonly size: number;
}

/** Text is written in pieces of about this many characters; between them others get their turn. */
const PIECE = 256 * 1024;

/** Refuses a query that cannot run at once; runs it in the background otherwise. */
export function startQuery(org: PagedOrg, jobs: JobShelf<QueryJob>, asked: NewQuery): QueryJob {
  const query = org.queryRows(
    { soql: asked.query, includeDeleted: asked.operation === 'queryAll' },
    asked.userId,
  );
  return jobs.add((id, folder) => ({
    info: {
      id,
      operation: asked.operation,
      object: query.object,
      createdById: asked.userId,
      createdDate: datetime(org.now()),
      concurrencyMode: 'Parallel',
      contentType: 'CSV',
      apiVersion: asked.apiVersion,
      jobType: 'V2Query',
      lineEnding: asked.lineEnding,
      columnDelimiter: asked.columnDelimiter,
    },
    format: csvFormat(asked.columnDelimiter, asked.lineEnding),
    columns: query.columns,
    rows: query.rows,
    file: join(folder, 'results.csv'),
    state: 'UploadComplete',
    changedAt: org.now(),
    errorMessage: undefined,
    offsets: [0],
    milliseconds: 0,
  }));
}

/** Writes the rows of a job that has not been aborted, piece by piece. */
export async function runQuery(org: PagedOrg, job: QueryJob): Promise<void> {
  if (job.state !== 'UploadComplete') return;
  const startedAt = performance.now();
  change(org, job, 'InProgress');
  try {
    await writeAll(job);
    if (!isOver(job.state)) change(org, job, 'JobComplete');
  } catch (error) {
    job.errorMessage = error instanceof Error ? error.message : String(error);
    change(org, job, 'Failed');
  }
  job.milliseconds = Math.round(performance.now() - startedAt);
}

async function writeAll(job: QueryJob): Promise<void> {
  const file = await open(job.file, 'w');
  try {
    let piece = '';
    let at = 0;
    for (const row of job.rows) {
      const line = csvLine(row, job.format);
      piece += line;
      at += Buffer.byteLength(line);
      job.offsets.push(at);
      if (piece.length < PIECE) continue;
      await file.write(piece);
      piece = '';
      if (isOver(job.state)) return;
    }
    await file.write(piece);
  } finally {
    await file.close();
  }
}

export function abortQuery(org: PagedOrg, job: QueryJob): void {
  if (isOver(job.state)) throw wrongState(`Aborting a job that is ${job.state} is not possible`);
  change(org, job, 'Aborted');
}

function change(org: PagedOrg, job: QueryJob, state: JobState): void {
  job.state = state;
  job.changedAt = org.now();
}

/** The job as JSON. `whole` adds what only a single job tells. */
export function queryInfo(job: QueryJob, whole: boolean): JobInfo & Record<string, unknown> {
  return {
    ...job.info,
    state: job.state,
    systemModstamp: datetime(job.changedAt),
    ...(whole && {
      numberRecordsProcessed: rowsOf(job),
      retries: 0,
      totalProcessingTime: job.milliseconds,
      isPkChunkingSupported: true,
      ...(job.errorMessage !== undefined && { errorMessage: job.errorMessage }),
    }),
  };
}

/** A page of the answer as a stream, with its header line, and the locator of the next. */
export function queryResults(
  job: QueryJob,
  page: ResultPage,
): { text: Readable; rows: number; next: string | undefined } {
  if (job.state !== 'JobComplete') throw wrongState(`Job state is ${job.state}: no results`);
  const total = rowsOf(job);
  if (page.from > total) throw new SalesforceError('INVALID_QUERY_LOCATOR', 'invalid query locator');
  const end = Math.min(total, page.from + page.size);
  return {
    text: Readable.from(pageText(job, job.offsets[page.from] ?? 0, job.offsets[end] ?? 0), {
      objectMode: false,
    }),
    rows: end - page.from,
    next: end < total ? locatorOf(end) : undefined,
  };
}

async function* pageText(job: QueryJob, start: number, end: number): AsyncGenerator<Buffer> {
  yield Buffer.from(csvLine(job.columns, job.format));
  if (end === start) return;
  for await (const piece of createReadStream(job.file, { start, end: end - 1 })) yield piece as Buffer;
}

function rowsOf(job: QueryJob): number {
  return job.offsets.length - 1;
}

function locatorOf(row: number): string {
  return Buffer.from(String(row)).toString('base64url');
}

/** The row a locator stands for. */
export function readLocator(locator: string | null): number {
  if (locator === null) return 0;
  const row = Number(Buffer.from(locator, 'base64url').toString());
  if (Number.isInteger(row) && row > 0) return row;
  throw new SalesforceError('INVALID_QUERY_LOCATOR', 'invalid query locator');
}
