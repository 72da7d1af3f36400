import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../../callCenter/ports/clock.ts';
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
  /** What who reads the metrics must send; absent where the proxy in front keeps others away. */
  readonly metricsToken?: string | undefined;
  readonly clock: Clock;
}

/** So long a look at the dependencies stands: whoever asks more often does not ask Twilio and Salesforce as often. */
const LOOK_MS = 2_000;

/** The operators' door: `/health` (alive), `/ready` (can work), `/metrics` (Prometheus). */
export function openAdminApi(app: FastifyInstance, parts: AdminApiParts): void {
  const { metrics, dependencies, metricsToken, clock } = parts;
  let look: { readonly broken: Promise<Dependency[]>; readonly at: number } | undefined;
  const lookAgain = () => ({ broken: brokenOf(dependencies), at: clock.now() });

  app.get('/health', () => ({ status: 'ok' }));

  app.get('/ready', async (_request, reply) => {
    if (!look || clock.now() - look.at >= LOOK_MS) look = lookAgain();
    const broken = await look.broken;
    if (broken.length === 0) return { status: 'ready' };
    return reply.code(503).send({
      code: 'NOT_READY',
      parts: broken.map(({ name, remedy }) => ({ name, remedy })),
    });
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

async function brokenOf(dependencies: readonly Dependency[]): Promise<Dependency[]> {
  const checks = await Promise.allSettled(dependencies.map(({ check }) => check()));
  return dependencies.filter((_dependency, index) => checks[index]?.status === 'rejected');
}

/** Compares without telling by its time how much is right. */
function sameText(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
