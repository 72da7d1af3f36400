import type { Frame } from './audioLine.ts';
import { silence } from './soundSource.ts';

/** Evens out the uneven arrival of frames from a network. */
export interface FrameQueue {
  push(frame: Frame): void;
  /** The oldest frame, or silence when none is ready. */
  take(): Frame;
}

const framesBeforeStart = 2;
const mostFrames = 6;

/** A queue that waits for 40 ms of sound before it starts (again), and forgets the oldest above 120 ms. */
export function createFrameQueue(): FrameQueue {
  const frames: Frame[] = [];
  let flowing = false;
  return {
    push(frame) {
      frames.push(frame);
      if (frames.length >= framesBeforeStart) flowing = true;
      if (frames.length > mostFrames) frames.shift();
    },
    take() {
      const frame = flowing ? frames.shift() : undefined;
      if (!frame) flowing = false;
      return frame ?? silence();
    },
  };
}
