import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Org, OrgUser } from '../org/org.ts';

/** The cookie Salesforce keeps a browser's session in. */
const cookieName = 'sid';

/** The signed-in user of a request, or `undefined`. */
export function signedInUser(org: Org, request: FastifyRequest): OrgUser | undefined {
  const token = cookieValue(request);
  const session = token === undefined ? undefined : org.session(token);
  return session && consoleUsers(org).find((user) => user.id === session.userId);
}

/** Users who may open the console: an integration user is for the API only. */
export function consoleUsers(org: Org): readonly OrgUser[] {
  return org.users().filter((user) => !org.effectiveAccess(user.id).userPermissions.has('ApiUserOnly'));
}

export function signIn(org: Org, reply: FastifyReply, userId: string): void {
  const { token } = org.sessionFor(userId);
  void reply.header(
    'set-cookie',
    `${cookieName}=${encodeURIComponent(token)}; Path=/; HttpOnly; SameSite=Lax`,
  );
}

export function signOut(org: Org, exchange: { request: FastifyRequest; reply: FastifyReply }): void {
  const token = cookieValue(exchange.request);
  if (token !== undefined) org.revoke(token);
  void exchange.reply.header('set-cookie', `${cookieName}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0`);
}

/** Sends a browser without session to the sign-in page, a script gets 401. */
export function refuseStranger(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (wantsJson(request)) return reply.code(401).send({ message: 'The session has ended: sign in again.' });
  return reply.redirect(`/login?startURL=${encodeURIComponent(request.url)}`);
}

/** The running console page asks for a view, not for a whole page. */
export function wantsJson(request: FastifyRequest): boolean {
  return request.headers.accept === 'application/json';
}

function cookieValue(request: FastifyRequest): string | undefined {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='));
  const value = pairs.find(([name]) => name === cookieName)?.[1];
  return value === undefined || value === '' ? undefined : decodeURIComponent(value);
}
