import type { FastifyRequest } from 'fastify';
import { refusals } from './restError.ts';

/** A version as `ETag` shows it. */
export function tag(version: number): string {
  return `"${version}"`;
}

/** Throws 412 when the request knows another version; twilio.com/docs/usage/mutation-and-conflict-resolution. */
export function expectVersion(request: FastifyRequest, current: string): void {
  const known = request.headers['if-match'];
  if (known !== undefined && known !== '*' && known !== current && `"${known}"` !== current)
    throw refusals.stale();
}
