import type { Clock } from '../../shared/clock.ts';

/** Why TwiML stops before its end: the call is over, or a request sends it elsewhere. */
export type Interruption = 'hangup' | 'redirected';

export class Interrupted extends Error {
  readonly why: Interruption;

  constructor(why: Interruption) {
    super(`TwiML interrupted: ${why}`);
    this.name = 'Interrupted';
    this.why = why;
  }
}

/**
 * Waits for what `begin` brings. `begin` returns how to tidy up, which happens exactly once.
 * Rejects with the signal's reason, an {@link Interrupted}, when the signal comes first.
 */
export function interruptible<T>(
  signal: AbortSignal,
  begin: (resolve: (value: T) => void, reject: (error: Error) => void) => () => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(signal.reason as Error);
      return;
    }
    let tidyUp: () => void = () => undefined;
    let over = false;
    const finish = (settle: () => void) => {
      if (over) return;
      over = true;
      signal.removeEventListener('abort', interrupted);
      tidyUp();
      settle();
    };
    const interrupted = () => {
      finish(() => {
        reject(signal.reason as Error);
      });
    };
    signal.addEventListener('abort', interrupted);
    tidyUp = begin(
      (value) => {
        finish(() => {
          resolve(value);
        });
      },
      (error) => {
        finish(() => {
          reject(error);
        });
      },
    );
  });
}

export function pause(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  return interruptible(signal, (resolve) => clock.schedule(ms, resolve));
}
