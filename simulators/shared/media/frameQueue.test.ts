import { describe, expect, it } from '@jest/globals';
import { createFrameQueue } from './frameQueue.ts';

const frameOf = (level: number) => new Int16Array(160).fill(level);

describe('a frame queue', () => {
  it('starts with 40 ms in hand and gives frames in order', () => {
    const queue = createFrameQueue();
    queue.push(frameOf(1));
    expect(queue.take()[0]).toBe(0);
    queue.push(frameOf(2));

    expect([queue.take()[0], queue.take()[0], queue.take()[0]]).toEqual([1, 2, 0]);
  });

  it('forgets the oldest of more than 120 ms, so that delay does not grow', () => {
    const queue = createFrameQueue();

    for (let level = 1; level <= 8; level += 1) queue.push(frameOf(level));

    expect(queue.take()[0]).toBe(3);
  });
});
