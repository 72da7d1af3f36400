/** Counts what is under way now, so that a test on virtual time knows when everything has come to rest. */
export interface Traffic {
  readonly pending: () => number;
  during<T>(work: () => Promise<T>): Promise<T>;
  /** Something under way waits for the clock: it is at rest meanwhile. */
  atRest<T>(waiting: Promise<T>): Promise<T>;
}

export function createTraffic(): Traffic {
  let pending = 0;
  return {
    pending: () => pending,
    async during(work) {
      pending += 1;
      try {
        return await work();
      } finally {
        pending -= 1;
      }
    },
    async atRest(waiting) {
      pending -= 1;
      try {
        return await waiting;
      } finally {
        pending += 1;
      }
    },
  };
}
