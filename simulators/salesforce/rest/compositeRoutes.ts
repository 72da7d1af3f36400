import { SalesforceError } from '../org/salesforceError.ts';
import { bodyObject, bodyObjects, ok } from './restRequest.ts';
import type { RestAnswer, RestRequest, RestRoute } from './restRequest.ts';

interface Subrequest {
  readonly method: string;
  readonly url: string;
  readonly referenceId: string;
  readonly body?: unknown;
}

interface Subresponse {
  readonly body: unknown;
  readonly httpHeaders: Readonly<Record<string, string>>;
  readonly httpStatusCode: number;
  readonly referenceId: string;
}

const MOST_SUBREQUESTS = 25;
const MOST_QUERIES = 5;
const MOST_GRAPHS = 75;
const MOST_NODES = 500;
const HALTED = new SalesforceError(
  'PROCESSING_HALTED',
  'The transaction was rolled back since another operation in the same transaction failed.',
);

type Dispatch = (request: RestRequest) => RestAnswer;

/**
 * Several calls in one: `composite` (they may use each other's answers by `@{reference.path}`), `graph` (several
 * composites, each all or nothing) and `batch` (calls that know nothing of each other).
 */
export function compositeRoutes(dispatch: Dispatch): readonly RestRoute[] {
  return [
    { method: 'POST', path: '/composite', handle: (request) => runComposite(request, dispatch) },
    { method: 'POST', path: '/composite/graph', handle: (request) => runGraphs(request, dispatch) },
    { method: 'POST', path: '/composite/batch', handle: (request) => runBatch(request, dispatch) },
  ];
}

function runComposite(request: RestRequest, dispatch: Dispatch): RestAnswer {
  const subrequests = bodyObjects(request, 'compositeRequest') as unknown as readonly Subrequest[];
  atMost(subrequests.length, MOST_SUBREQUESTS, 'sub-requests');
  atMost(subrequests.filter(isCostly).length, MOST_QUERIES, 'query and collection sub-requests');
  const allOrNone = bodyObject(request).allOrNone === true;
  return ok({ compositeResponse: runTogether(request, dispatch, { subrequests, allOrNone }).responses });
}

function runGraphs(request: RestRequest, dispatch: Dispatch): RestAnswer {
  const graphs = bodyObjects(request, 'graphs') as unknown as readonly {
    graphId: string;
    compositeRequest: readonly Subrequest[];
  }[];
  atMost(graphs.length, MOST_GRAPHS, 'graphs');
  atMost(graphs.flatMap((graph) => graph.compositeRequest).length, MOST_NODES, 'nodes');
  return ok({
    graphs: graphs.map(({ graphId, compositeRequest: subrequests }) => {
      const { responses, halted } = runTogether(request, dispatch, { subrequests, allOrNone: true });
      return { graphId, graphResponse: { compositeResponse: responses }, isSuccessful: !halted };
    }),
  });
}

function runBatch(request: RestRequest, dispatch: Dispatch): RestAnswer {
  const subrequests = bodyObjects(request, 'batchRequests') as unknown as readonly BatchRequest[];
  atMost(subrequests.length, MOST_SUBREQUESTS, 'sub-requests');
  const haltOnError = bodyObject(request).haltOnError === true;
  const results: { statusCode: number; result: unknown }[] = [];
  for (const { method, url, richInput } of subrequests) {
    const halted = haltOnError && results.some(({ statusCode }) => statusCode >= 400);
    const answer = halted
      ? refused(
          new SalesforceError('BATCH_PROCESSING_HALTED', 'Batch processing halted per request', {
            status: 412,
          }),
        )
      : call(request, dispatch, { method, url: `/services/data/${url}`, body: richInput });
    results.push({ statusCode: answer.status, result: answer.body ?? null });
  }
  return ok({ hasErrors: results.some(({ statusCode }) => statusCode >= 400), results });
}

interface BatchRequest {
  readonly method: string;
  /** `v66.0/sobjects/Account/001...` */
  readonly url: string;
  readonly richInput?: unknown;
}

/** Runs calls in one transaction. With `allOrNone` the first failure undoes all. */
function runTogether(
  request: RestRequest,
  dispatch: Dispatch,
  calls: { readonly subrequests: readonly Subrequest[]; readonly allOrNone: boolean },
): { responses: readonly Subresponse[]; halted: boolean } {
  checkReferences(calls.subrequests);
  const answers = new Map<string, unknown>();
  const responses: Subresponse[] = [];
  let halted = false;
  const runAll = (): void => {
    for (const subrequest of calls.subrequests) {
      const answer = halted ? refused(HALTED) : runOne({ request, dispatch, answers }, subrequest);
      responses.push({
        body: answer.body ?? null,
        httpHeaders: answer.headers ?? {},
        httpStatusCode: answer.status,
        referenceId: subrequest.referenceId,
      });
      if (answer.status >= 400 && calls.allOrNone) halted = true;
    }
    if (halted) throw HALTED;
  };
  try {
    request.org.transaction(runAll);
  } catch (error) {
    if (error !== HALTED) throw error;
  }
  const shown = responses.map((one) => (halted && one.httpStatusCode < 400 ? undone(one) : one));
  return { responses: shown, halted };
}

/** Queries and collections, of which a composite takes fewer. */
function isCostly({ url }: Subrequest): boolean {
  return /\/(?:query(?:All)?\b|composite\/sobjects)/i.test(url);
}

function atMost(count: number, most: number, what: string): void {
  if (count > most) throw new SalesforceError('LIMIT_EXCEEDED', `Maximum number of ${what} is ${most}`);
}

interface Run {
  readonly request: RestRequest;
  readonly dispatch: Dispatch;
  readonly answers: Map<string, unknown>;
}

function runOne({ request, dispatch, answers }: Run, subrequest: Subrequest): RestAnswer {
  try {
    const answer = call(request, dispatch, {
      method: subrequest.method,
      url: String(resolved(subrequest.url, answers)),
      body: resolved(subrequest.body, answers),
    });
    if (answer.status < 400) answers.set(subrequest.referenceId, answer.body);
    return answer;
  } catch (error) {
    if (!(error instanceof SalesforceError)) throw error;
    return refused(error);
  }
}

function call(
  request: RestRequest,
  dispatch: Dispatch,
  { method, url, body }: { method: string; url: string; body: unknown },
): RestAnswer {
  const place = new URL(url, 'http://composite');
  const target = /^\/services\/data\/v(\d+\.\d)(.*)$/.exec(place.pathname);
  if (!target)
    return refused(new SalesforceError('INVALID_INPUT', `The url must start with /services/data/: ${url}`));
  return dispatch({
    ...request,
    method: method.toUpperCase(),
    version: target[1] ?? request.version,
    path: target[2] ?? '',
    query: place.searchParams,
    body,
  });
}

/** A value with each `@{reference.path[0].field}` replaced by what the earlier call answered. */
function resolved(value: unknown, answers: ReadonlyMap<string, unknown>): unknown {
  if (typeof value === 'string')
    return value.replace(/@\{([^}]+)\}/g, (_, path: string) => String(lookUp(path, answers)));
  if (Array.isArray(value)) return value.map((one) => resolved(one, answers));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, resolved(inner, answers)]));
}

function lookUp(path: string, answers: ReadonlyMap<string, unknown>): string | number | boolean {
  const [reference = '', ...steps] = path.replace(/\[(\d+)\]/g, '.$1').split('.');
  const found = steps.reduce<unknown>(
    (place, step) =>
      typeof place === 'object' && place !== null ? (place as Record<string, unknown>)[step] : undefined,
    answers.get(reference),
  );
  if (typeof found === 'string' || typeof found === 'number' || typeof found === 'boolean') return found;
  throw new SalesforceError(
    'PROCESSING_HALTED',
    `Invalid reference specified. No value for ${path} found in ${reference}`,
  );
}

function checkReferences(subrequests: readonly Subrequest[]): void {
  const seen = new Set<string>();
  for (const { referenceId } of subrequests) {
    if (!/^[A-Za-z]\w*$/.test(referenceId))
      throw new SalesforceError('INVALID_INPUT', `Provided referenceId ('${referenceId}') is invalid`);
    if (seen.has(referenceId))
      throw new SalesforceError('INVALID_INPUT', `Duplicate ReferenceId provided: ${referenceId}`);
    seen.add(referenceId);
  }
}

function refused(error: SalesforceError): RestAnswer {
  return { status: error.status, body: [error.toErrorBody()] };
}

function undone({ referenceId }: Subresponse): Subresponse {
  return { referenceId, body: [HALTED.toErrorBody()], httpHeaders: {}, httpStatusCode: 400 };
}
