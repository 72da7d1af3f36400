import type { FastifyInstance } from 'fastify';
import type { Metrics } from './metrics.ts';

/** A part that the connector needs; `check` rejects when it cannot be used. */
export interface Dependency {
  readonly name: string;
  readonly remedy: string;
  readonly check: () => Promise<unknown>;
}

export interface AdminApiParts {
  readonly metrics: Metrics;
  readonly dependencies: readonly Dependency[];
}

/** The operators' door: `/health` (alive), `/ready` (can work), `/metrics` (Prometheus). */
export function openAdminApi(app: FastifyInstance, { metrics, dependencies }: AdminApiParts): void {
  app.get('/health', () => ({ status: 'ok' }));

  app.get('/ready', async (_request, reply) => {
    const broken = await brokenOf(dependencies);
    if (broken.length === 0) return { status: 'ready' };
    return reply.code(503).send({
      code: 'NOT_READY',
      parts: broken.map(({ name, remedy }) => ({ name, remedy })),
    });
  });

  app.get('/metrics', async (_request, reply) =>
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

async function brokenOf(dependencies: readonly Dependency[]): Promise<Dependency[]> {
  const checks = await Promise.allSettled(dependencies.map(({ check }) => check()));
  return dependencies.filter((_dependency, index) => checks[index]?.status === 'rejected');
}
