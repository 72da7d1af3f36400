import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { ApexForbidden, ApexUnavailable, type ApexRegistry } from '../apex/apexRegistry.ts';
import { bearerToken } from '../oauth/oauthRoutes.ts';
import type { Org, OrgUser } from '../org/org.ts';
import { SalesforceError } from '../org/salesforceError.ts';
import type { Faults } from './faults.ts';
import type { Usage } from './usage.ts';

interface ApexRestParts {
  readonly org: Org;
  readonly apex: Pick<ApexRegistry, 'runRest'>;
  readonly faults: Faults;
  readonly usage: Usage;
}

/** Classes with `@RestResource` under `/services/apexrest` (Apex Developer Guide, "Exposing Apex Classes as REST Web Services"). */
export function apexRestRoutes({ org, apex, faults, usage }: ApexRestParts): FastifyPluginAsync {
  const answer = (request: FastifyRequest): unknown => {
    const user = userOf(org, request);
    usage.count('apexrest');
    if (faults.take('unavailable', request.url)) {
      throw new SalesforceError('SERVER_UNAVAILABLE', 'Server is not available', { status: 503 });
    }
    const { pathname } = new URL(request.url, 'http://local');
    const resource = `${request.method} ${pathname.slice('/services/apexrest'.length)}`;
    try {
      return apex.runRest(resource, user);
    } catch (error) {
      if (error instanceof ApexForbidden) {
        throw new SalesforceError('FORBIDDEN', error.message, { status: 403 });
      }
      if (!(error instanceof ApexUnavailable)) throw error;
      throw new SalesforceError('NOT_FOUND', error.message, { status: 404 });
    }
  };

  const serve = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    try {
      return await reply.send(answer(request));
    } catch (error) {
      if (!(error instanceof SalesforceError)) throw error;
      return reply.code(error.status).send([error.toErrorBody()]);
    }
  };

  return (app) => {
    app.get('/services/apexrest/*', serve);
    return Promise.resolve();
  };
}

function userOf(org: Org, request: FastifyRequest): OrgUser {
  const session = org.session(bearerToken(request) ?? '');
  const user = org.users().find(({ id }) => id === session?.userId);
  if (user) return user;
  throw new SalesforceError('INVALID_SESSION_ID', 'Session expired or invalid', { status: 401 });
}
