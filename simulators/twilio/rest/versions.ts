import type { FastifyRequest } from 'fastify';
import { refusals } from './restError.ts';

/** Counts the changes of records, for `ETag` and `If-Match`. */
export interface Versions {
  tagOf(sid: string): string;
  change(sid: string): void;
}

export function createVersions(): Versions {
  const versions = new Map<string, number>();
  return {
    tagOf: (sid) => tag(versions.get(sid) ?? 0),
    change(sid) {
      versions.set(sid, (versions.get(sid) ?? 0) + 1);
    },
  };
}

export function tag(version: number): string {
  return `"${version}"`;
}

/** Throws 412 when the request knows another version; twilio.com/docs/usage/mutation-and-conflict-resolution. */
export function expectVersion(request: FastifyRequest, current: string): void {
  const known = request.headers['if-match'];
  if (known !== undefined && known !== '*' && known !== current && `"${known}"` !== current)
    throw refusals.stale();
}
