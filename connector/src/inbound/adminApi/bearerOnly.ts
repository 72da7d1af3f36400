import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Lets a request through that brings the token, and answers 401 to every other; `variable` is where the token is set. */
export function bearerOnly(token: string, variable: string) {
  return async ({ headers }: FastifyRequest, reply: FastifyReply): Promise<void> => {
    if (sameText(headers.authorization ?? '', `Bearer ${token}`)) return;
    await reply
      .code(401)
      .header('www-authenticate', 'Bearer')
      .send({ code: 'TOKEN_REFUSED', message: `Send "Authorization: Bearer" with ${variable}.` });
  };
}

/** Compares without telling by its time how much is right. */
function sameText(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
