import type { Journal } from './callCenter/ports/journal.ts';
import type { Config } from './config.ts';
import { createStepLog } from './outbound/traces/stepLog.ts';
import { createTracer, type RunningTracer, type StepListener } from './outbound/traces/tracer.ts';

export interface Tracing {
  /** Absent while nobody wants to know of steps: then following them costs nothing. */
  readonly tracer: RunningTracer | undefined;
  stop(): Promise<void>;
}

/** Has steps of calls told to a log that shows so much, and to a receiver of traces where there is one. */
export async function openTracing(
  { tracesUrl }: Pick<Config, 'tracesUrl'>,
  journal: Journal,
): Promise<Tracing> {
  const listeners: StepListener[] = [];
  if (journal.detail) listeners.push(createStepLog(journal.detail));
  const traces = tracesUrl === undefined ? undefined : await sentTo(tracesUrl);
  if (traces) listeners.push(traces);
  return {
    tracer: listeners.length > 0 ? createTracer(listeners) : undefined,
    async stop() {
      try {
        await traces?.stop();
      } catch (cause) {
        journal.problem('TRACES_NOT_SENT', {}, cause);
      }
    },
  };
}

/** Loaded only where it is wanted: OpenTelemetry's packages take a tenth of a second and some megabytes. */
async function sentTo(url: string) {
  const { openOtlpTraces } = await import('./outbound/traces/otlpTraces.ts');
  return openOtlpTraces(url);
}
