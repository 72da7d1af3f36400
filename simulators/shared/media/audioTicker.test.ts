import { describe, expect, it } from '@jest/globals';
import { createVirtualClock } from '../clock.ts';
import { createAudioTicker } from './audioTicker.ts';

describe('an audio ticker', () => {
  it('ticks every 20 ms for all who listen', () => {
    const clock = createVirtualClock();
    const ticker = createAudioTicker(clock);
    const ticks = { one: 0, other: 0 };
    ticker.subscribe(() => (ticks.one += 1));
    clock.advance(100);
    const stop = ticker.subscribe(() => (ticks.other += 1));

    clock.advance(100);
    stop();
    clock.advance(100);

    expect(ticks).toEqual({ one: 15, other: 5 });
  });

  it('catches up after a short stall and lets a long one go', () => {
    const actions: (() => void)[] = [];
    let now = 0;
    const ticker = createAudioTicker({
      now: () => now,
      schedule(_delayMs, action) {
        actions.push(action);
        return () => undefined;
      },
    });
    let ticks = 0;
    ticker.subscribe(() => (ticks += 1));

    now = 65;
    actions.pop()?.();
    expect(ticks).toBe(3);
    now = 60_000;
    actions.pop()?.();

    expect(ticks).toBe(13);
  });

  it('rests when nobody listens, and starts again', () => {
    const clock = createVirtualClock();
    const ticker = createAudioTicker(clock);
    ticker.subscribe(() => undefined)();
    clock.advance(1000);
    let ticks = 0;

    ticker.subscribe(() => (ticks += 1));
    clock.advance(40);

    expect(ticks).toBe(2);
  });
});
