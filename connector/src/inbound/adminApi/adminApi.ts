import type { FastifyInstance, FastifyReply } from 'fastify';
import { bearerOnly } from './bearerOnly.ts';
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

  const guard =
    metricsToken === undefined ? {} : { onRequest: bearerOnly(metricsToken, 'CONNECTOR_METRICS_TOKEN') };
  app.get('/metrics', guard, async (_request, reply) =>
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
