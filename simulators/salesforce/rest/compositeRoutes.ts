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
const HALTED = new SalesforceError(
  'PROCESSING_HALTED',
  'The transaction was rolled back since another operation in the same transaction failed.',
);

/** Composite: several calls in one, which may use each other's answers by `@{reference.path}`. */
export function compositeRoutes(dispatch: (request: RestRequest) => RestAnswer): readonly RestRoute[] {
  return [{ method: 'POST', path: '/composite', handle: (request) => runComposite(request, dispatch) }];
}

function runComposite(request: RestRequest, dispatch: (request: RestRequest) => RestAnswer): RestAnswer {
  const subrequests = bodyObjects(request, 'compositeRequest') as unknown as readonly Subrequest[];
  if (subrequests.length > MOST_SUBREQUESTS)
    throw new SalesforceError('LIMIT_EXCEEDED', `Maximum number of sub-requests is ${MOST_SUBREQUESTS}`);
  checkReferences(subrequests);
  const allOrNone = bodyObject(request).allOrNone === true;
  const answers = new Map<string, unknown>();
  const responses: Subresponse[] = [];
  let halted = false;

  const runAll = (): void => {
    for (const subrequest of subrequests) {
      const answer = halted ? refused(HALTED) : runOne({ request, dispatch, answers }, subrequest);
      responses.push({
        body: answer.body ?? null,
        httpHeaders: answer.headers ?? {},
        httpStatusCode: answer.status,
        referenceId: subrequest.referenceId,
      });
      if (answer.status >= 400 && allOrNone) halted = true;
    }
    if (halted) throw HALTED;
  };
  try {
    request.org.transaction(runAll);
  } catch (error) {
    if (error !== HALTED) throw error;
  }
  return ok({
    compositeResponse: responses.map((response) =>
      halted && response.httpStatusCode < 400 ? undone(response) : response,
    ),
  });
}

interface Run {
  readonly request: RestRequest;
  readonly dispatch: (request: RestRequest) => RestAnswer;
  readonly answers: Map<string, unknown>;
}

function runOne({ request, dispatch, answers }: Run, subrequest: Subrequest): RestAnswer {
  try {
    const url = new URL(String(resolved(subrequest.url, answers)), 'http://composite');
    const target = /^\/services\/data\/v(\d+\.\d)(.*)$/.exec(url.pathname);
    if (!target)
      throw new SalesforceError(
        'INVALID_INPUT',
        `The url of ${subrequest.referenceId} must start with /services/data/`,
      );
    const answer = dispatch({
      ...request,
      method: subrequest.method.toUpperCase(),
      version: target[1] ?? request.version,
      path: target[2] ?? '',
      query: url.searchParams,
      body: resolved(subrequest.body, answers),
    });
    if (answer.status < 400) answers.set(subrequest.referenceId, answer.body);
    return answer;
  } catch (error) {
    if (!(error instanceof SalesforceError)) throw error;
    return refused(error);
  }
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
