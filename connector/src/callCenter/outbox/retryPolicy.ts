import { CrmError } from '../ports/crm.ts';
import { TelephonyError } from '../ports/telephony.ts';
import type { Effect } from '../effects.ts';

/** What follows when an effect fails. */
export type Verdict =
  | { readonly kind: 'done' }
  | { readonly kind: 'retry'; readonly afterMs: number }
  | { readonly kind: 'giveUp'; readonly reason: string };

const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 60_000;
/** Call control that comes later than this is of no use to the people on the line. */
const CALL_CONTROL_ATTEMPTS = 6;

/**
 * What to do about a failed effect.
 *
 * Nothing to end any more counts as done. Call control is tried for some seconds; an account that the CRM
 * cannot take now is kept and tried until it can.
 */
export function verdictOn(effect: Effect, attempts: number, failure: unknown): Verdict {
  if (failure instanceof TelephonyError && failure.code === 'TELEPHONY_GONE') {
    return effect.type === 'connectReservation'
      ? { kind: 'giveUp', reason: failure.message }
      : { kind: 'done' };
  }
  const permanent =
    (failure instanceof TelephonyError && failure.code === 'TELEPHONY_REFUSED') ||
    (failure instanceof CrmError && failure.code === 'CALL_LOG_REJECTED');
  const outlived = effect.type !== 'saveCallLog' && attempts >= CALL_CONTROL_ATTEMPTS;
  if (permanent || outlived) return { kind: 'giveUp', reason: messageOf(failure) };
  return { kind: 'retry', afterMs: Math.min(FIRST_DELAY_MS * 2 ** (attempts - 1), LONGEST_DELAY_MS) };
}

function messageOf(failure: unknown): string {
  return failure instanceof Error ? failure.message : 'unknown failure';
}
