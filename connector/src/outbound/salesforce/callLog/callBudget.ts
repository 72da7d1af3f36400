/** How many API calls may be made: so many an hour, and a few at once after a quiet time. */
export interface CallBudget {
  /** Milliseconds until a call may be made; 0 for now. */
  waitMs(nowMs: number): number;
  /** Counts a call that is made now, also one that was not waited for. */
  spend(nowMs: number): void;
}

const HOUR_MS = 3_600_000;
/** What a quiet time saves up: the calls of a quarter of an hour. */
const SAVED_SHARE = 1 / 4;

/** A budget of `callsPerHour`; it begins with what a quiet time saves up. */
export function createCallBudget(callsPerHour: number): CallBudget {
  const most = Math.max(1, callsPerHour * SAVED_SHARE);
  let left = most;
  let at = 0;

  function refill(nowMs: number): void {
    if (at > 0) left = Math.min(most, left + ((nowMs - at) * callsPerHour) / HOUR_MS);
    at = nowMs;
  }

  return {
    waitMs(nowMs) {
      refill(nowMs);
      return left >= 1 ? 0 : Math.ceil(((1 - left) * HOUR_MS) / callsPerHour);
    },
    spend(nowMs) {
      refill(nowMs);
      left = Math.max(0, left - 1);
    },
  };
}
