import type { NewStep, Step, Tracer } from './ports/tracer.ts';

/** Runs work as a step, which is over with it. Without a tracer it runs as it is. */
export async function asStep<Result>(
  tracer: Tracer | undefined,
  step: NewStep,
  work: (step: Step | undefined) => Promise<Result>,
): Promise<Result> {
  if (!tracer) return work(undefined);
  const begun = tracer.begin(step);
  try {
    const result = await work(begun);
    begun.over('ok');
    return result;
  } catch (failure) {
    begun.over('failed');
    throw failure;
  }
}
