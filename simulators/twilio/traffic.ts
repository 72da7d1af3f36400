import { AsyncLocalStorage } from 'node:async_hooks';

/** Counts what is under way now, so that a test on virtual time knows when everything has come to rest. */
export interface Traffic {
  readonly pending: () => number;
  during<T>(work: () => Promise<T>): Promise<T>;
  /** Something under way waits for the clock: it is at rest meanwhile. What is not counted stays uncounted. */
  atRest<T>(waiting: Promise<T>): Promise<T>;
}

export function createTraffic(): Traffic {
  const counted = new AsyncLocalStorage<boolean>();
  let pending = 0;
  return {
    pending: () => pending,
    async during(work) {
      pending += 1;
      try {
        return await counted.run(true, work);
      } finally {
        pending -= 1;
      }
    },
    async atRest(waiting) {
      if (!counted.getStore()) return waiting;
      pending -= 1;
      try {
        return await waiting;
      } finally {
        pending += 1;
      }
    },
  };
}
