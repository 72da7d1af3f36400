import type { Clock } from '../../callCenter/ports/clock.ts';
import type { OutsideTrouble } from './outsideTrouble.ts';

export interface ReadinessParts {
  readonly clock: Clock;
  /** Makes something durable. */
  readonly commit: () => Promise<void>;
  /** For how many seconds the turn has been waited for that has been for longest. */
  readonly stuckSeconds: () => number;
  readonly troubles: () => readonly OutsideTrouble[];
}

/** What a probe is answered. */
export interface ProbeAnswer {
  readonly status: 200 | 503;
  readonly body: object;
}

export interface Readiness {
  /** Whether the process is worth keeping. */
  alive(): ProbeAnswer;
  /** Whether calls and agents may be sent here; answers in a second at the latest. */
  ready(): Promise<ProbeAnswer>;
  /** From now on it is not ready. */
  stop(): void;
  stopping(): boolean;
}

/** Somebody else does better than a writer that has not written for so long. */
const STUCK_SECONDS = 30;
/** So long a look at the storage stands, however often probes come. */
const LOOK_MS = 3_000;
const LIMIT_MS = 1_000;

/**
 * An instance is ready while it can store. Others being away does not change that: then no instance would be ready, and
 * callers would be turned away who can be served; it is told beside the answer.
 */
export function createReadiness({ clock, commit, stuckSeconds, troubles }: ReadinessParts): Readiness {
  let stopping = false;
  let look: { readonly stores: Promise<boolean>; readonly at: number } | undefined;

  function stores(): Promise<boolean> {
    if (!look || clock.now() - look.at >= LOOK_MS) {
      look = { stores: inTime(clock, commit), at: clock.now() };
    }
    return look.stores;
  }

  return {
    alive() {
      const seconds = Math.floor(stuckSeconds());
      return seconds < STUCK_SECONDS
        ? { status: 200, body: { status: 'ok' } }
        : { status: 503, body: { code: 'WRITER_STUCK', message: `Nothing was stored for ${seconds} s.` } };
    },
    async ready() {
      if (stopping) return notReady({ name: 'process', remedy: 'It is stopping: ask another instance.' });
      if (!(await stores())) {
        return notReady({ name: 'storage', remedy: 'Check CONNECTOR_DATABASE: its disk, or its server.' });
      }
      const degraded = troubles();
      return { status: 200, body: { status: 'ready', ...(degraded.length > 0 && { degraded }) } };
    },
    stop() {
      stopping = true;
    },
    stopping: () => stopping,
  };
}

function notReady(part: { readonly name: string; readonly remedy: string }): ProbeAnswer {
  return { status: 503, body: { code: 'NOT_READY', parts: [part] } };
}

function inTime(clock: Clock, commit: () => Promise<void>): Promise<boolean> {
  return new Promise((resolve) => {
    const forget = clock.schedule(LIMIT_MS, () => resolve(false));
    commit()
      .then(
        () => resolve(true),
        () => resolve(false),
      )
      .finally(forget);
  });
}
