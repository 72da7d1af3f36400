import { describe, expect, it } from '@jest/globals';
import { createCallBudget } from './callBudget.ts';

const MINUTE_MS = 60_000;

describe('a budget of sixty calls an hour', () => {
  it('lets the calls of a quarter of an hour go at once, then one a minute', () => {
    const budget = createCallBudget(60);
    const waits = Array.from({ length: 17 }, () => {
      const wait = budget.waitMs(MINUTE_MS);
      budget.spend(MINUTE_MS);
      return wait;
    });

    expect(waits).toEqual([...Array<number>(15).fill(0), MINUTE_MS, MINUTE_MS]);
  });

  it('saves up again, but never more than a quarter of an hour is worth', () => {
    const budget = createCallBudget(60);
    for (let call = 0; call < 15; call += 1) budget.spend(MINUTE_MS);
    expect(budget.waitMs(MINUTE_MS + 30_000)).toBe(30_000);

    const dayLater = 25 * 60 * MINUTE_MS;
    for (let call = 0; call < 15; call += 1) budget.spend(dayLater);
    expect(budget.waitMs(dayLater)).toBe(MINUTE_MS);
  });
});
