import type { ApiUsage } from '../salesforceSession.ts';

export interface PaceOptions {
  /** Seconds between two calls while the org has calls to spare. */
  readonly everySeconds: number;
  /** The share of the org's daily API calls, 0 to 1, from which on reports leave the rest to others. */
  readonly slowFrom: number;
}

/** Between calls while rows wait that the last one had no room for. */
const BACKLOG_MS = 1_000;
/** From this share on reports are a trickle. */
const TRICKLE_FROM = 0.98;
const LONGEST_MS = 3_600_000;

/**
 * Milliseconds to wait between two calls: as set while there is plenty, ever more from `slowFrom` on, and an hour
 * when hardly anything is left. A backlog is worked off at once only while there is plenty.
 */
export function paceOf(
  { everySeconds, slowFrom }: PaceOptions,
  usage: ApiUsage | undefined,
  backlog: boolean,
): number {
  const usual = everySeconds * 1000;
  const share = usage && usage.allowed > 0 ? usage.used / usage.allowed : 0;
  if (share < slowFrom) return backlog ? Math.min(BACKLOG_MS, usual) : usual;
  if (share >= TRICKLE_FROM) return Math.max(LONGEST_MS, usual);
  const spent = (share - slowFrom) / (TRICKLE_FROM - slowFrom);
  return Math.min(Math.max(LONGEST_MS, usual), Math.round(usual / (1 - spent)));
}
