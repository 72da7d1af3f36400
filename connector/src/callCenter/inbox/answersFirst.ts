import type { ProcessClock } from '../ports/clock.ts';

/** Work waits so long at least: what comes meanwhile shares its commit. */
const LOOK_MS = 4;
/** A process that has nothing to do in so much of the time answers all that comes, and has time for work. */
const REST_SHARE = 0.2;
/** Where answers leave no time, work waits for so many times as long as it took before, within bounds. */
const ANSWERS_TO_WORK = 8;
const [SHORTEST_WAIT_MS, LONGEST_WAIT_MS] = [80, 500];

/** Work that may wait for answers. */
export interface AnswersFirst {
  /**
   * Begins the work when the process has time for it, or when answers have had their share. Nothing more happens where
   * work waits already.
   *
   * @param tookMs how long such work took before.
   */
  ask(work: () => void, tookMs: number): void;
  /** Forgets what waits. */
  stop(): void;
}

/** Gives work the time that answers leave, and a ninth of all time where they leave none. */
export function createAnswersFirst(clock: ProcessClock): AnswersFirst {
  let forgetLook: (() => void) | undefined;

  function lookUntil(latestAt: number, work: () => void): void {
    const lookedAt = clock.now();
    const restedMs = clock.restedMs();
    forgetLook = clock.schedule(LOOK_MS, () => {
      forgetLook = undefined;
      const now = clock.now();
      const hasTime = clock.restedMs() - restedMs >= REST_SHARE * (now - lookedAt);
      if (hasTime || now >= latestAt) work();
      else lookUntil(latestAt, work);
    });
  }

  return {
    ask(work, tookMs) {
      if (forgetLook) return;
      const waitMs = Math.min(Math.max(ANSWERS_TO_WORK * tookMs, SHORTEST_WAIT_MS), LONGEST_WAIT_MS);
      lookUntil(clock.now() + waitMs, work);
    },
    stop: () => forgetLook?.(),
  };
}
