import { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import type { Connection } from 'jsforce/lib/connection.js';
import { HttpApi } from 'jsforce/lib/http-api.js';
import { errorCodeOf, type SalesforceSession } from '../salesforceSession.ts';
import { CALLER_OBJECTS_QUERY } from './callerObjects.ts';
import type { OrgRow } from './callerRow.ts';
import type { CallerSource, Changes, LoadState } from './callerSource.ts';
import type { ObjectDescription } from './objectShape.ts';

/** Some megabytes of text, so that a load is neither many API calls nor much memory. */
const ROWS_A_PAGE = 20_000;
/** "Up to 5 of the subrequests can be query operations" (REST API Developer Guide, "Composite"). */
const QUERIES_A_CALL = 5;
/** Beyond, a new load costs fewer API calls than pages of changes. */
const MOST_CHANGES = 50_000;
const SLICE = 32_768;
const PAGE_TIMEOUT_MS = 120_000;

interface QueryResult {
  readonly totalSize: number;
  readonly done: boolean;
  readonly nextRecordsUrl?: string;
  readonly records: readonly OrgRow[];
}

interface CompositeAnswer {
  readonly compositeResponse: readonly { readonly httpStatusCode: number; readonly body: unknown }[];
}

/** The org's records through Bulk API 2.0, composite queries and searches. */
export function createSalesforceCallerSource(session: SalesforceSession): CallerSource {
  return {
    readSettings: () =>
      unless(MISSING, async () =>
        session.use(async (connection) => (await connection.query<OrgRow>(CALLER_OBJECTS_QUERY)).records),
      ),
    describe: (objectType) =>
      unless(MISSING, async () =>
        session.use((connection) =>
          connection.request<ObjectDescription>(`/sobjects/${objectType}/describe`),
        ),
      ),
    startLoad: (soql) => session.use((connection) => startQueryJob(connection, soql)),
    loadState: async (jobId) =>
      (await unless(GONE, () => session.use((connection) => stateOfJob(connection, jobId)))) ?? {
        state: 'gone',
      },
    readPage: (jobId, locator) => session.use((connection) => readResults(connection, jobId, locator)),
    async dropLoad(jobId) {
      await unless(GONE, () =>
        session.use((connection) => connection.request({ method: 'DELETE', url: `/jobs/query/${jobId}` })),
      );
    },
    async readChanges(queries) {
      const groups = Array.from({ length: Math.ceil(queries.length / QUERIES_A_CALL) }, (_, place) =>
        queries.slice(place * QUERIES_A_CALL, (place + 1) * QUERIES_A_CALL),
      );
      const answers: Changes[] = [];
      for (const group of groups) answers.push(...(await readGroup(session, group)));
      return answers;
    },
    query: (soql) => session.use(async (connection) => (await connection.query<OrgRow>(soql)).records),
    search: (sosl) =>
      session.use(async (connection) => (await connection.search(sosl)).searchRecords as unknown as OrgRow[]),
  };
}

const MISSING = /^(?:NOT_FOUND|INVALID_TYPE)$/;
const GONE = /^(?:NOT_FOUND|INVALID_?JOB\w*|ENTITY_IS_DELETED|ERROR_HTTP_404)$/;

/** `undefined` in place of the refusals that mean: there is no such thing. */
async function unless<Result>(codes: RegExp, ask: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await ask();
  } catch (failure) {
    if (codes.test(errorCodeOf(failure))) return undefined;
    throw failure;
  }
}

async function startQueryJob(
  connection: Connection,
  soql: string,
): Promise<{ id: string; startedAt: string }> {
  const { id, createdDate } = await connection.requestPost<{ id: string; createdDate: string }>(
    '/jobs/query',
    {
      operation: 'query',
      query: soql,
    },
  );
  return { id, startedAt: new Date(createdDate.replace(/\+0000$/, 'Z')).toISOString() };
}

/** Bulk API 2.0 and Bulk API Developer Guide, "Get Information About a Query Job". */
async function stateOfJob(connection: Connection, jobId: string): Promise<LoadState> {
  const job = await connection.request<{ state: string; numberRecordsProcessed?: number }>(
    `/jobs/query/${jobId}`,
  );
  if (job.state === 'JobComplete') return { state: 'ready', rowsTotal: job.numberRecordsProcessed ?? 0 };
  return { state: job.state === 'UploadComplete' || job.state === 'InProgress' ? 'running' : 'gone' };
}

/**
 * One page of results. jsforce's own `result()` is not used: it keeps no place to go on from after a restart, reads
 * `;` and `|` as column borders, and ends its stream with the first page.
 */
async function readResults(connection: Connection, jobId: string, locator: string | undefined) {
  const place = locator === undefined ? '' : `&locator=${encodeURIComponent(locator)}`;
  const api = new HttpApi(connection, { responseType: 'text/plain', timeout: PAGE_TIMEOUT_MS });
  let next: string | undefined;
  api.on('response', ({ headers }: { headers: Readonly<Record<string, string | undefined>> }) => {
    next = headers['sforce-locator'];
  });
  const csv = await api.request<string>({
    method: 'GET',
    url: `${connection.instanceUrl}/services/data/v${connection.version}/jobs/query/${jobId}/results?maxRecords=${ROWS_A_PAGE}${place}`,
    headers: { Accept: 'text/csv' },
  });
  const rows = Readable.from(slices(csv)).pipe(parse({ columns: true }));
  return { rows: rows as AsyncIterable<OrgRow>, ...(next !== undefined && next !== 'null' && { next }) };
}

/** Read slice by slice, so that a page never holds up the calls. */
function* slices(text: string): Generator<string> {
  for (let start = 0; start < text.length; start += SLICE) yield text.slice(start, start + SLICE);
}

async function readGroup(
  session: SalesforceSession,
  queries: readonly string[],
): Promise<readonly Changes[]> {
  const { compositeResponse } = await session.use((connection) =>
    connection.requestPost<CompositeAnswer>('/composite', {
      allOrNone: false,
      compositeRequest: queries.map((soql, place) => ({
        method: 'GET',
        url: `/services/data/v${connection.version}/queryAll?q=${encodeURIComponent(soql)}`,
        referenceId: `changes${place}`,
      })),
    }),
  );
  const answers: Changes[] = [];
  for (const { httpStatusCode, body } of compositeResponse) {
    answers.push(
      httpStatusCode < 300
        ? await allRows(session, body as QueryResult)
        : { refused: errorCodeOf((body as readonly unknown[])[0]) },
    );
  }
  return answers;
}

async function allRows(session: SalesforceSession, first: QueryResult): Promise<Changes> {
  if (first.totalSize > MOST_CHANGES) return { tooMany: first.totalSize };
  const rows = [...first.records];
  let { nextRecordsUrl } = first;
  while (nextRecordsUrl !== undefined) {
    const url = nextRecordsUrl;
    const page = await session.use((connection) => connection.request<QueryResult>(url));
    rows.push(...page.records);
    nextRecordsUrl = page.nextRecordsUrl;
  }
  return { rows };
}
