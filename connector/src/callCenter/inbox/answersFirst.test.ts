import { beforeEach, describe, expect, it } from '@jest/globals';
import { createVirtualClock, type VirtualClock } from '../testing/virtualClock.ts';
import { createAnswersFirst, type AnswersFirst } from './answersFirst.ts';

let clock: VirtualClock;
/** How much of the time answers take. */
let busyShare: number;
let answersFirst: AnswersFirst;
let begunAfterMs: number[];

beforeEach(() => {
  clock = createVirtualClock();
  busyShare = 1;
  begunAfterMs = [];
  let restedMs = 0;
  let at = clock.now();
  answersFirst = createAnswersFirst({
    ...clock,
    restedMs() {
      restedMs += (clock.now() - at) * (1 - busyShare);
      at = clock.now();
      return restedMs;
    },
  });
});

function ask(tookMs = 0): void {
  const askedAt = clock.now();
  answersFirst.ask(() => void begunAfterMs.push(clock.now() - askedAt), tookMs);
}

describe('work that may wait for answers', () => {
  it('begins some milliseconds later where a fifth of the time is left: what comes meanwhile shares its commit', () => {
    busyShare = 0.75;
    ask();
    clock.advance(100);

    expect(begunAfterMs).toEqual([4]);
  });

  it('begins as soon as answers leave so much time', () => {
    busyShare = 0.9;
    ask();
    clock.advance(20);
    expect(begunAfterMs).toEqual([]);
    busyShare = 0.5;
    clock.advance(4);

    expect(begunAfterMs).toEqual([24]);
  });

  it('has a ninth of the time where answers leave none, within bounds', () => {
    for (const tookMs of [0, 25, 5_000]) {
      ask(tookMs);
      clock.advance(1_000);
    }

    expect(begunAfterMs).toEqual([80, 200, 500]);
  });

  it('begins once where it is asked for again while it waits, and when it is asked for anew', () => {
    ask();
    ask();
    clock.advance(200);
    expect(begunAfterMs).toEqual([80]);
    ask();
    clock.advance(200);

    expect(begunAfterMs).toEqual([80, 80]);
  });

  it('is forgotten when that is stopped', () => {
    ask();
    answersFirst.stop();
    clock.advance(1_000);

    expect(begunAfterMs).toEqual([]);
  });
});
