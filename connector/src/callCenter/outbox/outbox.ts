import type { Instant } from '../../../../softphone/core/index.ts';
import type { Effect, StoredEffect } from '../effects.ts';
import type { Clock } from '../ports/clock.ts';
import type { Journal } from '../ports/journal.ts';
import type { Store } from '../ports/store.ts';
import { verdictOn } from './retryPolicy.ts';

const BATCH = 100;
const STORE_RETRY_MS = 1_000;

export interface OutboxParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly carryOut: (effect: Effect) => Promise<void>;
  /** What follows from an effect that can never be carried out. */
  readonly giveUp: (effect: Effect) => Promise<void>;
}

export interface Outbox {
  /** Says that something new may be due. */
  wake(): void;
  /** Stops taking up effects; resolves when those under way are settled. */
  stop(): Promise<void>;
}

/**
 * Carries out stored effects: one at a time in each lane, lanes side by side, again after a failure,
 * and again after a restart.
 */
export function startOutbox({ store, clock, journal, carryOut, giveUp }: OutboxParts): Outbox {
  const underWay = new Map<string, Promise<void>>();
  let looking: Promise<void> | undefined;
  let lookAgain = false;
  const endPauses = new Set<() => void>();
  let stopped = false;
  let forgetTimer: () => void = () => undefined;

  function wake(): void {
    if (stopped) return;
    if (looking) {
      lookAgain = true;
      return;
    }
    looking = look()
      .catch((cause: unknown) => {
        journal.problem('OUTBOX_UNREADABLE', {}, cause);
        wakeAfter(STORE_RETRY_MS);
      })
      .finally(() => {
        looking = undefined;
        if (lookAgain) wake();
      });
  }

  async function look(): Promise<void> {
    lookAgain = false;
    const at = clock.now();
    const due = await store.dueEffects(at, [...underWay.keys()], BATCH);
    for (const stored of due) takeUp(stored);
    if (due.length === BATCH) lookAgain = true;
    const nextDueAt = await store.nextDueAt(at);
    if (nextDueAt !== undefined) wakeAfter(nextDueAt - clock.now());
  }

  function wakeAfter(delayMs: number): void {
    forgetTimer();
    forgetTimer = clock.schedule(delayMs, wake);
  }

  function takeUp(stored: StoredEffect): void {
    const settled = settle(stored)
      .catch((cause: unknown) => {
        journal.problem('EFFECT_UNSETTLED', { effect: stored.effect.type }, cause);
        return pause();
      })
      .finally(() => {
        underWay.delete(stored.lane);
        wake();
      });
    underWay.set(stored.lane, settled);
  }

  /** Keeps a lane shut for a while whose effect would fail in the same way at once. */
  function pause(): Promise<void> {
    return new Promise((resolve) => {
      const forget = clock.schedule(STORE_RETRY_MS, resolve);
      endPauses.add(() => {
        forget();
        resolve();
      });
    });
  }

  async function settle(stored: StoredEffect): Promise<void> {
    try {
      await carryOut(stored.effect);
    } catch (failure) {
      await settleFailure(stored, failure);
      return;
    }
    await store.effectDone(stored.id);
  }

  async function settleFailure({ id, effect, attempts }: StoredEffect, failure: unknown): Promise<void> {
    const verdict = verdictOn(effect, attempts + 1, failure);
    if (verdict.kind === 'done') return store.effectDone(id);
    journal.problem(
      verdict.kind === 'retry' ? 'EFFECT_RETRIED' : 'EFFECT_GIVEN_UP',
      { effect: effect.type },
      failure,
    );
    if (verdict.kind === 'retry') {
      return store.effectFailed(id, (clock.now() + verdict.afterMs) as Instant, String(failure));
    }
    await giveUp(effect);
    return store.effectGivenUp(id, clock.now(), verdict);
  }

  return {
    wake,
    async stop() {
      stopped = true;
      forgetTimer();
      for (const endPause of endPauses) endPause();
      await looking;
      await Promise.all(underWay.values());
    },
  };
}
