import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

/** What operators see, in Prometheus' words. Labels never hold numbers, names or ids. */
export interface Metrics {
  readonly registry: Registry;
  webhookAnswered(webhook: { route: string; status: number; seconds: number }): void;
  callEnded(call: { direction: string; outcome: string }): void;
  repaired(kind: string): void;
}

/** What is asked for at each scrape. */
export interface Gauges {
  readonly openTabs: () => number;
  readonly effects: () => Promise<{
    waitingEffects: number;
    givenUpEffects: number;
    unloggedCalls: number;
  }>;
  readonly crmCalls: () => number;
}

export function createMetrics({ openTabs, effects, crmCalls }: Gauges): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });

  const webhooks = new Histogram({
    name: 'cti_webhook_seconds',
    help: 'Time from a webhook to its answer, which is sent when the event is durable',
    labelNames: ['route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
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
    help: 'Differences from the carrier that were found and put right, by kind',
    labelNames: ['kind'],
    registers,
  });
  new Gauge({
    name: 'cti_open_softphones',
    help: 'Open softphone pages',
    registers,
    collect() {
      this.set(openTabs());
    },
  });
  new Gauge({
    name: 'cti_effects',
    help: 'Effects in the outbox: waiting, or given up for good',
    labelNames: ['state'],
    registers,
    async collect() {
      const { waitingEffects, givenUpEffects } = await effects();
      this.set({ state: 'waiting' }, waitingEffects);
      this.set({ state: 'givenUp' }, givenUpEffects);
    },
  });
  new Gauge({
    name: 'cti_unlogged_calls',
    help: 'Call logs that Salesforce refuses until an admin mends the reason',
    registers,
    async collect() {
      this.set((await effects()).unloggedCalls);
    },
  });
  let countedCalls = 0;
  new Counter({
    name: 'cti_crm_api_calls_total',
    help: 'API calls that the connector made to Salesforce',
    registers,
    collect() {
      this.inc(crmCalls() - countedCalls);
      countedCalls = crmCalls();
    },
  });

  return {
    registry,
    webhookAnswered: ({ route, status, seconds }) => webhooks.observe({ route, status }, seconds),
    callEnded: ({ direction, outcome }) => calls.inc({ direction, outcome }),
    repaired: (kind) => repairs.inc({ kind }),
  };
}
