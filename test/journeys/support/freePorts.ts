import { createServer } from 'node:net';

/** A port that is free together with the three after it. */
export async function freePortBase(): Promise<number> {
  // Two runs at once begin at different places.
  for (let base = 21_443 + (process.pid % 500) * 40; base < 60_000; base += 10) {
    const free = await Promise.all([0, 1, 2, 3].map((offset) => isFree(base + offset)));
    if (free.every(Boolean)) return base;
  }
  throw new Error('No free ports');
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer()
      .once('error', () => resolve(false))
      .once('listening', () => probe.close(() => resolve(true)))
      .listen(port);
  });
}
