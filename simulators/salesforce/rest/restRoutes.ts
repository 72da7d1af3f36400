import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { bearerToken } from '../oauth/oauthRoutes.ts';
import type { PagedOrg } from '../org/createOrg.ts';
import { LATEST_VERSION } from '../org/org.ts';
import type { Session } from '../org/org.ts';
import { SalesforceError, notFound } from '../org/salesforceError.ts';
import { createBulk } from './bulk/bulkRoutes.ts';
import type { Faults } from './faults.ts';
import type { RestAnswer, RestRequest } from './restRequest.ts';
import { createRouter } from './router.ts';
import type { Usage } from './usage.ts';

interface RestParts {
  readonly org: PagedOrg;
  readonly faults: Faults;
  readonly usage: Usage;
  readonly instanceUrl: () => string;
}

const OLDEST_VERSION = 31;
const NEWEST_VERSION = Number.parseInt(LATEST_VERSION, 10);

/** The REST API under `/services/data`, with its limits and the faults ordered for it. */
export function restRoutes(parts: RestParts): FastifyPluginAsync {
  const { org, faults, usage } = parts;
  const dispatch = createRouter();
  const bulk = createBulk(org, faults);

  const answer = async (request: FastifyRequest): Promise<RestAnswer> => {
    const url = new URL(request.url, 'http://local');
    const [, version = '', rest = ''] = /^\/services\/data\/([^/]+)\/?(.*)$/.exec(url.pathname) ?? [];
    const session = sessionOf(parts, request);
    countCall(parts, `${request.method} ${kindOf(rest)}`);
    if (!isVersion(version)) throw notFound();
    if (faults.take('unavailable', request.url))
      throw new SalesforceError('SERVER_UNAVAILABLE', 'Server is not available', { status: 503 });
    const path = rest === '' ? '' : `/${rest}`;
    const asked: RestRequest = {
      org,
      method: request.method,
      path,
      version: version.slice(1),
      query: url.searchParams,
      headers: request.headers as Record<string, string | undefined>,
      body: request.body,
      userId: session.userId,
      usage: { used: usage.used(), allowed: usage.allowed },
    };
    if (path.startsWith('/jobs/')) return await bulk.answer(asked);
    const known = dispatch(asked);
    if (path !== '') return known;
    return {
      ...known,
      body: { ...(known.body as object), identity: `${parts.instanceUrl()}/id/${org.id}/${session.userId}` },
    };
  };

  const serve = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const late = faults.take('latency', request.url);
    if (late) await sleep(late.milliseconds ?? 0);
    const { status, body, headers = {} } = await answered(() => answer(request));
    if (faults.take('answerLost', request.url)) {
      reply.hijack();
      request.raw.socket.destroy();
      return reply;
    }
    void reply.code(status).headers(headers);
    return body === undefined || body instanceof Readable
      ? reply.send(body)
      : reply.type('application/json;charset=UTF-8').send(JSON.stringify(body));
  };

  return (app) => {
    app.addHook('onSend', (_request, reply) => {
      void reply.header('sforce-limit-info', `api-usage=${usage.used()}/${usage.allowed}`);
      return Promise.resolve();
    });
    // Clients send the JSON content type with empty bodies too.
    app.removeContentTypeParser('application/json');
    app.addContentTypeParser(
      'application/json',
      { parseAs: 'string' },
      (_request: FastifyRequest, text: string) => Promise.resolve(text === '' ? undefined : parseJson(text)),
    );
    app.addContentTypeParser('text/csv', (_request, payload, done) => {
      done(null, payload);
    });
    app.addHook('onClose', () => bulk.stop());
    app.get('/services/data', () => {
      const versions = Array.from(
        { length: NEWEST_VERSION - OLDEST_VERSION + 1 },
        (_, index) => `${OLDEST_VERSION + index}.0`,
      );
      return versions.map((version) => ({
        label: `v${version}`,
        url: `/services/data/v${version}`,
        version,
      }));
    });
    const methods = ['GET', 'POST', 'PATCH', 'DELETE', 'PUT'];
    app.route({ method: methods, url: '/services/data/:version', handler: serve });
    app.route({ method: methods, url: '/services/data/:version/*', handler: serve });
    app.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
      const refusal =
        (error.statusCode ?? 500) < 500
          ? new SalesforceError('JSON_PARSER_ERROR', `${error.message} at [line:1, column:1]`)
          : new SalesforceError(
              'UNKNOWN_EXCEPTION',
              `An unexpected error occurred in the stand-in: ${error.stack ?? error.message}`,
              { status: 500 },
            );
      return reply.code(refusal.status).send([refusal.toErrorBody()]);
    });
    return Promise.resolve();
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw Object.assign(new Error((cause as Error).message), { statusCode: 400 });
  }
}

async function answered(work: () => Promise<RestAnswer>): Promise<RestAnswer> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof SalesforceError)) throw error;
    return { status: error.status, body: [error.toErrorBody()] };
  }
}

function sessionOf({ org, faults }: RestParts, request: FastifyRequest): Session {
  const session = org.session(bearerToken(request) ?? '');
  if (session && !faults.take('invalidSession', request.url)) return session;
  throw new SalesforceError('INVALID_SESSION_ID', 'Session expired or invalid', { status: 401 });
}

function countCall({ usage, faults }: RestParts, kind: string): void {
  usage.count(kind);
  if (usage.used() <= usage.allowed && !faults.take('requestLimitExceeded', kind)) return;
  throw new SalesforceError('REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.', { status: 403 });
}

/** `composite/sobjects/Task/Key__c` counts as `composite/sobjects`, `sobjects/Task/00T...` as `sobjects/Task`. */
function kindOf(path: string): string {
  return path
    .split('/')
    .slice(0, 2)
    .join('/')
    .replace(/^query\/.*/, 'query');
}

function isVersion(text: string): boolean {
  const major = Number(/^v(\d+)\.0$/.exec(text)?.[1]);
  return major >= OLDEST_VERSION && major <= NEWEST_VERSION;
}
