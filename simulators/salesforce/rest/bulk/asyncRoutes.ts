import { parse } from 'csv-parse/sync';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import type { PagedOrg } from '../../org/createOrg.ts';
import { recordId } from '../../org/recordId.ts';
import { SalesforceError } from '../../org/salesforceError.ts';
import { datetime } from '../../org/store/fieldValues.ts';
import type { Usage } from '../usage.ts';
import { readXml, xml } from './asyncXml.ts';
import type { XmlTexts } from './asyncXml.ts';
import { csvFormat, csvLine } from './csv.ts';
import { checkHeader, errorText, loadedObject, parseOperation, writeRows } from './rowWriter.ts';
import type { Load } from './rowWriter.ts';

interface Batch {
  readonly id: string;
  readonly state: 'Completed' | 'Failed';
  readonly message: string;
  readonly records: number;
  readonly failed: number;
  /** CSV: what became of each line, or the rows a query found. */
  readonly result: string;
}

interface Job {
  readonly id: string;
  readonly operation: string;
  readonly object: string;
  readonly externalIdField: string;
  readonly userId: string;
  readonly createdAt: string;
  state: string;
  readonly batches: Batch[];
}

type Params = Readonly<Record<string, string>>;

/** Lines written in one transaction, as the platform does. */
const CHUNK = 200;
const FORMAT = csvFormat('COMMA', 'LF');

/**
 * Bulk API, the first one: jobs of batches under `/services/async`, in XML and CSV (Bulk API 2.0 and Bulk API Developer
 * Guide, part two). A batch is done when its upload is answered.
 */
export function asyncRoutes({ org, usage }: { org: PagedOrg; usage: Usage }): FastifyPluginAsync {
  const jobs = new Map<string, Job>();
  let sequence = 0;
  const nextId = (prefix: string): string => recordId(prefix, (sequence += 1));

  const userOf = (request: FastifyRequest): string => {
    usage.count(`${request.method} async`);
    const session = org.session(String(request.headers['x-sfdc-session'] ?? ''));
    if (session) return session.userId;
    throw new SalesforceError('InvalidSessionId', 'Invalid session id');
  };
  const jobOf = (request: FastifyRequest): Job => {
    userOf(request);
    const job = jobs.get((request.params as Params).job ?? '');
    if (job) return job;
    throw new SalesforceError('InvalidJob', 'InvalidJob : no such job');
  };
  const batchOf = (request: FastifyRequest): { job: Job; batch: Batch } => {
    const job = jobOf(request);
    const batch = job.batches.find(({ id }) => id === (request.params as Params).batch);
    if (batch) return { job, batch };
    throw new SalesforceError('InvalidBatch', 'InvalidBatch : no such batch');
  };

  return (app) => {
    const asText = { parseAs: 'string' } as const;
    app.addContentTypeParser(['text/csv', 'application/xml', 'text/xml'], asText, (_request, text, done) => {
      done(null, text);
    });
    app.setErrorHandler((error, _request, reply) => {
      if (!(error instanceof SalesforceError)) throw error;
      const values = { exceptionCode: error.errorCode, exceptionMessage: error.message };
      return answer(reply.code(400), 'error', values);
    });

    app.post('/services/async/:version/job', (request, reply) => {
      const userId = userOf(request);
      const { operation = '', object = '', externalIdFieldName = 'Id' } = readXml(request.body);
      loadedObject(org, { object, userId });
      const job: Job = {
        id: nextId('750'),
        operation,
        object,
        externalIdField: externalIdFieldName,
        userId,
        createdAt: datetime(org.now()),
        state: 'Open',
        batches: [],
      };
      jobs.set(job.id, job);
      return answer(reply.code(201), 'jobInfo', jobInfo(job));
    });
    app.get('/services/async/:version/job/:job', (request, reply) =>
      answer(reply, 'jobInfo', jobInfo(jobOf(request))),
    );
    app.post('/services/async/:version/job/:job', (request, reply) => {
      const job = jobOf(request);
      job.state = readXml(request.body).state ?? job.state;
      return answer(reply, 'jobInfo', jobInfo(job));
    });
    app.post('/services/async/:version/job/:job/batch', (request, reply) => {
      const job = jobOf(request);
      const text = typeof request.body === 'string' ? request.body : '';
      if (text === '') throw new SalesforceError('ClientInputError', 'Request body is empty');
      const batch = { id: nextId('751'), ...runBatch(org, job, text) };
      job.batches.push(batch);
      return answer(reply.code(201), 'batchInfo', batchInfo(job, batch));
    });
    app.get('/services/async/:version/job/:job/batch', (request, reply) => {
      const job = jobOf(request);
      return answer(reply, 'batchInfoList', { batchInfo: job.batches.map((batch) => batchInfo(job, batch)) });
    });
    app.get('/services/async/:version/job/:job/batch/:batch', (request, reply) => {
      const { job, batch } = batchOf(request);
      return answer(reply, 'batchInfo', batchInfo(job, batch));
    });
    app.get('/services/async/:version/job/:job/batch/:batch/result', (request, reply) => {
      const { job, batch } = batchOf(request);
      return isQuery(job)
        ? answer(reply, 'result-list', { result: [`752${batch.id.slice(3)}`] })
        : reply.type('text/csv').send(batch.result);
    });
    app.get('/services/async/:version/job/:job/batch/:batch/result/:result', (request, reply) =>
      reply.type('text/csv').send(batchOf(request).batch.result),
    );
    return Promise.resolve();
  };
}

function runBatch(org: PagedOrg, job: Job, text: string): Omit<Batch, 'id'> {
  try {
    return isQuery(job) ? runQuery(org, job, text) : runLoad(org, job, text);
  } catch (error) {
    if (!(error instanceof SalesforceError)) throw error;
    return { state: 'Failed', message: errorText(error), records: 0, failed: 0, result: '' };
  }
}

function runQuery(org: PagedOrg, job: Job, soql: string): Omit<Batch, 'id'> {
  const { columns, rows } = org.queryRows({ soql, includeDeleted: job.operation === 'queryAll' }, job.userId);
  const lines = Array.from(rows, (row) => csvLine(row, FORMAT));
  const result = csvLine(columns, FORMAT) + lines.join('');
  return { state: 'Completed', message: '', records: lines.length, failed: 0, result };
}

function runLoad(org: PagedOrg, job: Job, text: string): Omit<Batch, 'id'> {
  const [header = [], ...lines] = parse(text, { bom: true, skip_empty_lines: true });
  const load: Load = { ...job, operation: parseOperation(job.operation) };
  checkHeader(loadedObject(org, load), header);
  const result = [csvLine(['Id', 'Success', 'Created', 'Error'], FORMAT)];
  let failed = 0;
  for (let start = 0; start < lines.length; start += CHUNK) {
    for (const outcome of writeRows(org, load, { header, lines: lines.slice(start, start + CHUNK) })) {
      const refused = 'error' in outcome;
      if (refused) failed += 1;
      const values = refused
        ? ['', false, false, errorText(outcome.error)]
        : [outcome.id, true, outcome.created, ''];
      result.push(csvLine(values, FORMAT));
    }
  }
  return { state: 'Completed', message: '', records: lines.length, failed, result: result.join('') };
}

function isQuery(job: Job): boolean {
  return job.operation === 'query' || job.operation === 'queryAll';
}

function jobInfo(job: Job): XmlTexts {
  const sum = (count: (batch: Batch) => number): number =>
    job.batches.reduce((total, batch) => total + count(batch), 0);
  return {
    id: job.id,
    operation: job.operation,
    object: job.object,
    createdById: job.userId,
    createdDate: job.createdAt,
    state: job.state,
    concurrencyMode: 'Parallel',
    contentType: 'CSV',
    numberBatchesQueued: 0,
    numberBatchesInProgress: 0,
    numberBatchesCompleted: sum(({ state }) => Number(state === 'Completed')),
    numberBatchesFailed: sum(({ state }) => Number(state === 'Failed')),
    numberBatchesTotal: job.batches.length,
    numberRecordsProcessed: sum(({ records }) => records),
    numberRecordsFailed: sum(({ failed }) => failed),
  };
}

function batchInfo(job: Job, batch: Batch): XmlTexts {
  return {
    id: batch.id,
    jobId: job.id,
    state: batch.state,
    ...(batch.message !== '' && { stateMessage: batch.message }),
    createdDate: job.createdAt,
    numberRecordsProcessed: batch.records,
    numberRecordsFailed: batch.failed,
  };
}

function answer(reply: FastifyReply, root: string, values: Parameters<typeof xml>[1]): FastifyReply {
  return reply.type('application/xml;charset=UTF-8').send(xml(root, values));
}
