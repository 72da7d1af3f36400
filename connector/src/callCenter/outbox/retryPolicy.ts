import { CrmError } from '../ports/crm.ts';
import { TelephonyError } from '../ports/telephony.ts';
import type { Effect } from '../effects.ts';

/** What follows when an effect fails. */
export type Verdict =
  | { readonly kind: 'done' }
  | { readonly kind: 'retry'; readonly afterMs: number }
  | { readonly kind: 'giveUp'; readonly reason: string; readonly fields: readonly string[] };

const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 60_000;
/** What somebody else was faster with is read again without a pause, so often. */
const AT_ONCE = 3;
/** What people on the line wait for is of no use to them later than some seconds. */
const URGENT_ATTEMPTS = 6;
const URGENT: ReadonlySet<Effect['type']> = new Set([
  'connectReservation',
  'ringParty',
  'adjustSounds',
  'adjustRecording',
  'sendToQueue',
  'sendToVoicemail',
  'sendToRoom',
  'occupyAgent',
  'confirmReservation',
  'findMatches',
]);

/** Somebody waits for what comes of it: that it is gone is to be told, too. */
const mustArrive: ReadonlySet<Effect['type']> = new Set([
  'connectReservation',
  'ringParty',
  'adjustRecording',
  'findMessage',
]);

/**
 * What to do about a failed effect.
 *
 * Nothing to end any more counts as done. What people wait for is tried for some seconds. What puts things right
 * afterwards (a leg to end, an agent to release, a log to write) is kept and tried until it can be done.
 */
export function verdictOn(effect: Effect, attempts: number, failure: unknown): Verdict {
  if (failure instanceof TelephonyError && failure.code === 'TELEPHONY_GONE') {
    return mustArrive.has(effect.type)
      ? { kind: 'giveUp', reason: failure.message, fields: [] }
      : { kind: 'done' };
  }
  if (failure instanceof CrmError && failure.code === 'CALL_LOG_REJECTED') {
    return { kind: 'giveUp', reason: failure.detail ?? failure.message, fields: failure.fields };
  }
  if (failure instanceof TelephonyError && failure.code === 'TELEPHONY_OVERTAKEN' && attempts <= AT_ONCE)
    return { kind: 'retry', afterMs: 0 };
  const permanent = failure instanceof TelephonyError && failure.code === 'TELEPHONY_REFUSED';
  const outlived = URGENT.has(effect.type) && attempts >= URGENT_ATTEMPTS;
  if (permanent || outlived) return { kind: 'giveUp', reason: messageOf(failure), fields: [] };
  return { kind: 'retry', afterMs: Math.min(FIRST_DELAY_MS * 2 ** (attempts - 1), LONGEST_DELAY_MS) };
}

function messageOf(failure: unknown): string {
  return failure instanceof Error ? failure.message : 'unknown failure';
}
