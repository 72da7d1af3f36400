import { describe, expect, it } from '@jest/globals';
import { median, percentile } from './statistics.ts';

describe('percentiles', () => {
  it('are values that were measured, whatever their order', () => {
    const values = [50, 20, 40, 30, 10];

    expect(percentile(values, 0.5)).toBe(30);
    expect(percentile(values, 0.95)).toBe(50);
    expect(percentile(values, 0)).toBe(10);
  });

  it('leave out the slowest in a hundred at 0.99', () => {
    const values = Array.from({ length: 100 }, (_, index) => index + 1);

    expect(percentile(values, 0.99)).toBe(99);
    expect(median(values)).toBe(50);
  });

  it('of nothing are no number', () => {
    expect(median([])).toBeNaN();
  });
});
