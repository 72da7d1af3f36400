import type { CallLog } from '../../../callCenter/ports/crm.ts';
import type { Clock } from '../../../callCenter/ports/clock.ts';
import type { Step, Tracer } from '../../../callCenter/ports/tracer.ts';
import type { CallBudget } from './callBudget.ts';

/** Logs that end together go together, also where a call could be made at once. */
const GATHER_MS = 1_000;
/** Records in one call of the collections resource. Source: REST API Developer Guide, "sObject Collections". */
const MOST_RECORDS = 200;

export interface WaitingLog {
  readonly log: CallLog;
  /** The steps that it is written in. */
  readonly steps: readonly Step[];
  readonly resolve: () => void;
  readonly reject: (failure: unknown) => void;
}

export interface LogBatches {
  /** Writes the log with others; settles when it is known what became of it. */
  add(log: CallLog): Promise<void>;
  /** Writes what waits now, and lets nothing wait any more. */
  hurry(): void;
}

export interface LogBatchesParts {
  readonly clock: Clock;
  readonly budget: CallBudget;
  readonly tracer?: Tracer | undefined;
  /** Settles every log it is given. */
  readonly write: (batch: readonly WaitingLog[]) => Promise<void>;
}

/**
 * Gathers logs, so that many go in one API call: those of a second, all that come while one is under way, and all that
 * come until the budget has a call. A full call never waits.
 */
export function createLogBatches({ clock, budget, tracer, write }: LogBatchesParts): LogBatches {
  let waiting: WaitingLog[] = [];
  let writing = false;
  let hurried = false;
  let forgetTimer: (() => void) | undefined;

  function writeSoon(): void {
    if (writing || waiting.length === 0) return;
    if (hurried || waiting.length >= MOST_RECORDS) {
      writeNow();
      return;
    }
    forgetTimer ??= clock.schedule(Math.max(GATHER_MS, budget.waitMs(clock.now())), writeNow);
  }

  function writeNow(): void {
    forgetTimer?.();
    forgetTimer = undefined;
    const batch = takeDistinct();
    budget.spend(clock.now());
    writing = true;
    const work = () => write(batch);
    const written = tracer
      ? tracer.within(
          batch.flatMap(({ steps }) => steps),
          work,
        )
      : work();
    written
      .catch((failure: unknown) => {
        for (const { reject } of batch) reject(failure);
      })
      .finally(() => {
        writing = false;
        writeSoon();
      });
  }

  /** One key may stand in a call once only. */
  function takeDistinct(): readonly WaitingLog[] {
    const keys = new Set<string>();
    const batch: WaitingLog[] = [];
    const rest: WaitingLog[] = [];
    for (const each of waiting) {
      const take = batch.length < MOST_RECORDS && !keys.has(each.log.key);
      keys.add(each.log.key);
      (take ? batch : rest).push(each);
    }
    waiting = rest;
    return batch;
  }

  return {
    add: (log) =>
      new Promise((resolve, reject) => {
        waiting.push({ log, steps: tracer?.current() ?? [], resolve, reject });
        writeSoon();
      }),
    hurry() {
      hurried = true;
      writeSoon();
    },
  };
}
