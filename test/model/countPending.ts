/** Counts what is under way, so that told time can wait for it. */
export interface Pending {
  readonly count: () => number;
  during<Result>(work: Promise<Result>): Promise<Result>;
  /** The same object, each of whose promises is counted until it settles. */
  watch<Watched extends object>(watched: Watched): Watched;
}

export function countPending(): Pending {
  let under = 0;

  async function during<Result>(work: Promise<Result>): Promise<Result> {
    under += 1;
    try {
      return await work;
    } finally {
      under -= 1;
    }
  }

  return {
    count: () => under,
    during,
    watch: (watched) =>
      new Proxy(watched, {
        get(target, name) {
          const member: unknown = Reflect.get(target, name);
          if (typeof member !== 'function') return member;
          return (...given: readonly unknown[]) => {
            const result: unknown = Reflect.apply(member, target, given);
            return result instanceof Promise ? during(result) : result;
          };
        },
      }),
  };
}
