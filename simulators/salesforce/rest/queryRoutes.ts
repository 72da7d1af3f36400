import type { SearchGroup, TextSearch } from '../org/org.ts';
import { SalesforceError } from '../org/salesforceError.ts';
import { parseSosl } from '../query/sosl.ts';
import { bodyObject, ok, part } from './restRequest.ts';
import type { RestAnswer, RestRequest, RestRoute } from './restRequest.ts';

const LARGEST_BATCH = 2000;
const SMALLEST_BATCH = 200;

/** Everything needed to answer the next page. It travels inside the locator, so nothing expires. */
interface Cursor {
  readonly soql: string;
  readonly includeDeleted: boolean;
  readonly skip: number;
  readonly size: number;
}

/** SOQL and SOSL over HTTP. */
export const queryRoutes: readonly RestRoute[] = [
  { method: 'GET', path: '/query', handle: (request) => firstPage(request, false) },
  { method: 'GET', path: '/queryAll', handle: (request) => firstPage(request, true) },
  {
    method: 'GET',
    path: '/query/:locator',
    handle: (request, parts) => answerPage(request, readLocator(part(parts, 'locator'))),
  },
  {
    method: 'GET',
    path: '/search',
    handle: (request) => answerSearch(request, parseSosl(request.query.get('q') ?? '')),
  },
  {
    method: 'GET',
    path: '/parameterizedSearch',
    handle: (request) => answerSearch(request, searchOfQuery(request.query)),
  },
  {
    method: 'POST',
    path: '/parameterizedSearch',
    handle: (request) => answerSearch(request, searchOfBody(bodyObject(request))),
  },
];

function firstPage(request: RestRequest, includeDeleted: boolean): RestAnswer {
  const explained = request.query.get('explain');
  if (explained !== null)
    return ok({ plans: [request.org.explain(soqlOf(request, explained), request.userId)] });
  const soql = request.query.get('q');
  if (soql === null || soql === '')
    throw new SalesforceError('MALFORMED_QUERY', 'A query string has to be specified');
  if (request.query.get('columns') === 'true') return ok(request.org.columns(soql, request.userId));
  const asked = /batchSize=(\d+)/i.exec(request.headers['sforce-query-options'] ?? '')?.[1];
  const size = Math.min(LARGEST_BATCH, Math.max(SMALLEST_BATCH, Number(asked ?? LARGEST_BATCH)));
  return answerPage(request, { soql, includeDeleted, skip: 0, size });
}

/** The query itself, or that of the list view of all records with this id. */
function soqlOf({ org }: RestRequest, text: string): string {
  const object = /^00B(\w{3})0{9}\w{0,3}$/.exec(text)?.[1];
  return object === undefined ? text : `SELECT Id FROM ${org.schema.objectOf(object)?.name ?? ''}`;
}

function answerPage({ org, userId, version }: RestRequest, cursor: Cursor): RestAnswer {
  const { totalSize, records, more } = org.queryPage(cursor, userId);
  const next = { ...cursor, skip: cursor.skip + cursor.size };
  return ok({
    totalSize,
    done: !more,
    ...(more && { nextRecordsUrl: `/services/data/v${version}/query/${locatorOf(next)}` }),
    records,
  });
}

function locatorOf(cursor: Cursor): string {
  return `01g${Buffer.from(JSON.stringify(cursor)).toString('base64url')}`;
}

function readLocator(locator: string): Cursor {
  try {
    return JSON.parse(Buffer.from(locator.slice(3), 'base64url').toString()) as Cursor;
  } catch {
    throw new SalesforceError('INVALID_QUERY_LOCATOR', 'invalid query locator');
  }
}

function answerSearch({ org, userId }: RestRequest, search: TextSearch): RestAnswer {
  return ok({ searchRecords: org.search(search, userId) });
}

function searchOfQuery(query: URLSearchParams): TextSearch {
  const fields = query.get('fields')?.split(',');
  return {
    text: query.get('q') ?? '',
    in: groupOf(query.get('in')),
    returning: query.getAll('sobject').map((sObject) => ({
      sObject,
      ...withFields(query.get(`${sObject}.fields`)?.split(',') ?? fields),
      tail: tailOf({ where: query.get(`${sObject}.where`), limit: query.get(`${sObject}.limit`) }),
    })),
    ...withLimit(query.get('overallLimit')),
  };
}

interface ParameterizedSearch {
  readonly q?: string;
  readonly in?: string;
  readonly fields?: readonly string[];
  readonly sobjects?: readonly {
    name: string;
    fields?: readonly string[];
    where?: string;
    orderBy?: string;
    limit?: number;
  }[];
  readonly overallLimit?: number;
}

function searchOfBody(body: ParameterizedSearch): TextSearch {
  return {
    text: body.q ?? '',
    in: groupOf(body.in),
    returning: (body.sobjects ?? []).map(({ name, fields, ...tail }) => ({
      sObject: name,
      ...withFields(fields ?? body.fields),
      tail: tailOf(tail),
    })),
    ...withLimit(body.overallLimit),
  };
}

function tailOf(tail: {
  where?: string | null;
  orderBy?: string | null;
  limit?: string | number | null;
}): string {
  return [
    tail.where ? `WHERE ${tail.where}` : '',
    tail.orderBy ? `ORDER BY ${tail.orderBy}` : '',
    tail.limit ? `LIMIT ${tail.limit}` : '',
  ].join(' ');
}

function groupOf(text: string | null | undefined): SearchGroup {
  const group = (text ?? 'ALL').toUpperCase();
  if (group === 'ALL' || group === 'NAME' || group === 'EMAIL' || group === 'PHONE' || group === 'SIDEBAR')
    return group;
  throw new SalesforceError('MALFORMED_SEARCH', `Unknown search group: ${group}`);
}

function withFields(fields: readonly string[] | undefined): { fields?: readonly string[] } {
  return fields ? { fields } : {};
}

function withLimit(limit: string | number | null | undefined): { limit?: number } {
  return limit ? { limit: Number(limit) } : {};
}
