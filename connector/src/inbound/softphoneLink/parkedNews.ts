import { setImmediate } from 'node:timers/promises';
import type { ParkedCall } from '../../../../softphone/core/index.ts';
import type { ToSoftphone } from '../../../../softphone/protocol/messages.ts';
import type { CallCenter } from '../../callCenter/callCenter.ts';
import type { Clock } from '../../callCenter/ports/clock.ts';
import type { Journal } from '../../callCenter/ports/journal.ts';

/** What changes within this time is told as one. */
const TOGETHER_MS = 250;
/** Ten thousand sockets take a tenth of a second: after so many, others have their turn. */
const AT_ONCE = 2_000;

/** The calls that wait in orbits, for all pages of this instance: read once after each change, however many ask. */
export interface ParkedNews {
  /** As they are now. Ask while you follow. */
  list(): Promise<readonly ParkedCall[]>;
  /** They read otherwise now. Every page may say so of the same change. */
  changed(): void;
  /** Hears the list after each change, in one message for all; the answer ends that. */
  follow(hear: (message: ToSoftphone) => void): () => void;
}

export interface ParkedNewsParts {
  readonly callCenter: Pick<CallCenter, 'parkedCalls'>;
  readonly clock: Clock;
  readonly journal: Journal;
}

export function createParkedNews({ callCenter, clock, journal }: ParkedNewsParts): ParkedNews {
  const followers = new Set<(message: ToSoftphone) => void>();
  let reading: Promise<readonly ParkedCall[]> | undefined;
  let toldAt = -Infinity;
  let isDue = false;

  /** What was read while it changed is read again. */
  async function list(): Promise<readonly ParkedCall[]> {
    const own = (reading ??= callCenter.parkedCalls());
    try {
      const parkedCalls = await own;
      return own === reading ? parkedCalls : await list();
    } catch (cause) {
      if (own === reading) reading = undefined;
      throw cause;
    }
  }

  async function tell(): Promise<void> {
    isDue = false;
    toldAt = clock.now();
    if (followers.size === 0) return;
    try {
      const message = { type: 'parkedCalls', parkedCalls: await list() } as const;
      let left = AT_ONCE;
      for (const hear of followers) {
        hear(message);
        left -= 1;
        if (left > 0) continue;
        left = AT_ONCE;
        await setImmediate();
      }
    } catch (cause) {
      journal.problem('PARKED_CALLS_UNREADABLE', {}, cause);
    }
  }

  return {
    list,
    changed() {
      reading = undefined;
      if (isDue) return;
      isDue = true;
      clock.schedule(Math.max(0, toldAt + TOGETHER_MS - clock.now()), () => void tell());
    },
    follow(hear) {
      // Nobody has heard of changes since.
      if (followers.size === 0) reading = undefined;
      followers.add(hear);
      return () => void followers.delete(hear);
    },
  };
}
