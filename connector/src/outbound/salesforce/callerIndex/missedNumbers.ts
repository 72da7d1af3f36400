/** Numbers that Salesforce was searched for in vain a short while ago. */
export interface MissedNumbers {
  has(e164: string): boolean;
  add(e164: string): void;
}

/** A caller who tries again and again costs one search in this time. */
const KEPT_MS = 60_000;
const MOST_KEPT = 1_000;

export function createMissedNumbers(nowMs: () => number): MissedNumbers {
  const until = new Map<string, number>();
  return {
    has: (e164) => (until.get(e164) ?? 0) > nowMs(),
    add(e164) {
      const [oldest] = until.keys();
      if (until.size >= MOST_KEPT && oldest !== undefined) until.delete(oldest);
      until.delete(e164);
      until.set(e164, nowMs() + KEPT_MS);
    },
  };
}
