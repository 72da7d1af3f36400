import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { OrgUser } from '../org/org.ts';
import { SalesforceError } from '../org/salesforceError.ts';
import { ApexFailure, type ApexRegistry, ApexUnavailable } from './apexRegistry.ts';

/** What a component's call of Apex gets: the method's value, or the message of the exception. */
export type AuraAnswer = { readonly value: unknown } | { readonly message: string };

/**
 * `POST /lightning/apex/:className/:methodName`, its parameters as a JSON object: how the console's components call
 * `@AuraEnabled` methods, as the signed-in user.
 */
export function auraRoutes(
  app: FastifyInstance,
  { apex, userOf }: { apex: ApexRegistry; userOf: (request: FastifyRequest) => OrgUser | undefined },
): void {
  app.post<{ Params: { className: string; methodName: string } }>(
    '/lightning/apex/:className/:methodName',
    (request, reply) => {
      const user = userOf(request);
      if (!user) return reply.code(401).send({ message: 'The session has ended: sign in again.' });
      const params = (request.body ?? {}) as Readonly<Record<string, unknown>>;
      try {
        return reply.send({ value: apex.runAura(request.params, { user, params }) ?? null });
      } catch (failure) {
        if (failure instanceof ApexUnavailable) return reply.code(403).send({ message: failure.message });
        if (failure instanceof ApexFailure || failure instanceof SalesforceError) {
          return reply.code(400).send({ message: failure.message });
        }
        throw failure;
      }
    },
  );
}
