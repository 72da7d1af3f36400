import { Gauge, type Registry } from 'prom-client';
import { laneKinds } from '../../callCenter/effects.ts';
import type { Instant } from '../../../../softphone/core/index.ts';
import type { KindCounts } from '../../callCenter/ports/store.ts';

/** What is asked for at each scrape about lanes, the writer and sockets. */
export interface LaneGauges {
  readonly now: () => Instant;
  readonly effectKinds: () => Promise<readonly KindCounts[]>;
  /** For how long the turn has been waited for that has been for longest. */
  readonly stuckSeconds: () => number;
  /** How many sockets are open at each door. */
  readonly openSockets: () => readonly { readonly door: string; readonly count: number }[];
}

const states = ['waiting', 'due', 'retried', 'givenUp'] as const;

/** The outbox by kind of lane, how long the writer stands still, and who is connected. */
export function watchLanes(
  registry: Registry,
  { now, effectKinds, stuckSeconds, openSockets }: LaneGauges,
): void {
  const registers = [registry];
  const kinds = async () => new Map((await effectKinds()).map((counts) => [counts.kind, counts]));
  new Gauge({
    name: 'cti_outbox_effects',
    help: 'Effects in the outbox by kind of lane: waiting for their time, due, retried after a failure, given up',
    labelNames: ['kind', 'state'],
    registers,
    async collect() {
      const known = await kinds();
      for (const kind of laneKinds) {
        for (const state of states) this.set({ kind, state }, known.get(kind)?.[state] ?? 0);
      }
    },
  });
  new Gauge({
    name: 'cti_outbox_due_age_seconds',
    help: 'For how long the effect of a kind has been due that has been due longest; 0 when none is',
    labelNames: ['kind'],
    registers,
    async collect() {
      const known = await kinds();
      for (const kind of laneKinds) {
        const oldest = known.get(kind)?.oldestDueAt;
        this.set({ kind }, oldest === undefined ? 0 : Math.max(0, now() - oldest) / 1000);
      }
    },
  });
  new Gauge({
    name: 'cti_store_stuck_seconds',
    help: 'For how long the turn has been waited for that has been for longest; 0 when none is',
    registers,
    collect() {
      this.set(stuckSeconds());
    },
  });
  new Gauge({
    name: 'cti_open_sockets',
    help: 'Open WebSockets by door',
    labelNames: ['door'],
    registers,
    collect() {
      for (const { door, count } of openSockets()) this.set({ door }, count);
    },
  });
}
