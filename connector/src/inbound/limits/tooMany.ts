import type { FastifyReply } from 'fastify';

export const TOO_MANY_REQUESTS = 'TOO_MANY_REQUESTS';

/** Sends away one who has asked too often, and says when to come back. */
export function refuseTooMany(reply: FastifyReply, waitSeconds: number): FastifyReply {
  return reply
    .code(429)
    .header('retry-after', waitSeconds)
    .send({ code: TOO_MANY_REQUESTS, message: `Ask again in ${waitSeconds} s.` });
}
