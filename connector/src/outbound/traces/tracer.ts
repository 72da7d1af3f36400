import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';
import type { InteractionId } from '../../../../softphone/core/index.ts';
import type { OutsideRequest, RequestCounter } from '../../callCenter/ports/requestCounter.ts';
import type { NewStep, Step, StepRef, Tracer } from '../../callCenter/ports/tracer.ts';

/** A step that is over, as one interaction sees it. */
export interface StepDone {
  readonly kind: NewStep['kind'];
  readonly name: string;
  readonly interactionId: InteractionId;
  /** 16 hex digits, the same for all interactions of the step. */
  readonly id: string;
  /** The step of the same interaction that it belongs to, or follows from. */
  readonly parent?: string;
  /** Milliseconds since 1970, with fractions. */
  readonly beganAt: number;
  readonly milliseconds: number;
  readonly result: string;
}

/** Whoever wants to know of steps. */
export interface StepListener {
  readonly began?: (step: Pick<StepDone, 'kind' | 'name' | 'interactionId'>) => void;
  readonly over: (step: StepDone) => void;
}

export interface RunningTracer extends Tracer {
  /** Takes a request to the outside as a step of the work that made it. */
  readonly requestMade: RequestCounter;
}

interface KnownStep extends Step {
  readonly id: string;
  readonly interactions: ReadonlySet<InteractionId>;
}

/**
 * Follows work through promises and timers, and tells of each step that is over, once for each of its interactions.
 *
 * @param nowMs milliseconds since 1970, finer than a clock's.
 */
export function createTracer(
  listeners: readonly StepListener[],
  nowMs = () => performance.timeOrigin + performance.now(),
): RunningTracer {
  const running = new AsyncLocalStorage<readonly KnownStep[]>();
  const current = () => running.getStore() ?? [];

  function begin({ kind, name, follows }: NewStep, beganAt = nowMs()): KnownStep {
    const id = randomBytes(8).toString('hex');
    const parents = follows ? [] : current();
    const interactions = new Set<InteractionId>();
    const concerns = (interactionId: InteractionId) => {
      if (interactions.has(interactionId)) return;
      interactions.add(interactionId);
      for (const { began } of listeners) began?.({ kind, name, interactionId });
      for (const parent of parents) if (parent.interactions.size === 0) parent.concerns(interactionId);
    };
    const parentFor = (interactionId: InteractionId) =>
      parents.find((parent) => parent.interactions.has(interactionId))?.id ??
      follows?.find((ref) => ref.interactionId === interactionId)?.step;
    follows?.forEach((ref) => {
      concerns(ref.interactionId);
    });
    return {
      id,
      interactions,
      concerns,
      refFor: (interactionId): StepRef => ({ interactionId, step: id }),
      over(result) {
        const milliseconds = nowMs() - beganAt;
        for (const interactionId of interactions) {
          const parent = parentFor(interactionId);
          const done = { kind, name, interactionId, id, beganAt, milliseconds, result };
          for (const listener of listeners)
            listener.over({ ...done, ...(parent !== undefined && { parent }) });
        }
      },
    };
  }

  return {
    begin,
    current,
    within: (steps, work) => running.run(steps as readonly KnownStep[], work),
    requestMade({ to, result, seconds }: OutsideRequest) {
      const of = current();
      if (of.length === 0) return;
      const step = begin({ kind: 'request', name: to }, nowMs() - seconds * 1000);
      for (const { interactions } of of) interactions.forEach(step.concerns);
      step.over(result);
    },
  };
}
