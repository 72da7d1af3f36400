import type { Instant } from '../../../../softphone/core/index.ts';
import type { Effect, StoredEffect } from '../effects.ts';
import type { Clock } from '../ports/clock.ts';
import type { Journal } from '../ports/journal.ts';
import type { Store } from '../ports/store.ts';
import type { Tracer } from '../ports/tracer.ts';
import { verdictOn } from './retryPolicy.ts';

const BATCH = 100;
const STORE_RETRY_MS = 1_000;

export interface OutboxParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly journal: Journal;
  /** Absent while nobody follows steps. */
  readonly tracer?: Tracer | undefined;
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

/** What became of an effect. */
type Settled = 'ok' | 'retried' | 'givenUp';

/**
 * Carries out stored effects: one at a time in each lane, lanes side by side, again after a failure,
 * and again after a restart.
 */
export function startOutbox({ store, clock, journal, tracer, carryOut, giveUp }: OutboxParts): Outbox {
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
    const settled = followed(stored)
      .catch((cause: unknown) => {
        journal.problem('EFFECT_UNSETTLED', namesOf(stored.effect), cause);
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

  async function followed(stored: StoredEffect): Promise<void> {
    const { type: name, askedBy } = stored.effect;
    if (!tracer) {
      await settle(stored);
      return;
    }
    const step = tracer.begin({ kind: 'effect', name, follows: askedBy ? [askedBy] : [] });
    if ('interactionId' in stored.effect) step.concerns(stored.effect.interactionId);
    try {
      step.over(await tracer.within([step], () => settle(stored)));
    } catch (failure) {
      step.over('unsettled');
      throw failure;
    }
  }

  async function settle(stored: StoredEffect): Promise<Settled> {
    try {
      await carryOut(stored.effect);
    } catch (failure) {
      return settleFailure(stored, failure);
    }
    await store.effectDone(stored.id);
    return 'ok';
  }

  async function settleFailure({ id, effect, attempts }: StoredEffect, failure: unknown): Promise<Settled> {
    const verdict = verdictOn(effect, attempts + 1, failure);
    if (verdict.kind === 'done') {
      await store.effectDone(id);
      return 'ok';
    }
    const code = verdict.kind === 'retry' ? 'EFFECT_RETRIED' : 'EFFECT_GIVEN_UP';
    journal.problem(code, { ...namesOf(effect), attempt: attempts + 1 }, failure);
    if (verdict.kind === 'retry') {
      await store.effectFailed(id, (clock.now() + verdict.afterMs) as Instant, String(failure));
      return 'retried';
    }
    await giveUp(effect);
    await store.effectGivenUp(id, clock.now(), verdict);
    return 'givenUp';
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

function namesOf(effect: Effect): { readonly effect: string; readonly interaction?: string } {
  return { effect: effect.type, ...('interactionId' in effect && { interaction: effect.interactionId }) };
}
