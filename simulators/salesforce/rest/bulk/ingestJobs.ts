import { createReadStream, createWriteStream } from 'node:fs';
import { appendFile, open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { PagedOrg } from '../../org/createOrg.ts';
import { SalesforceError } from '../../org/salesforceError.ts';
import type { ObjectSpec } from '../../org/schema/schema.ts';
import { datetime } from '../../org/store/fieldValues.ts';
import { csvFormat, csvLine, readCsv } from './csv.ts';
import type { CsvFormat } from './csv.ts';
import { isOver, wrongState } from './jobs.ts';
import type { JobInfo, JobShelf, JobState } from './jobs.ts';
import { checkHeader, errorText, loadedObject, parseOperation, writeRows } from './rowWriter.ts';
import type { Load } from './rowWriter.ts';

/** A job that writes the lines of an uploaded CSV, and keeps three files about what became of them. */
export interface IngestJob {
  readonly info: Omit<JobInfo, 'state' | 'systemModstamp' | 'errorMessage'> & { readonly contentUrl: string };
  readonly load: Load;
  readonly object: ObjectSpec;
  readonly format: CsvFormat;
  readonly folder: string;
  state: JobState;
  changedAt: number;
  errorMessage: string | undefined;
  uploaded: boolean;
  processed: number;
  failed: number;
  milliseconds: number;
}

export type ResultKind = 'successfulResults' | 'failedResults' | 'unprocessedrecords';

/** Lines written in one transaction, as the platform does. */
const CHUNK = 200;

export function createIngest(
  org: PagedOrg,
  jobs: JobShelf<IngestJob>,
  asked: { body: Readonly<Record<string, unknown>>; userId: string; version: string },
): IngestJob {
  const { body, userId, version } = asked;
  const text = (name: string, usual: string): string => {
    const value = body[name];
    return typeof value === 'string' ? value : usual;
  };
  const operation = parseOperation(body.operation);
  const load: Load = {
    object: text('object', ''),
    operation,
    externalIdField: text('externalIdFieldName', 'Id'),
    userId,
  };
  if (operation === 'hardDelete' && !org.effectiveAccess(userId).userPermissions.has('BulkApiHardDelete')) {
    const message = 'hardDelete operation requires special user profile permission, none found';
    throw new SalesforceError('FEATURENOTENABLED', message);
  }
  const object = loadedObject(org, load);
  const columnDelimiter = text('columnDelimiter', 'COMMA');
  const lineEnding = text('lineEnding', 'LF');
  const format = csvFormat(columnDelimiter, lineEnding);
  return jobs.add((id, folder) => ({
    info: {
      id,
      operation,
      object: object.name,
      createdById: userId,
      createdDate: datetime(org.now()),
      concurrencyMode: 'Parallel',
      contentType: 'CSV',
      apiVersion: Number(version),
      jobType: 'V2Ingest',
      contentUrl: `services/data/v${version}/jobs/ingest/${id}/batches`,
      lineEnding,
      columnDelimiter,
      ...(operation === 'upsert' && { externalIdFieldName: load.externalIdField }),
    },
    load,
    object,
    format,
    folder,
    state: 'Open',
    changedAt: org.now(),
    errorMessage: undefined,
    uploaded: false,
    processed: 0,
    failed: 0,
    milliseconds: 0,
  }));
}

/** Takes the data, once. */
export async function upload(job: IngestJob, data: Readable | string): Promise<void> {
  if (job.state !== 'Open' || job.uploaded)
    throw wrongState(`Data has been uploaded to job ${job.info.id} already`);
  job.uploaded = true;
  await (typeof data === 'string'
    ? writeFile(dataFile(job), data)
    : pipeline(data, createWriteStream(dataFile(job))));
}

export function abortIngest(org: PagedOrg, job: IngestJob): void {
  if (isOver(job.state)) throw wrongState(`Aborting a job that is ${job.state} is not possible`);
  change(org, job, 'Aborted');
}

/** No more data will come: the job may run. */
export function closeIngest(org: PagedOrg, job: IngestJob): void {
  if (job.state !== 'Open') throw wrongState(`Closing a job that is ${job.state} is not possible`);
  change(org, job, 'UploadComplete');
}

/** Writes the uploaded lines in chunks; the event loop runs between them. */
export async function runIngest(org: PagedOrg, job: IngestJob): Promise<void> {
  if (job.state !== 'UploadComplete') return;
  const startedAt = performance.now();
  change(org, job, 'InProgress');
  try {
    await writeLines(org, job);
    if (!isOver(job.state)) change(org, job, 'JobComplete');
  } catch (error) {
    job.errorMessage = error instanceof Error ? error.message : String(error);
    change(org, job, 'Failed');
  }
  job.milliseconds = Math.round(performance.now() - startedAt);
}

async function writeLines(org: PagedOrg, job: IngestJob): Promise<void> {
  let header: readonly string[] | undefined;
  let chunk: (readonly string[])[] = [];
  if (!job.uploaded) return;
  await checkLineEnd(job);
  for await (const line of readCsv(createReadStream(dataFile(job)), job.format.delimiter)) {
    if (header === undefined) {
      header = line;
      await startResults(job, header);
      checkHeader(job.object, header);
      continue;
    }
    chunk.push(line);
    if (chunk.length < CHUNK) continue;
    await writeChunk(org, job, { header, lines: chunk });
    chunk = [];
  }
  if (header) await writeChunk(org, job, { header, lines: chunk });
}

async function writeChunk(
  org: PagedOrg,
  job: IngestJob,
  rows: { header: readonly string[]; lines: readonly (readonly string[])[] },
): Promise<void> {
  if (isOver(job.state)) {
    await append(job, 'unprocessedrecords', rows.lines);
    return;
  }
  const outcomes = writeRows(org, job.load, rows);
  const done: (readonly string[])[] = [];
  const refused: (readonly string[])[] = [];
  for (const [index, outcome] of outcomes.entries()) {
    const line = rows.lines[index] ?? [];
    if ('error' in outcome) refused.push([outcome.id, errorText(outcome.error), ...line]);
    else done.push([outcome.id, String(outcome.created), ...line]);
  }
  job.processed += outcomes.length;
  job.failed += refused.length;
  await append(job, 'successfulResults', done);
  await append(job, 'failedResults', refused);
}

async function startResults(job: IngestJob, header: readonly string[]): Promise<void> {
  await append(job, 'successfulResults', [['sf__Id', 'sf__Created', ...header]]);
  await append(job, 'failedResults', [['sf__Id', 'sf__Error', ...header]]);
  await append(job, 'unprocessedrecords', [header]);
}

async function append(
  job: IngestJob,
  kind: ResultKind,
  lines: readonly (readonly string[])[],
): Promise<void> {
  if (lines.length === 0) return;
  await appendFile(join(job.folder, kind), lines.map((line) => csvLine(line, job.format)).join(''));
}

/** The platform takes the announced line ending at its word. */
async function checkLineEnd(job: IngestJob): Promise<void> {
  const file = await open(dataFile(job));
  const { buffer, bytesRead } = await file
    .read({ buffer: Buffer.alloc(64 * 1024) })
    .finally(() => file.close());
  const end = /\r?\n/.exec(buffer.toString('utf8', 0, bytesRead))?.[0];
  if (end === undefined || end === job.format.lineEnd) return;
  const message = `ClientInputError : LineEnding is invalid on user data. Current LineEnding setting is ${job.info.lineEnding}`;
  throw new SalesforceError('ClientInputError', message);
}

function dataFile(job: IngestJob): string {
  return join(job.folder, 'data.csv');
}

/** One of the three result files. A job without data has empty ones. */
export async function ingestResults(job: IngestJob, kind: ResultKind): Promise<Readable> {
  if (!isOver(job.state)) throw wrongState(`Job state is ${job.state}: no results`);
  await appendFile(join(job.folder, kind), '');
  return createReadStream(join(job.folder, kind));
}

function change(org: PagedOrg, job: IngestJob, state: JobState): void {
  job.state = state;
  job.changedAt = org.now();
}

/** The job as JSON. `whole` adds what only a single job tells. */
export function ingestInfo(job: IngestJob, whole: boolean): JobInfo & Record<string, unknown> {
  return {
    ...job.info,
    state: job.state,
    systemModstamp: datetime(job.changedAt),
    ...(whole && {
      numberRecordsProcessed: job.processed,
      numberRecordsFailed: job.failed,
      retries: 0,
      totalProcessingTime: job.milliseconds,
      apiActiveProcessingTime: job.milliseconds,
      apexProcessingTime: 0,
      ...(job.errorMessage !== undefined && { errorMessage: job.errorMessage }),
    }),
  };
}
