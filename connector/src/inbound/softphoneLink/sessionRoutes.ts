import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../../callCenter/ports/clock.ts';
import { createAllowance } from '../limits/allowance.ts';
import { remoteKey } from '../limits/remoteKey.ts';
import { refuseTooMany } from '../limits/tooMany.ts';
import type { Sessions } from './sessions.ts';

const LARGEST_TOKEN_BYTES = 8 * 1024;

export interface SessionRoutesParts {
  readonly sessions: Sessions;
  readonly allowedOrigins: readonly string[];
  /** From one address, which a whole floor of agents may share. */
  readonly signInsPerMinute: number;
  readonly clock: Clock;
}

/** How a page gets a session: `GET /session/nonce`, then `POST /session` with what the org signed. */
export function openSessionRoutes(app: FastifyInstance, parts: SessionRoutesParts): void {
  const { sessions, allowedOrigins, signInsPerMinute, clock } = parts;

  /** A refusal before anything is read. */
  const checkOrigin = async (request: FastifyRequest, reply: FastifyReply) => {
    reply.header('vary', 'origin');
    const { origin } = request.headers;
    if (origin === undefined) return;
    if (!allowedOrigins.includes(origin)) {
      await reply
        .code(403)
        .send({ code: 'ORIGIN_REFUSED', message: 'Add this origin to CONNECTOR_ALLOWED_ORIGINS.' });
      return;
    }
    reply.header('access-control-allow-origin', origin);
  };
  const limited = () => {
    const allowance = createAllowance(clock, { atOnce: signInsPerMinute, perMinute: signInsPerMinute });
    return async (request: FastifyRequest, reply: FastifyReply) => {
      const waitSeconds = allowance.take(remoteKey(request.ip));
      if (waitSeconds !== undefined) await refuseTooMany(reply, waitSeconds);
    };
  };

  app.options('/session', { onRequest: checkOrigin }, (_request, reply) =>
    reply.header('access-control-allow-headers', 'content-type').code(204).send(),
  );
  app.get('/session/nonce', { onRequest: [checkOrigin, limited()] }, (_request, reply) =>
    reply.header('cache-control', 'no-store').send(sessions.nonce()),
  );
  app.post(
    '/session',
    { onRequest: [checkOrigin, limited()], bodyLimit: LARGEST_TOKEN_BYTES },
    async (request, reply) => {
      const agentToken = (request.body as { agentToken?: unknown } | null)?.agentToken;
      if (typeof agentToken !== 'string') {
        return reply.code(400).send({ code: 'BODY_INVALID', message: 'Send JSON: { "agentToken": "..." }.' });
      }
      const grant = await sessions.grant(agentToken, request.headers.origin);
      if (!grant) {
        return reply
          .code(401)
          .send({ code: 'TOKEN_REFUSED', message: 'Ask the org for a new token with a new nonce.' });
      }
      return reply.header('cache-control', 'no-store').send(grant);
    },
  );
}
