import { MultipleChoices, SalesforceError, notFound } from '../org/salesforceError.ts';
import { collectionRoutes } from './collectionRoutes.ts';
import { compositeRoutes } from './compositeRoutes.ts';
import { layoutRoutes } from './layoutRoutes.ts';
import { queryRoutes } from './queryRoutes.ts';
import { resourceRoutes } from './resourceRoutes.ts';
import type { PathParts, RestAnswer, RestRequest, RestRoute } from './restRequest.ts';
import { replicationRoutes } from './replicationRoutes.ts';
import { sObjectRoutes } from './sObjectRoutes.ts';
import { treeRoutes } from './treeRoutes.ts';

interface CompiledRoute {
  readonly route: RestRoute;
  readonly pattern: RegExp;
}

type Dispatch = (request: RestRequest) => RestAnswer;

/**
 * Answers any call of the API, refusals included. Synchronous, so that a composite may hold a transaction around
 * several calls.
 */
export function createRouter(): Dispatch {
  const routes: CompiledRoute[] = [];
  const dispatch: Dispatch = (request) => {
    try {
      return find(routes, request);
    } catch (error) {
      return refusal(error, request.version);
    }
  };
  const all = [
    ...resourceRoutes,
    ...queryRoutes,
    ...collectionRoutes,
    ...compositeRoutes(dispatch),
    ...treeRoutes,
    ...layoutRoutes,
    ...replicationRoutes,
    ...sObjectRoutes,
  ];
  routes.push(...all.map((route) => ({ route, pattern: patternOf(route.path) })));
  return dispatch;
}

function find(routes: readonly CompiledRoute[], request: RestRequest): RestAnswer {
  const matches = routes.flatMap(({ route, pattern }) => {
    const match = pattern.exec(request.path);
    return match ? [{ route, parts: decoded(match.groups ?? {}) }] : [];
  });
  const chosen = matches.find(({ route }) => route.method === request.method);
  if (chosen) return chosen.route.handle(request, chosen.parts);
  if (matches.length === 0) throw notFound();
  const allowed = matches.map(({ route }) => route.method).join(',');
  throw new SalesforceError(
    'METHOD_NOT_ALLOWED',
    `HTTP Method '${request.method}' not allowed. Allowed are ${allowed}`,
    { status: 405 },
  );
}

function refusal(error: unknown, version: string): RestAnswer {
  if (error instanceof MultipleChoices) {
    return { status: 300, body: error.ids.map((id) => `/services/data/v${version}/sobjects/${id}`) };
  }
  if (error instanceof SalesforceError) return { status: error.status, body: [error.toErrorBody()] };
  throw error;
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replace(/:(\w+)/g, '(?<$1>[^/]+)')}/?$`, 'i');
}

function decoded(groups: Record<string, string>): PathParts {
  return Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decodeURIComponent(value)]));
}
