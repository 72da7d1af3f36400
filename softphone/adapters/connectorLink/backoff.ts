const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 10_000;

/** How long to wait before the next attempt: twice as long each time, half of it by chance, so that agents do not come back all at once. */
export interface Backoff {
  nextDelayMs(): number;
  reset(): void;
}

/** `random` gives numbers from 0 up to 1. */
export function createBackoff(random: () => number): Backoff {
  let delayMs = FIRST_DELAY_MS;
  return {
    nextDelayMs() {
      const chosen = delayMs / 2 + (random() * delayMs) / 2;
      delayMs = Math.min(delayMs * 2, LONGEST_DELAY_MS);
      return chosen;
    },
    reset() {
      delayMs = FIRST_DELAY_MS;
    },
  };
}
