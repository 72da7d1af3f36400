import { setImmediate as breathe } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { InteractionId } from '../../../../softphone/core/index.ts';
import type { StepRef } from '../../callCenter/ports/tracer.ts';
import { createTracer, type RunningTracer, type StepDone } from './tracer.ts';

const one = 'one' as InteractionId;
const other = 'other' as InteractionId;
const noon = Date.UTC(2026, 0, 1, 12);
let done: StepDone[];
let tracer: RunningTracer;

beforeEach(() => {
  done = [];
  tracer = createTracer([{ over: (step) => void done.push(step) }], () => noon);
});

describe('a step', () => {
  it('belongs to the work that it begins in, which learns from it what it is for', async () => {
    const webhook = tracer.begin({ kind: 'webhook', name: 'callArrived' });
    await tracer.within([webhook], async () => {
      await breathe();
      const turn = tracer.begin({ kind: 'turn', name: 'callArrived' });
      turn.concerns(one);
      turn.over('ok');
    });
    webhook.over('ok');

    expect(done).toMatchObject([
      { kind: 'turn', interactionId: one, parent: done[1]?.id },
      { kind: 'webhook', interactionId: one, result: 'ok', milliseconds: expect.any(Number) },
    ]);
  });

  it('follows from one that was stored before a restart', () => {
    const turn = tracer.begin({ kind: 'turn', name: 'callArrived' });
    const stored = JSON.parse(JSON.stringify(turn.refFor(one))) as StepRef;
    const restarted = createTracer([{ over: (step) => void done.push(step) }]);

    restarted.begin({ kind: 'effect', name: 'findMatches', follows: [stored] }).over('ok');

    expect(done).toMatchObject([{ kind: 'effect', interactionId: one, parent: stored.step }]);
  });

  it('of nobody is not told of', () => {
    tracer.begin({ kind: 'turn', name: 'signIn' }).over('ok');
    tracer.requestMade({ to: 'crm', result: 'ok', seconds: 1 });

    expect(done).toEqual([]);
  });

  it('that is for several interactions is told of for each, under its own step', async () => {
    const steps = [one, other].map((interactionId) => {
      const effect = tracer.begin({ kind: 'effect', name: 'saveCallLog', follows: [] });
      effect.concerns(interactionId);
      return effect;
    });

    tracer.within(steps, () => {
      tracer.requestMade({ to: 'crm', result: 'ok', seconds: 0.2 });
    });
    steps.forEach((step) => {
      step.over('ok');
    });

    const parentOf = (interactionId: InteractionId) =>
      done.find((step) => step.kind === 'effect' && step.interactionId === interactionId)?.id;
    expect(done.filter(({ kind }) => kind === 'request')).toMatchObject([
      { interactionId: one, parent: parentOf(one), beganAt: noon - 200, milliseconds: 200 },
      { interactionId: other, parent: parentOf(other) },
    ]);
  });
});
