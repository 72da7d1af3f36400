import Fastify, { type FastifyInstance } from 'fastify';
import type { Journal } from './callCenter/ports/journal.ts';

/** How slowly and how much may be asked. */
export interface RequestLimits {
  /** So long the headers of a request may take, whole. */
  readonly headersMs: number;
  /** So long a request may take, with its body; an answer may take longer. */
  readonly requestMs: number;
  /** So long a connection may stand still. */
  readonly standstillMs: number;
  /** How often connections are looked through for slow ones. */
  readonly lookMs: number;
  readonly headerBytes: number;
  readonly headers: number;
  readonly bodyBytes: number;
}

const usualLimits: RequestLimits = {
  headersMs: 10_000,
  requestMs: 20_000,
  standstillMs: 120_000,
  lookMs: 2_000,
  headerBytes: 16 * 1024,
  headers: 100,
  bodyBytes: 64 * 1024,
};

export interface HttpServerParts {
  /** Addresses and nets of those whose word is taken on who asks through them. */
  readonly trustedProxies: readonly string[];
  readonly journal: Journal;
  readonly limits?: Partial<RequestLimits>;
}

/**
 * The server of all doors, with no route yet. Who is slow gets 408, who sends too much headers 431, too much body 413; no
 * answer is kept by anybody, nor taken for what it is not, unless its route says so.
 */
export function createHttpServer({ trustedProxies, journal, limits }: HttpServerParts): FastifyInstance {
  const { headersMs, requestMs, standstillMs, lookMs, headerBytes, headers, bodyBytes } = {
    ...usualLimits,
    ...limits,
  };
  const http = Fastify({
    trustProxy: trustedProxies.length > 0 && [...trustedProxies],
    forceCloseConnections: 'idle',
    // What comes on an open connection while others are closed is served, and told to go elsewhere with the next.
    return503OnClosing: false,
    bodyLimit: bodyBytes,
    requestTimeout: requestMs,
    connectionTimeout: standstillMs,
    http: { headersTimeout: headersMs, connectionsCheckingInterval: lookMs, maxHeaderSize: headerBytes },
  });
  http.server.maxHeadersCount = headers;

  http.addHook('onRequest', (_request, reply, done) => {
    reply.header('x-content-type-options', 'nosniff').header('cache-control', 'no-store');
    done();
  });
  http.setNotFoundHandler((_request, reply) =>
    reply.code(404).send({ code: 'ROUTE_MISSING', message: 'There is nothing here.' }),
  );
  http.setErrorHandler<Error>((failure, request, reply) => {
    const { statusCode = 500 } = failure as { statusCode?: number };
    if (statusCode < 500) {
      return reply.code(statusCode).send({ code: 'BODY_INVALID', message: 'Send what the route takes.' });
    }
    // What broke is for the log alone.
    journal.problem('REQUEST_FAILED', { route: request.routeOptions.url ?? '' }, failure);
    return reply
      .code(503)
      .send({ code: 'REQUEST_FAILED', message: 'Try again; the log of the connector says why.' });
  });
  return http;
}
