import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { SalesforceError, notFound } from '../../org/salesforceError.ts';
import type { PagedOrg } from '../../org/createOrg.ts';
import type { Faults } from '../faults.ts';
import { bodyObject, ok } from '../restRequest.ts';
import type { RestAnswer, RestRequest } from '../restRequest.ts';
import {
  abortIngest,
  closeIngest,
  createIngest,
  ingestInfo,
  ingestResults,
  runIngest,
  upload,
} from './ingestJobs.ts';
import type { IngestJob, ResultKind } from './ingestJobs.ts';
import { createShelves, isOver, wrongState } from './jobs.ts';
import { abortQuery, queryInfo, queryResults, readLocator, runQuery, startQuery } from './queryJobs.ts';
import type { QueryJob } from './queryJobs.ts';

/** Bulk API 2.0: `/jobs/query` and `/jobs/ingest`. Jobs and their files live as long as the stand-in runs. */
export interface Bulk {
  /** Answers a path below `/jobs`; rejects with `SalesforceError`. */
  answer(request: RestRequest): Promise<RestAnswer>;
  /** Waits for what runs and removes the files. */
  stop(): Promise<void>;
}

/** Rows of a page when the client names no number. */
const USUAL_ROWS = 50_000;
/** How often a held job looks whether it may go on. */
const HELD_MS = 10;
const RESULT_KINDS: Readonly<Record<string, ResultKind>> = {
  successfulresults: 'successfulResults',
  failedresults: 'failedResults',
  unprocessedrecords: 'unprocessedrecords',
};

export function createBulk(org: PagedOrg, faults: Faults): Bulk {
  let folder: string | undefined;
  const shelves = createShelves(() => (folder ??= mkdtempSync(join(tmpdir(), 'salesforce-bulk-'))));
  const queries = shelves.shelf<QueryJob>();
  const loads = shelves.shelf<IngestJob>();
  let running = Promise.resolve();

  /** Jobs run one after the other, begun after their answer has been sent. */
  const inTurn = (job: QueryJob | IngestJob, work: () => Promise<void>): void => {
    running = running.then(async () => {
      await new Promise<void>((resolve) => setImmediate(resolve));
      while (!isOver(job.state) && faults.list().some(({ kind }) => kind === 'jobHeld')) await sleep(HELD_MS);
      if (!isOver(job.state) && faults.take('jobFailed', job.info.object)) {
        job.state = 'Failed';
        job.errorMessage = 'InternalServerError : the job was ordered to fail';
      }
      await work();
    });
  };

  const ofQueries = (request: RestRequest, [id, results]: readonly string[]): RestAnswer => {
    if (id === undefined) {
      if (request.method === 'GET') return ok(listed(queries.all().map((job) => queryInfo(job, false))));
      const asked = { ...newQuery(request), userId: request.userId, apiVersion: Number(request.version) };
      const job = startQuery(org, queries, asked);
      const answer = ok(queryInfo(job, false));
      inTurn(job, () => runQuery(org, job));
      return answer;
    }
    const job = queries.find(id);
    if (results === 'results') return resultPage(request, job);
    switch (request.method) {
      case 'GET':
        return ok(queryInfo(job, true));
      case 'PATCH':
        if (bodyObject(request).state !== 'Aborted') throw wrongState('A query job can be aborted only');
        abortQuery(org, job);
        return ok(queryInfo(job, false));
      case 'DELETE':
        if (!isOver(job.state)) throw wrongState(`A job that is ${job.state} cannot be deleted`);
        queries.remove(id);
        return { status: 204 };
      default:
        throw notAllowed(request);
    }
  };

  const ofLoads = async (request: RestRequest, [id, what]: readonly string[]): Promise<RestAnswer> => {
    if (id === undefined) {
      if (request.method === 'GET') return ok(listed(loads.all().map((job) => ingestInfo(job, false))));
      const job = createIngest(org, loads, { ...request, body: bodyObject(request) });
      return ok(ingestInfo(job, false));
    }
    const job = loads.find(id);
    if (what !== undefined) return await partOf(request, job, what.toLowerCase());
    switch (request.method) {
      case 'GET':
        return ok(ingestInfo(job, true));
      case 'PATCH': {
        const answer = setState(job, bodyObject(request).state);
        if (job.state === 'UploadComplete') inTurn(job, () => runIngest(org, job));
        return answer;
      }
      case 'DELETE':
        if (!isOver(job.state) && job.state !== 'Open')
          throw wrongState(`A job that is ${job.state} cannot be deleted`);
        loads.remove(id);
        return { status: 204 };
      default:
        throw notAllowed(request);
    }
  };

  const setState = (job: IngestJob, state: unknown): RestAnswer => {
    if (state === 'Aborted') abortIngest(org, job);
    else if (state === 'UploadComplete') closeIngest(org, job);
    else throw wrongState(`A job cannot be set to ${String(state)}`);
    return ok(ingestInfo(job, false));
  };

  return {
    answer: async (request) => {
      const [, , kind = '', ...rest] = request.path.replace(/\/$/, '').split('/');
      if (kind === 'query') return ofQueries(request, rest);
      if (kind === 'ingest') return await ofLoads(request, rest);
      throw notFound();
    },
    stop: async () => {
      for (const job of [...queries.all(), ...loads.all()]) if (!isOver(job.state)) job.state = 'Aborted';
      await running;
      if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function partOf(request: RestRequest, job: IngestJob, what: string): Promise<RestAnswer> {
  if (what === 'batches' && request.method === 'PUT') {
    const { body } = request;
    await upload(job, body instanceof Readable || typeof body === 'string' ? body : '');
    return { status: 201 };
  }
  const kind = RESULT_KINDS[what];
  if (kind === undefined) throw notFound();
  return csv(await ingestResults(job, kind));
}

function resultPage({ query }: RestRequest, job: QueryJob): RestAnswer {
  const size = Number(query.get('maxRecords') ?? USUAL_ROWS);
  if (!Number.isInteger(size) || size < 1)
    throw new SalesforceError('API_ERROR', `maxRecords must be a whole number above 0: ${size}`);
  const { text, rows, next } = queryResults(job, { from: readLocator(query.get('locator')), size });
  return csv(text, { 'sforce-locator': next ?? 'null', 'sforce-numberofrecords': String(rows) });
}

function newQuery(request: RestRequest): {
  operation: 'query' | 'queryAll';
  query: string;
  columnDelimiter: string;
  lineEnding: string;
} {
  const { operation, query, columnDelimiter = 'COMMA', lineEnding = 'LF' } = bodyObject(request);
  if (operation !== 'query' && operation !== 'queryAll')
    throw new SalesforceError('API_ERROR', `Unknown operation: ${String(operation)}`);
  if (typeof query !== 'string') throw new SalesforceError('API_ERROR', 'A query has to be specified');
  return { operation, query, columnDelimiter: String(columnDelimiter), lineEnding: String(lineEnding) };
}

function listed(records: readonly unknown[]): unknown {
  return { done: true, nextRecordsUrl: null, records };
}

function csv(body: Readable, headers: Readonly<Record<string, string>> = {}): RestAnswer {
  return { status: 200, body, headers: { ...headers, 'content-type': 'text/csv' } };
}

function notAllowed(request: RestRequest): SalesforceError {
  const message = `HTTP Method '${request.method}' not allowed`;
  return new SalesforceError('METHOD_NOT_ALLOWED', message, { status: 405 });
}
