import type { Attention } from '../../ports/attention.ts';
import type { Clock } from '../../ports/clock.ts';

export interface BrowserAttentionParts {
  readonly clock: Clock;
  /** Sounds one ring on the chosen ringer. */
  readonly playRing: () => Promise<void>;
  /** Shows a desktop notification; the returned function takes it away. */
  readonly notify: (call: { caller: string; queue?: string }) => () => void;
}

/** From the start of one ring to the start of the next. */
const RING_EVERY_MS = 3_000;

/** Rings audibly, and on the desktop, until somebody reacts. */
export function createBrowserAttention({ clock, playRing, notify }: BrowserAttentionParts): Attention {
  let forgetNext: (() => void) | undefined;
  let takeAway: () => void = () => undefined;

  function ringOnce(): void {
    // A browser that has not seen a click yet refuses to sound; the next ring tries again.
    playRing().catch(() => undefined);
    forgetNext = clock.schedule(RING_EVERY_MS, ringOnce);
  }

  return {
    ring(call) {
      if (!forgetNext) ringOnce();
      takeAway();
      takeAway = notify(call);
    },
    stopRinging() {
      forgetNext?.();
      forgetNext = undefined;
      takeAway();
      takeAway = () => undefined;
    },
  };
}
