import { describe, expect, it } from '@jest/globals';
import { createTimeline } from './timeline.ts';

/** Instants in an order that looks random and is the same every time. */
const instants = Array.from({ length: 500 }, (_, index) => (index * 7919) % 101);

describe('a timeline', () => {
  it('gives what is to come in the order of time, and of its adding at the same instant', () => {
    const timeline = createTimeline();
    const taken: string[] = [];
    instants.forEach((at, index) => timeline.add({ at, action: () => taken.push(`${at} ${index}`) }));

    for (let next = timeline.takeNext(100); next; next = timeline.takeNext(100)) next.action();

    const inOrder = instants
      .map((at, index) => ({ at, index }))
      .sort((one, other) => one.at - other.at || one.index - other.index);
    expect(taken).toEqual(inOrder.map(({ at, index }) => `${at} ${index}`));
  });

  it('keeps what is later, and forgets what is taken back', () => {
    const timeline = createTimeline();
    const forget = timeline.add({ at: 1, action: () => undefined });
    timeline.add({ at: 2, action: () => undefined });

    forget();

    expect(timeline.takeNext(1)).toBeUndefined();
    expect(timeline.takeNext(2)?.at).toBe(2);
    expect(timeline.takeNext(2)).toBeUndefined();
  });
});
