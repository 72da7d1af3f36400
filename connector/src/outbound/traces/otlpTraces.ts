import { createHash } from 'node:crypto';
import { ROOT_CONTEXT, SpanKind, SpanStatusCode, trace, TraceFlags, type Context } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, TracerProvider, type IdGenerator } from '@opentelemetry/sdk-trace';
import type { StepDone, StepListener } from './tracer.ts';

export interface OtlpTraces extends StepListener {
  /** Sends what is left. Settles in some seconds, also where nobody takes it. */
  stop(): Promise<void>;
}

const SERVICE = 'cti-connector';
/** Who takes traces is never waited for: what does not fit is dropped. */
const SENDING = { scheduledDelayMillis: 2_000, exportTimeoutMillis: 5_000, maxQueueSize: 4_096 };

const kinds: Readonly<Record<StepDone['kind'], SpanKind>> = {
  webhook: SpanKind.SERVER,
  turn: SpanKind.INTERNAL,
  effect: SpanKind.CONSUMER,
  request: SpanKind.CLIENT,
};

/**
 * Sends steps as OpenTelemetry spans to an OTLP/HTTP receiver (JSON). All steps of an interaction are one trace, whose id
 * follows from the interaction's: so it goes on after a restart, and at another instance.
 */
export function openOtlpTraces(url: string): OtlpTraces {
  const ids = createStepIds();
  const processor = new BatchSpanProcessor({ exporter: new OTLPTraceExporter({ url }), ...SENDING });
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': SERVICE }),
    idGenerator: ids.generator,
    spanProcessors: [processor],
  });
  const tracer = provider.getTracer(SERVICE);
  return {
    over(step) {
      const traceId = traceIdOf(step.interactionId);
      ids.next = { traceId, spanId: step.id };
      const span = tracer.startSpan(
        `${step.kind} ${step.name}`,
        {
          kind: kinds[step.kind],
          startTime: step.beganAt,
          attributes: { 'cti.interaction': step.interactionId, 'cti.result': step.result },
        },
        parentContext(traceId, step.parent),
      );
      if (step.result !== 'ok') span.setStatus({ code: SpanStatusCode.ERROR, message: step.result });
      span.end(step.beganAt + step.milliseconds);
    },
    stop: () => provider.shutdown(),
  };
}

/** The trace of an interaction: 32 hex digits. */
export function traceIdOf(interactionId: string): string {
  return createHash('sha256').update(interactionId).digest('hex').slice(0, 32);
}

function parentContext(traceId: string, spanId: string | undefined): Context {
  return spanId === undefined
    ? ROOT_CONTEXT
    : trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags: TraceFlags.SAMPLED, isRemote: true });
}

interface StepIds {
  next: { readonly traceId: string; readonly spanId: string };
  readonly generator: IdGenerator;
}

/** Spans get the ids that their steps have. */
function createStepIds(): StepIds {
  const ids: StepIds = {
    next: { traceId: '', spanId: '' },
    generator: {
      generateTraceId: () => ids.next.traceId,
      generateSpanId: () => ids.next.spanId,
    },
  };
  return ids;
}
