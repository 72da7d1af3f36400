import { randomBytes } from 'node:crypto';

/** The one account of the stand-in and what opens it. */
export interface Account {
  readonly accountSid: string;
  /** Signs webhooks and opens the REST API. */
  readonly authToken: string;
  readonly apiKeySid: string;
  readonly apiKeySecret: string;
}

export const API_VERSION = '2010-04-01';

/** A new sid: two letters that name the kind, then 32 hexadecimal digits. */
export function newSid(prefix: string): string {
  return `${prefix}${randomBytes(16).toString('hex')}`;
}

/** Dates of the 2010 API and of call and conference webhooks: `Mon, 05 Jan 2026 09:00:00 +0000`. */
export function rfc2822(instant: number): string {
  return new Date(instant).toUTCString().replace('GMT', '+0000');
}

/** Dates of the newer APIs: `2026-01-05T09:00:00Z`. */
export function iso8601(instant: number): string {
  return new Date(instant).toISOString().replace(/\.\d+Z$/, 'Z');
}

/** Whole seconds between two instants. */
export function secondsBetween(start: number, end: number): number {
  return Math.round((end - start) / 1000);
}
