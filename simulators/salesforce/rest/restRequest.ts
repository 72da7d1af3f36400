import { SalesforceError } from '../org/salesforceError.ts';
import type { PagedOrg } from '../org/createOrg.ts';

/** One call of the REST API, whether it came over HTTP or inside a composite. */
export interface RestRequest {
  readonly org: PagedOrg;
  readonly method: string;
  /** Path after `/services/data/vXX.0`, decoded piece by piece by the router. */
  readonly path: string;
  /** `65.0` */
  readonly version: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: unknown;
  readonly userId: string;
  /** Calls made and allowed today, before this one is counted. */
  readonly usage: { readonly used: number; readonly allowed: number };
}

export interface RestAnswer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Variable parts of a path, by name. */
export type PathParts = Readonly<Record<string, string>>;

export interface RestRoute {
  readonly method: string;
  /** `/sobjects/:sObject/:id` */
  readonly path: string;
  readonly handle: (request: RestRequest, parts: PathParts) => RestAnswer;
}

export function ok(body: unknown): RestAnswer {
  return { status: 200, body };
}

/** The JSON object a client sent, or the error Salesforce answers to anything else. */
export function bodyObject(request: RestRequest): Readonly<Record<string, unknown>> {
  if (typeof request.body === 'object' && request.body !== null && !Array.isArray(request.body)) {
    return request.body as Readonly<Record<string, unknown>>;
  }
  throw new SalesforceError(
    'JSON_PARSER_ERROR',
    'The HTTP entity body is required and must be a JSON object',
  );
}

/** A list of JSON objects under `name`. */
export function bodyObjects(
  request: RestRequest,
  name: string,
): readonly Readonly<Record<string, unknown>>[] {
  const list = bodyObject(request)[name];
  if (Array.isArray(list)) return list as readonly Readonly<Record<string, unknown>>[];
  throw new SalesforceError('JSON_PARSER_ERROR', `"${name}" is required and must be a list`);
}

/** A variable part of the path. */
export function part(parts: PathParts, name: string): string {
  return parts[name] ?? '';
}
