import { newDesk, type AgentId, type Instant } from '../../../../../softphone/core/index.ts';
import { openStore } from '../../../outbound/storage/openStore.ts';
import { defaultMetricRules, type MetricRules } from '../../figures/metricRules.ts';
import type { Fact } from '../../ledger/fact.ts';
import { keepFacts } from '../../ledger/keepFacts.ts';
import type { ReportSink } from '../../ports/reportSink.ts';
import type { Store } from '../../ports/store.ts';
import { createVirtualClock, type VirtualClock } from '../../testing/virtualClock.ts';
import { rebuildDay, type Rebuilt } from '../rebuildDay.ts';
import type { ReportRow } from '../reportRow.ts';
import type { Again } from '../../repeated/again.ts';
import { startReportWriter } from '../reportWriter.ts';

/** Reports over a real store, at a CRM that a test can break. */
export interface ReportKit {
  readonly store: Store;
  readonly clock: VirtualClock;
  /** What the CRM has, by key. */
  readonly kept: Map<string, ReportRow>;
  /** The rows of each call of the CRM, and when it was. */
  readonly calls: { readonly at: Instant; readonly rows: readonly ReportRow[] }[];
  readonly problems: string[];
  /** How the CRM is now. */
  readonly crm: {
    isDown: boolean;
    paceMs: number;
    rowsAtOnce: number;
    readonly refuses: Set<string>;
    /** Runs while a call of the CRM is under way. */
    meanwhile: () => Promise<void>;
  };
  /** Facts that are found out now. */
  happens(...facts: Fact[]): Promise<void>;
  /** Time passes, in steps, and the writer does what it does. */
  passes(seconds: number, stepSeconds?: number): Promise<void>;
  rowsOf<Kind extends ReportRow['kind']>(kind: Kind): readonly Extract<ReportRow, { kind: Kind }>[];
  rebuild(day: string): Promise<Rebuilt>;
  /** The connector stops, is away for so long, and starts again on the same file. */
  restarts(awaySeconds?: number): Promise<void>;
  stop(): Promise<void>;
}

export interface ReportKitSetting {
  readonly file?: string;
  readonly startAt?: number;
  readonly rules?: Partial<MetricRules>;
}

export async function openReportKit({
  file = ':memory:',
  startAt = Date.UTC(2026, 0, 5, 9),
  rules = {},
}: ReportKitSetting = {}): Promise<ReportKit> {
  const clock = createVirtualClock(startAt);
  const kept = new Map<string, ReportRow>();
  const calls: ReportKit['calls'] = [];
  const problems: string[] = [];
  const crm: ReportKit['crm'] = {
    isDown: false,
    paceMs: 30_000,
    rowsAtOnce: 200,
    refuses: new Set(),
    meanwhile: () => Promise.resolve(),
  };
  const sink: ReportSink = {
    get rowsAtOnce() {
      return crm.rowsAtOnce;
    },
    paceMs: () => crm.paceMs,
    async save(rows) {
      calls.push({ at: clock.now(), rows });
      await crm.meanwhile();
      if (crm.isDown) throw new Error('The CRM cannot be reached');
      const refused = new Map<string, string>();
      for (const row of rows) {
        if (crm.refuses.has(row.key)) refused.set(row.key, 'A rule of the org');
        else if (row.kind === 'stateInterval' && row.void) kept.delete(row.key);
        else kept.set(row.key, row);
      }
      return { refused };
    },
  };
  const metricRules = { ...defaultMetricRules, ...rules };
  const agents = new Set<AgentId>();
  let store: Store;
  let writer: Again;
  const start = async () => {
    store = await openStore({ database: file, clock });
    const journal = { note: () => undefined, problem: (code: string) => void problems.push(code) };
    writer = startReportWriter({ store, sink, rules: () => metricRules, clock, journal });
  };
  await start();

  const kit: ReportKit = {
    get store() {
      return store;
    },
    clock,
    kept,
    calls,
    problems,
    crm,
    async happens(...facts) {
      await store.transact(async (turn) => {
        for (const fact of facts) {
          if (fact.type !== 'agentState' || agents.has(fact.agentId)) continue;
          agents.add(fact.agentId);
          await turn.saveDesk(newDesk({ id: fact.agentId, name: '' }, clock.now()), []);
        }
        await keepFacts(turn, facts, clock.now());
      });
    },
    async passes(seconds, stepSeconds = 1) {
      const end = clock.now() + seconds * 1000;
      for (;;) {
        const step = Math.min(stepSeconds * 1000, end - clock.now());
        if (step <= 0) return;
        clock.advance(step);
        await settled();
      }
    },
    rowsOf: (kind) =>
      [...kept.values()].filter((row) => row.kind === kind) as Extract<ReportRow, { kind: typeof kind }>[],
    rebuild: (day) => rebuildDay({ store, rules: () => metricRules, clock }, day),
    async restarts(awaySeconds = 0) {
      await writer.stop();
      await store.close();
      clock.advance(awaySeconds * 1000);
      await start();
    },
    async stop() {
      await writer.stop();
      await store.close();
    },
  };
  return kit;
}

/** The store answers within one round of the event loop. */
async function settled(): Promise<void> {
  for (let round = 0; round < 6; round += 1) await new Promise((resolve) => setImmediate(resolve));
}
