import type { Clock } from '../clock.ts';

/** The one beat of 20 ms that all sound moves by. */
export interface AudioTicker {
  /** Calls `onTick` every 20 ms until the returned function is called. */
  subscribe(onTick: () => void): () => void;
}

const tickMs = 20;
/** After a longer stall the beat starts anew instead of catching up. */
const mostTicksAtOnce = 10;

/** A ticker that corrects its drift and rests while nobody listens. */
export function createAudioTicker(clock: Clock): AudioTicker {
  const listeners = new Set<() => void>();
  let nextAt = 0;
  let running = false;

  function run() {
    const late = Math.floor((clock.now() - nextAt) / tickMs) + 1;
    if (late > mostTicksAtOnce) nextAt = clock.now();
    for (let due = Math.min(late, mostTicksAtOnce); due > 0; due -= 1) {
      nextAt += tickMs;
      for (const listener of [...listeners]) listener();
    }
    running = listeners.size > 0;
    if (running) clock.schedule(Math.max(0, nextAt - clock.now()), run);
  }

  return {
    subscribe(onTick) {
      const listener = () => {
        onTick();
      };
      listeners.add(listener);
      if (!running) {
        running = true;
        nextAt = clock.now() + tickMs;
        clock.schedule(tickMs, run);
      }
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
