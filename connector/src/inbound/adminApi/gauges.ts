import { Counter, Gauge, type Registry } from 'prom-client';
import type { AgentState, Instant } from '../../../../softphone/core/index.ts';
import type { Board } from '../../../../softphone/wallboard/board.ts';
import type { EffectCounts } from '../../callCenter/ports/store.ts';

/** What is asked for at each scrape. */
export interface Gauges {
  readonly now: () => Instant;
  readonly openTabs: () => number;
  /** Whether this instance carries out effects for all. */
  readonly leads: () => boolean;
  readonly board: () => Board;
  /** How many sheets of news wait in the inbox. */
  readonly inbox: () => Promise<number>;
  readonly effects: () => Promise<EffectCounts>;
  /** Lines of the reports that are due, and how many of them the CRM has refused. */
  readonly reports: () => Promise<{ readonly waiting: number; readonly refused: number }>;
  readonly crmCalls: () => number;
  /** The CRM's API calls of the last 24 hours, and how many it allows; absent until it has said so. */
  readonly crmBudget: () => { readonly used: number; readonly allowed: number } | undefined;
}

const states: readonly AgentState['name'][] = [
  'loggedOut',
  'ready',
  'notReady',
  'reserved',
  'onCall',
  'wrapUp',
];

/** Agents, callers who wait, and open pages. */
export function watchCentre(registry: Registry, { now, openTabs, leads, board }: Gauges): void {
  const registers = [registry];
  new Gauge({
    name: 'cti_open_softphones',
    help: 'Open softphone pages',
    registers,
    collect() {
      this.set(openTabs());
    },
  });
  new Gauge({
    name: 'cti_leads',
    help: 'Whether this instance carries out effects for all',
    registers,
    collect() {
      this.set(Number(leads()));
    },
  });
  new Gauge({
    name: 'cti_agents',
    help: 'Agents by state; of those who are logged out, those of the last 12 hours',
    labelNames: ['state'],
    registers,
    collect() {
      const { agents } = board();
      for (const name of states)
        this.set({ state: name }, agents.filter(({ state }) => state === name).length);
    },
  });
  new Gauge({
    name: 'cti_queue_waiting_calls',
    help: 'Callers who wait in a queue, also those whose call rings at an agent',
    labelNames: ['queue'],
    registers,
    collect() {
      for (const { name, waiting } of board().queues) this.set({ queue: name }, waiting);
    },
  });
  new Gauge({
    name: 'cti_queue_longest_wait_seconds',
    help: 'How long the one waits who waits longest; 0 while nobody does',
    labelNames: ['queue'],
    registers,
    collect() {
      for (const { name, longestSince } of board().queues) {
        this.set({ queue: name }, longestSince === undefined ? 0 : secondsSince(longestSince, now()));
      }
    },
  });
}

/** What waits to leave the connector, and the CRM's budget for it. */
export function watchStore(registry: Registry, gauges: Gauges): void {
  const { now, inbox, effects, reports, crmCalls, crmBudget } = gauges;
  const registers = [registry];
  new Gauge({
    name: 'cti_inbox_sheets',
    help: 'Sheets of webhooks that were kept and answered, and are not taken in yet',
    registers,
    async collect() {
      this.set(await inbox());
    },
  });
  new Gauge({
    name: 'cti_effects',
    help: 'Effects in the outbox: waiting for their time or turn, retried after a failure, or given up for good',
    labelNames: ['state'],
    registers,
    async collect() {
      const { waitingEffects, retriedEffects, givenUpEffects } = await effects();
      this.set({ state: 'waiting' }, waitingEffects);
      this.set({ state: 'retried' }, retriedEffects);
      this.set({ state: 'givenUp' }, givenUpEffects);
    },
  });
  new Gauge({
    name: 'cti_outbox_delay_seconds',
    help: 'For how long the effect has been due that has been due longest; 0 when none is',
    registers,
    async collect() {
      const { oldestDueAt } = await effects();
      this.set(oldestDueAt === undefined ? 0 : secondsSince(oldestDueAt, now()));
    },
  });
  new Gauge({
    name: 'cti_unlogged_calls',
    help: 'Call logs that the CRM refuses until an admin mends the reason',
    registers,
    async collect() {
      this.set((await effects()).unloggedCalls);
    },
  });
  new Gauge({
    name: 'cti_reports_waiting',
    help: 'Lines of the reports that are due and not written',
    registers,
    async collect() {
      this.set((await reports()).waiting);
    },
  });
  new Gauge({
    name: 'cti_reports_refused',
    help: 'Lines of the reports that the CRM refused when they were last tried',
    registers,
    async collect() {
      this.set((await reports()).refused);
    },
  });
  let countedCalls = 0;
  new Counter({
    name: 'cti_crm_api_calls_total',
    help: 'API calls that the connector made to the CRM',
    registers,
    collect() {
      this.inc(crmCalls() - countedCalls);
      countedCalls = crmCalls();
    },
  });
  new Gauge({
    name: 'cti_crm_api_budget',
    help: 'API calls of the whole org in the last 24 hours (used), and how many it may make (allowed)',
    labelNames: ['kind'],
    registers,
    collect() {
      const budget = crmBudget();
      if (!budget) return;
      this.set({ kind: 'used' }, budget.used);
      this.set({ kind: 'allowed' }, budget.allowed);
    },
  });
}

function secondsSince(at: Instant, now: Instant): number {
  return Math.max(0, now - at) / 1000;
}
