import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Journal } from '../../callCenter/ports/journal.ts';
import type { SetupLook } from '../../callCenter/ports/setupCheck.ts';
import type { UnloggedCalls } from '../../callCenter/ports/unloggedCalls.ts';
import type { Rebuilt } from '../../callCenter/reporting/rebuildDay.ts';
import { OrgApiError } from './orgApiError.ts';
import { sendRecording, type RecordingRouteParts } from './recordingRoute.ts';
import { lookAtSetup } from './setupRoute.ts';
import { TooManyRequestsError, type CtiPermission, type Visitor, type Visitors } from './visitors.ts';

/** Nothing that a page of the org sends is longer. */
const LARGEST_BODY_BYTES = 1_024;
const PREFLIGHT_SECONDS = 600;

export interface OrgApiParts extends RecordingRouteParts {
  readonly visitors: Visitors;
  /** Origins whose pages may ask, for example the org's Lightning origin. */
  readonly allowedOrigins: readonly string[];
  readonly setupLooks: readonly SetupLook[];
  readonly unloggedCalls: UnloggedCalls;
  /** Has the reports of a day such as `2026-03-29` written again. */
  readonly rebuildDay: (day: string) => Promise<Rebuilt>;
  readonly journal: Journal;
}

/** The door for pages inside the org; register it below `/org`. docs/orgApi.md describes every route. */
export function orgApi(parts: OrgApiParts): (app: FastifyInstance) => Promise<void> {
  const { visitors, allowedOrigins, setupLooks, unloggedCalls, rebuildDay, journal } = parts;

  /** A route for users with one of `permissions`. */
  const forUsers =
    (permissions: readonly CtiPermission[], answer: (asked: Asked) => Promise<unknown>) =>
    async (request: FastifyRequest, reply: FastifyReply) => {
      const visitor = await visitors.admit(request.headers.authorization, permissions);
      reply.header('cache-control', 'no-store');
      return answer({ visitor, request, reply });
    };

  return async (app) => {
    app.addHook('onRequest', async (request, reply) => allowOrigin(allowedOrigins, request, reply));
    app.setErrorHandler<Error>((failure, request, reply) =>
      answerFailure(journal, { failure, request, reply }),
    );
    app.setNotFoundHandler((_request, reply) =>
      reply
        .code(404)
        .send({ code: 'ROUTE_MISSING', message: 'See docs/orgApi.md for the routes there are.' }),
    );
    const small = { bodyLimit: LARGEST_BODY_BYTES };

    app.options('/*', (_request, reply) =>
      reply
        .header('access-control-allow-methods', 'GET, POST')
        .header('access-control-allow-headers', 'authorization, content-type, range')
        .header('access-control-max-age', PREFLIGHT_SECONDS)
        .code(204)
        .send(),
    );
    app.get(
      '/setup',
      forUsers(['CTI_Admin'], async () => ({ checks: await lookAtSetup(setupLooks) })),
    );
    app.get(
      '/unloggedCalls',
      forUsers(['CTI_Admin', 'CTI_Supervisor'], async () => ({ calls: await unloggedCalls.list() })),
    );
    for (const order of ['retry', 'dismiss'] as const) {
      app.post(
        `/unloggedCalls/:key/${order}`,
        small,
        forUsers(['CTI_Admin', 'CTI_Supervisor'], async ({ request, reply }) => {
          const { key } = request.params as { key: string };
          if (!(await unloggedCalls[order](key))) throw noSuchCall();
          return reply.code(202).send({ key });
        }),
      );
    }
    app.post(
      '/reports/:day/rebuild',
      small,
      forUsers(['CTI_Admin'], async ({ request, reply }) => {
        const { day } = request.params as { day: string };
        const rebuilt = await rebuildDay(day);
        if ('refusal' in rebuilt) throw noReports(rebuilt.refusal);
        return reply.code(202).send({ day, rows: rebuilt.rows });
      }),
    );
    app.get(
      '/recordings/:key',
      forUsers(['CTI_Agent', 'CTI_Supervisor', 'CTI_Admin'], ({ visitor, request, reply }) =>
        sendRecording(parts, visitor, { request, reply }),
      ),
    );
  };
}

interface Asked {
  readonly visitor: Visitor;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

async function allowOrigin(
  allowedOrigins: readonly string[],
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  reply.header('vary', 'origin');
  const { origin } = request.headers;
  if (origin === undefined) return;
  if (!allowedOrigins.includes(origin)) {
    throw new OrgApiError(403, 'ORIGIN_REFUSED', 'Add this origin to CONNECTOR_ORG_ORIGINS.');
  }
  reply
    .header('access-control-allow-origin', origin)
    .header('access-control-expose-headers', 'accept-ranges, content-length, content-range, retry-after');
}

interface FailedRequest {
  readonly failure: Error;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

function answerFailure(journal: Journal, { failure, request, reply }: FailedRequest): FastifyReply {
  if (failure instanceof TooManyRequestsError) reply.header('retry-after', failure.retryAfterSeconds);
  if (failure instanceof OrgApiError) {
    return reply.code(failure.status).send({ code: failure.code, message: failure.message });
  }
  const { statusCode = 500 } = failure as { statusCode?: number };
  if (statusCode < 500) {
    return reply
      .code(statusCode)
      .send({ code: 'BODY_INVALID', message: 'Send no body, or a small JSON body.' });
  }
  journal.problem('ORG_API_FAILED', { route: request.routeOptions.url ?? '' }, failure);
  return reply
    .code(503)
    .send({ code: 'ORG_API_FAILED', message: 'Try again; the log of the connector says why.' });
}

const noSuchCall = () =>
  new OrgApiError(404, 'UNLOGGED_CALL_MISSING', 'This call is not in the list any more. Load the list anew.');

function noReports(why: 'noDay' | 'forgotten'): OrgApiError {
  switch (why) {
    case 'noDay':
      return new OrgApiError(404, 'DAY_MISSING', 'Name a day that has begun, such as 2026-03-29.');
    case 'forgotten':
      return new OrgApiError(410, 'DAY_FORGOTTEN', 'What happened on this day is not kept any more.');
  }
}
