import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Clock } from '../../shared/clock.ts';
import { refusals } from '../rest/restError.ts';
import type { Traffic } from '../traffic.ts';
import type { RestFaultAction, RestFaults } from './faultPlan.ts';

export interface RestTroubleParts {
  readonly clock: Clock;
  readonly faults: RestFaults;
  readonly traffic: Traffic;
}

/** Lets the plan's faults befall the requests to these routes. */
export function restTrouble(app: FastifyInstance, { clock, faults, traffic }: RestTroubleParts): void {
  const befallen = new WeakMap<FastifyRequest, RestFaultAction>();

  app.addHook('preHandler', (request, reply, done) => {
    const [path = ''] = request.url.split('?', 1);
    const form = (request.body ?? {}) as Readonly<Record<string, unknown>>;
    const action = faults.take({ method: request.method, path, form });
    if (action) befallen.set(request, action);
    if (action?.type === 'drop') {
      reply.hijack();
      reply.raw.destroy();
    }
    done(action?.type === 'refuse' ? refusals.outOfOrder(action.status) : undefined);
  });

  app.addHook('onSend', async (request, reply, payload) => {
    const action = befallen.get(request);
    if (action?.type === 'answerLate')
      await traffic.atRest(new Promise<void>((resolve) => clock.schedule(action.ms, resolve)));
    if (action?.type === 'loseAnswer') {
      reply.hijack();
      reply.raw.destroy();
    }
    return payload;
  });
}
