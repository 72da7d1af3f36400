import { Counter, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { RequestCounter } from '../../callCenter/ports/requestCounter.ts';
import { watchCentre, watchStore, type Gauges } from './gauges.ts';
import { watchLanes, type LaneGauges } from './laneGauges.ts';

/**
 * What operators see, in Prometheus' words (`docs/operators.md`).
 *
 * Labels name states, results, routes and queues, of which there are few: never numbers, and never names or ids of
 * people.
 */
export interface Metrics {
  readonly registry: Registry;
  webhookAnswered(webhook: { route: string; status: number; seconds: number }): void;
  callEnded(call: { direction: string; outcome: string }): void;
  repaired(kind: string): void;
  turnTaken(turn: { seconds: number; result: 'ok' | 'failed' }): void;
  readonly requestMade: RequestCounter;
}

export function createMetrics(gauges: Gauges & LaneGauges): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  watchStore(registry, gauges);
  watchCentre(registry, gauges);
  watchLanes(registry, gauges);

  const webhooks = new Histogram({
    name: 'cti_webhook_seconds',
    help: 'Time from a webhook to its answer, which is sent when the event is durable',
    labelNames: ['route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
    registers,
  });
  const turns = new Histogram({
    name: 'cti_turn_seconds',
    help: 'Time from a decision that is asked for until it is durable',
    labelNames: ['result'],
    buckets: [0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1],
    registers,
  });
  const requests = new Histogram({
    name: 'cti_outside_request_seconds',
    help: 'Requests to the carrier, the router and the CRM, by what came of them',
    labelNames: ['to', 'result'],
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });
  const calls = new Counter({
    name: 'cti_calls_total',
    help: 'Calls that have ended, by direction and outcome',
    labelNames: ['direction', 'outcome'],
    registers,
  });
  const repairs = new Counter({
    name: 'cti_repairs_total',
    help: 'Differences from the carrier and the router that were found and put right, by kind',
    labelNames: ['kind'],
    registers,
  });

  return {
    registry,
    webhookAnswered: ({ route, status, seconds }) => webhooks.observe({ route, status }, seconds),
    callEnded: ({ direction, outcome }) => calls.inc({ direction, outcome }),
    repaired: (kind) => repairs.inc({ kind }),
    turnTaken: ({ seconds, result }) => turns.observe({ result }, seconds),
    requestMade: ({ to, result, seconds }) => requests.observe({ to, result }, seconds),
  };
}
