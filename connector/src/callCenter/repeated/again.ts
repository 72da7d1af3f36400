import type { Clock } from '../ports/clock.ts';

/** Work that is done again and again. */
export interface Again {
  /** Says that no more is to begin; what goes through a long list asks it between two. */
  isStopped(): boolean;
  /** Begins no more; resolves when what is under way is over. */
  stop(): Promise<void>;
}

export interface AgainParts {
  readonly clock: Clock;
  /** Begins at once, or after the first pause. */
  readonly begins: 'now' | 'later';
  /** How long to wait, in milliseconds, after the work is over, or has failed for `cause`. */
  readonly pauseMs: (cause?: unknown) => number;
  readonly work: () => Promise<void>;
  /** Hears of work that failed; it is done again all the same. */
  readonly failed: (cause: unknown) => void;
}

/** Does `work` again and again, never twice at a time. */
export function doAgain({ clock, begins, pauseMs, work, failed }: AgainParts): Again {
  let stopped = false;
  let forgetTimer: () => void = () => undefined;
  let underWay = Promise.resolve();

  function now(): void {
    underWay = work().then(
      () => {
        later();
      },
      (cause: unknown) => {
        failed(cause);
        later(cause);
      },
    );
  }

  function later(cause?: unknown): void {
    if (!stopped) forgetTimer = clock.schedule(pauseMs(cause), now);
  }

  if (begins === 'now') now();
  else later();

  return {
    isStopped: () => stopped,
    async stop() {
      stopped = true;
      forgetTimer();
      await underWay;
    },
  };
}
