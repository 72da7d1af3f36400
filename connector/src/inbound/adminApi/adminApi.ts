import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Metrics } from './metrics.ts';
import type { ProbeAnswer, Readiness } from './readiness.ts';

export interface AdminApiParts {
  readonly metrics: Metrics;
  readonly readiness: Readiness;
  /** What who reads the metrics must send; absent where the proxy in front keeps others away. */
  readonly metricsToken?: string | undefined;
}

/** The operators' door: `/health` (worth keeping), `/ready` (may be sent work), `/metrics` (Prometheus). */
export function openAdminApi(app: FastifyInstance, parts: AdminApiParts): void {
  const { metrics, readiness, metricsToken } = parts;
  const answer = (reply: FastifyReply, { status, body }: ProbeAnswer) => reply.code(status).send(body);

  app.get('/health', (_request, reply) => answer(reply, readiness.alive()));
  app.get('/ready', async (_request, reply) => answer(reply, await readiness.ready()));

  // Who is connected goes elsewhere with the next request.
  app.addHook('onSend', async (_request, reply) => {
    if (readiness.stopping()) reply.header('connection', 'close');
  });

  const mayReadMetrics = async (request: FastifyRequest, reply: FastifyReply) => {
    const { authorization = '' } = request.headers;
    if (metricsToken === undefined || sameText(authorization, `Bearer ${metricsToken}`)) return;
    await reply
      .code(401)
      .header('www-authenticate', 'Bearer')
      .send({ code: 'TOKEN_REFUSED', message: 'Send "Authorization: Bearer" with CONNECTOR_METRICS_TOKEN.' });
  };
  app.get('/metrics', { onRequest: mayReadMetrics }, async (_request, reply) =>
    reply.type(metrics.registry.contentType).send(await metrics.registry.metrics()),
  );

  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url;
    if (route?.startsWith('/twilio/')) {
      metrics.webhookAnswered({ route, status: reply.statusCode, seconds: reply.elapsedTime / 1000 });
    }
    done();
  });
}

/** Compares without telling by its time how much is right. */
function sameText(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
