import { beforeAll, describe, expect, it } from '@jest/globals';
import { playPaidDay, type PaidDay } from './paidDay.ts';

let day: PaidDay;

beforeAll(async () => {
  day = await playPaidDay();
});

describe('a day of 500 agents and 20,000 calls, with the settings that the connector comes with,', () => {
  it('is logged, counted and matched, and its states are kept, with fewer than 1,500 API calls', () => {
    const counts = Object.values(day.apiCalls);

    expect(day.problems).toEqual([]);
    expect(counts.every((count) => count > 0)).toBe(true);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBeLessThan(1_500);
  });

  it('has its rows in the org after two pauses at most', () => {
    expect(day.lateRows).toBe(0);
  });
});
