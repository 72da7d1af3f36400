import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Clock } from './callCenter/ports/clock.ts';
import { createSteadyClock } from './steadyClock.ts';

const NOON = Date.UTC(2026, 0, 5, 12);
const HOUR_MS = 3_600_000;

let runningMs: number;
let setByMs: number;
let steps: number[];
let clock: Clock;

beforeEach(() => {
  runningMs = 500.25;
  setByMs = 0;
  steps = [];
  const wallMs = () => NOON + Math.floor(runningMs - 500.25) + setByMs;
  clock = createSteadyClock(
    { wallMs, runningMs: () => runningMs, restedMs: () => 0 },
    (seconds) => void steps.push(seconds),
  );
});

const sinceNoon = () => clock.now() - NOON;

describe('the connector’s time', () => {
  it('is the machine’s, in whole milliseconds', () => {
    const read = [0, 1.5, 1_000, 60_000].map((ms) => {
      runningMs += ms;
      return sinceNoon();
    });

    expect(read.every(Number.isInteger)).toBe(true);
    expect(Math.abs(sinceNoon() - 61_001)).toBeLessThanOrEqual(1);
    expect(steps).toEqual([]);
  });

  it('runs on when the machine’s clock is set back, and says so once', () => {
    clock.now();
    setByMs = -HOUR_MS;
    runningMs += 10_000;
    const read = [sinceNoon(), sinceNoon()];
    runningMs += 10_000;

    expect([...read, sinceNoon()]).toEqual([10_000, 10_000, 20_000]);
    expect(steps).toEqual([-3_600]);
  });

  it('is the machine’s again when that has come as far, and says so', () => {
    setByMs = -HOUR_MS;
    clock.now();
    runningMs += HOUR_MS / 2;
    setByMs = 0;

    expect(sinceNoon()).toBe(HOUR_MS / 2);
    expect(steps).toEqual([-3_600, 0]);
  });

  it('follows when the machine’s clock is set forward, or the machine slept, and says so once', () => {
    setByMs = 24 * HOUR_MS;

    expect([sinceNoon(), sinceNoon()]).toEqual([24 * HOUR_MS, 24 * HOUR_MS]);
    expect(steps).toEqual([86_400]);
  });

  it('says nothing of the steps by which a machine keeps its clock right, and never goes back by them', () => {
    const read = [300, -900, 200, -1_500].map((ms) => {
      setByMs = ms;
      runningMs += 100;
      return sinceNoon();
    });

    expect(read.toSorted((one, other) => one - other)).toEqual(read);
    expect(steps).toEqual([]);
  });
});

describe('a timer', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('of more days than Node can wait does not ring at once', () => {
    const rings = jest.fn();

    const forget = clock.schedule(40 * 24 * HOUR_MS, rings);
    jest.advanceTimersByTime(24 * HOUR_MS);

    expect(rings).not.toHaveBeenCalled();
    forget();
  });

  it('that is forgotten does not ring', () => {
    const rings = jest.fn();

    clock.schedule(1_000, rings)();
    jest.advanceTimersByTime(2_000);

    expect(rings).not.toHaveBeenCalled();
  });
});
