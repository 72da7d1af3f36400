/** Counts API calls, in all and by kind, as the org's daily allowance does. */
export interface Usage {
  readonly allowed: number;
  used(): number;
  /** One call; `kind` is the method and the resource: `GET query`, `PATCH composite/sobjects`. */
  count(kind: string): void;
  byKind(): Readonly<Record<string, number>>;
  reset(): void;
}

export function createUsage(allowed: number): Usage {
  const calls = new Map<string, number>();
  const used = (): number => [...calls.values()].reduce((sum, count) => sum + count, 0);
  return {
    allowed,
    used,
    count: (kind) => {
      calls.set(kind, (calls.get(kind) ?? 0) + 1);
    },
    byKind: () => Object.fromEntries(calls),
    reset: () => {
      calls.clear();
    },
  };
}
