import type { Instant } from '../../softphone/core/index.ts';
import type { ProcessClock } from './callCenter/ports/clock.ts';

/** The clocks of a machine and a process, in milliseconds. */
export interface MachineClocks {
  /** Since 1970; may be set to any other time. */
  readonly wallMs: () => number;
  /** Since some moment; only ever runs. */
  readonly runningMs: () => number;
  /** In how many of those this process had nothing to do. */
  readonly restedMs: () => number;
}

/** A smaller step is what a machine does that keeps its clock right. */
const STEP_MS = 2_000;
/** A longer timer would ring at once (nodejs.org/api/timers.html, "setTimeout"). */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * The connector's time: the machine's, except that it never goes back while the process lives. Deadlines, allowances and
 * durations count on that. When the machine's clock is set back, this one runs on from where it was, until the machine's
 * has come as far or the process starts anew; when it is set forward, or the machine slept, this one follows.
 * `stepped` hears by how many seconds the machine's clock was set, or stands behind: 0 when it does so no more.
 */
export function createSteadyClock(
  { wallMs, runningMs, restedMs }: MachineClocks,
  stepped: (seconds: number) => void,
): ProcessClock {
  let aheadOfRunning = wallMs() - runningMs();
  let told = 0;

  function tell(stepMs: number): void {
    if (Math.abs(stepMs - told) < STEP_MS) return;
    told = stepMs > 0 ? 0 : stepMs;
    stepped(Math.round(stepMs / 1000));
  }

  return {
    now() {
      const own = runningMs() + aheadOfRunning;
      const stepMs = wallMs() - own;
      tell(stepMs);
      aheadOfRunning += Math.max(0, stepMs);
      return Math.round(own + Math.max(0, stepMs)) as Instant;
    },
    restedMs,
    schedule(delayMs, action) {
      const timer = setTimeout(action, Math.min(delayMs, LONGEST_TIMER_MS));
      return () => clearTimeout(timer);
    },
  };
}
