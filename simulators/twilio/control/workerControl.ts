import type { FastifyInstance } from 'fastify';
import type { Engine } from '../taskRouter/engine.ts';
import { setActivity } from '../taskRouter/workers.ts';

/**
 * Moves a worker as somebody in Twilio's console does:
 *
 *     POST /_sim/workers/005000000000001AAA { "activity": "Unavailable" }
 */
export function workerControl(app: FastifyInstance, engine: Engine): void {
  const { records } = engine;
  app.post<{ Params: { name: string }; Body: { activity?: unknown } | null }>(
    '/_sim/workers/:name',
    (request, reply) => {
      const { name } = request.params;
      const worker = records.workers.all().find(({ friendly_name }) => friendly_name === name);
      if (!worker) return reply.code(404).send({ message: `There is no worker ${name}` });
      const wanted = request.body?.activity;
      const activity = records.activities
        .all()
        .find(
          ({ workspace_sid, friendly_name }) =>
            workspace_sid === worker.workspace_sid && friendly_name === wanted,
        );
      if (!activity) return reply.code(400).send({ message: 'activity must name one of the workspace' });
      setActivity(engine, worker.sid, activity);
      return { name, activity: activity.friendly_name };
    },
  );
}
