import type { FastifyPluginAsync } from 'fastify';
import type { Org } from '../org/org.ts';
import { SYSTEM } from '../org/people.ts';
import type { Faults } from './faults.ts';
import { parseFault } from './faults.ts';
import type { Usage } from './usage.ts';

/** Levers of the stand-in itself, for tests and benches; no such addresses exist at the vendor. */
export function controlRoutes(parts: { org: Org; faults: Faults; usage: Usage }): FastifyPluginAsync {
  const { org, faults, usage } = parts;
  return (app) => {
    app.get('/_sim/usage', () => ({ used: usage.used(), allowed: usage.allowed, byKind: usage.byKind() }));
    app.delete('/_sim/usage', (_request, reply) => {
      usage.reset();
      return reply.code(204).send();
    });

    app.get('/_sim/faults', () => faults.list());
    app.post('/_sim/faults', (request, reply) => {
      const fault = parseFault(request.body);
      if (!fault)
        return reply.code(400).send({
          message: 'Unknown fault: send {"kind": ...} with a kind listed in docs/simulators/salesforce.md.',
        });
      faults.add(fault);
      return reply.code(201).send(fault);
    });
    app.delete('/_sim/faults', (_request, reply) => {
      faults.clear();
      return reply.code(204).send();
    });

    app.post('/_sim/undelete', (request, reply) => {
      org.undelete((request.body as { id: string }).id, SYSTEM);
      return reply.code(204).send();
    });
    app.post('/_sim/convertLead', (request) => org.convertLead((request.body as { id: string }).id, SYSTEM));
    app.post('/_sim/merge', (request, reply) => {
      org.merge(request.body as { master: string; others: string[] }, SYSTEM);
      return reply.code(204).send();
    });

    app.delete('/_sim/sessions', (_request, reply) => {
      org.revokeAll();
      return reply.code(204).send();
    });
    app.put('/_sim/sessions', (request, reply) => {
      const { seconds } = (request.body ?? {}) as { seconds?: unknown };
      if (typeof seconds !== 'number' || seconds <= 0)
        return reply.code(400).send({ message: 'Send {"seconds": 60}: the life of new sessions.' });
      org.setSessionSeconds(seconds);
      return reply.code(204).send();
    });
    return Promise.resolve();
  };
}
