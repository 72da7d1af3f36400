import { createTimeline } from './timeline.ts';

/** Time as a stand-in sees it, in milliseconds since 1970. */
export interface Clock {
  now(): number;
  /** Runs `action` once after `delayMs`; the returned function forgets it. */
  schedule(delayMs: number, action: () => void): () => void;
}

/** Time that moves only when a test says so. */
export interface VirtualClock extends Clock {
  /** Moves time on and runs what falls due, in order, also what is scheduled meanwhile. */
  advance(ms: number): void;
  /** Like `advance`, but after every action waits for `settled`, so that what it set off may go on. */
  advanceAsync(ms: number, settled: () => Promise<void>): Promise<void>;
}

/** The machine's time. A pending action does not keep the process alive. */
export const systemClock: Clock = {
  now: () => Date.now(),
  schedule(delayMs, action) {
    const timer = setTimeout(action, delayMs);
    timer.unref();
    return () => {
      clearTimeout(timer);
    };
  },
};

export function createVirtualClock(startAt = 0): VirtualClock {
  const timeline = createTimeline();
  let now = startAt;

  return {
    now: () => now,
    schedule: (delayMs, action) => timeline.add({ at: now + Math.max(0, delayMs), action }),
    advance(ms) {
      const until = now + ms;
      for (let next = timeline.takeNext(until); next; next = timeline.takeNext(until)) {
        now = next.at;
        next.action();
      }
      now = until;
    },
    async advanceAsync(ms, settled) {
      const until = now + ms;
      await settled();
      for (let next = timeline.takeNext(until); next; next = timeline.takeNext(until)) {
        now = next.at;
        next.action();
        await settled();
      }
      now = until;
    },
  };
}
