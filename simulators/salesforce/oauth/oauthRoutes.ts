import { createHash } from 'node:crypto';
import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import type { Org, Session } from '../org/org.ts';
import { identityOf, userInfoOf } from './identity.ts';
import { userOfAssertion } from './jwtBearer.ts';
import type { ConnectedApp } from './jwtBearer.ts';
import { OAuthError } from './oauthError.ts';

interface OAuthOptions {
  readonly apps: readonly ConnectedApp[];
  /** What `instance_url` says. Read late: a free port is known only after listening. */
  readonly instanceUrl: () => string;
  readonly ownUrl: () => string;
}

const JWT_BEARER = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

/** The token of `Authorization: Bearer ...` or `OAuth ...`. */
export function bearerToken(request: FastifyRequest): string | undefined {
  return /^(?:Bearer|OAuth)\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
}

/** OAuth: token by JWT assertion, revoke, and who a token speaks for. */
export function oauthRoutes(org: Org, options: OAuthOptions): FastifyPluginAsync {
  const sessionOf = (request: FastifyRequest): Session | undefined => {
    const token = bearerToken(request);
    return token === undefined ? undefined : org.session(token);
  };

  return (app) => {
    app.setErrorHandler((error, _request, reply) => {
      if (!(error instanceof OAuthError)) throw error;
      return reply
        .code(400)
        .header('cache-control', 'no-store')
        .send({ error: error.code, error_description: error.message });
    });

    app.post('/services/oauth2/token', (request) => {
      const form = (request.body ?? {}) as Record<string, string | undefined>;
      if (form.grant_type !== JWT_BEARER)
        throw new OAuthError('unsupported_grant_type', 'grant type not supported');
      const audiences = [options.instanceUrl(), options.ownUrl()];
      const user = userOfAssertion({ org, apps: options.apps, audiences }, form.assertion ?? '');
      const identity = `${options.instanceUrl()}/id/${org.id}/${user.id}`;
      const issuedAt = String(org.now());
      return {
        access_token: org.sessionFor(user.id).token,
        signature: createHash('sha256')
          .update(identity + issuedAt)
          .digest('base64'),
        scope: 'api id openid',
        instance_url: options.instanceUrl(),
        id: identity,
        token_type: 'Bearer',
        issued_at: issuedAt,
      };
    });

    app.route({
      method: ['GET', 'POST'],
      url: '/services/oauth2/revoke',
      handler: (request, reply) => {
        const { token } = { ...(request.query as object), ...(request.body as object | undefined) } as {
          token?: string;
        };
        if (!org.revoke(token ?? ''))
          throw new OAuthError('unsupported_token_type', 'this token type is not supported');
        return reply.code(200).send();
      },
    });

    app.get('/services/oauth2/userinfo', (request, reply) => {
      const session = sessionOf(request);
      if (!session) return reply.code(403).type('text/html').send('Bad_OAuth_Token');
      return userInfoOf(org, { userId: session.userId, instanceUrl: options.instanceUrl() });
    });

    app.get('/id/:orgId/:userId', (request, reply) => {
      const session = sessionOf(request);
      if (!session) return reply.code(403).type('text/html').send('Bad_OAuth_Token');
      const { orgId, userId } = request.params as { orgId: string; userId: string };
      const asked = org.users().find((user) => user.id.startsWith(userId));
      if (!org.id.startsWith(orgId) || !asked) return reply.code(404).type('text/html').send('Bad_Id');
      return identityOf(org, { userId: asked.id, instanceUrl: options.instanceUrl() });
    });
    return Promise.resolve();
  };
}
