import { createCallCenter } from '../../connector/src/callCenter/createCallCenter.ts';
import type { MetricRules } from '../../connector/src/callCenter/figures/metricRules.ts';
import type { CallLog, Crm } from '../../connector/src/callCenter/ports/crm.ts';
import { defaultOrgSettings } from '../../connector/src/callCenter/ports/orgSettings.ts';
import type { ReportSink } from '../../connector/src/callCenter/ports/reportSink.ts';
import { startReportWriter } from '../../connector/src/callCenter/reporting/reportWriter.ts';
import { openStore } from '../../connector/src/outbound/storage/openStore.ts';
import { createVirtualClock } from '../../simulators/shared/clock.ts';
import type { ProcessClock } from '../../connector/src/callCenter/ports/clock.ts';
import type { CallCenterSettings } from '../../connector/src/callCenter/settings.ts';
import type { Dnis } from '../../softphone/core/index.ts';
import { countPending } from '../model/countPending.ts';
import { createDice } from '../model/dice.ts';
import { createAcd } from './acd.ts';
import { createOwnLedger, type OwnLedger } from './ownLedger.ts';
import { createPopulation, MISS_AFTER_MS, type QueuePlan } from './population.ts';

export interface DayPlan {
  readonly seed: number;
  readonly startsAt: number;
  /** So long callers may call; who waits then is still answered. */
  readonly openMs: number;
  /** So long after that the agents log out, and the reports are written. */
  readonly lastMs: number;
  readonly queues: readonly QueuePlan[];
  readonly rules: MetricRules;
  /** In memory when absent. */
  readonly database?: string;
}

export interface SimulatedDay {
  readonly ledger: OwnLedger;
  readonly logs: readonly CallLog[];
  /** What the connector could not do, by code. */
  readonly problems: readonly string[];
}

/** So many turns of the event loop without work mean that all is done. */
const CALM = 3;
const MINUTE = 60_000;

/** Plays a day of a centre, on told time, against the real connector with real storage; reports go into `sink`. */
export async function simulateDay(plan: DayPlan, sink: ReportSink): Promise<SimulatedDay> {
  const clock = createVirtualClock(plan.startsAt);
  const connectorClock = { ...clock, restedMs: () => clock.now() } as unknown as ProcessClock;
  const pending = countPending();
  const failures: unknown[] = [];
  const during = (work: Promise<unknown>) => {
    pending.during(work).catch((failure: unknown) => failures.push(failure));
  };
  const store = pending.watch(
    await openStore({ database: plan.database ?? ':memory:', clock: connectorClock }),
  );
  const ledger = createOwnLedger(() => clock.now());
  const logs: CallLog[] = [];
  const problems: string[] = [];
  const journal = { note: () => undefined, problem: (code: string) => void problems.push(code) };
  const crm: Crm = {
    findMatches: () => Promise.resolve([]),
    saveCallLog: (log) => Promise.resolve(void logs.push(log)),
  };
  const acd = createAcd({
    clock,
    callCenter: () => callCenter,
    reservationSeconds: MISS_AFTER_MS / 1_000,
    during,
  });
  let ids = 0;
  const callCenter = createCallCenter({
    cluster: store.cluster,
    store,
    telephony: pending.watch(acd.telephony),
    crm: pending.watch(crm),
    numbers: { parse: () => undefined },
    clock: connectorClock,
    ids: { next: () => `i${++ids}` },
    journal,
    settings: settingsOf(plan),
    countCall: () => undefined,
    countRepair: (repair) => void problems.push(`repaired: ${repair}`),
  });
  const writer = startReportWriter({
    store,
    sink: pending.watch(sink),
    rules: () => plan.rules,
    clock: connectorClock,
    journal,
  });
  const people = createPopulation({ clock, callCenter, acd, ledger, dice: createDice(plan.seed), during });

  async function settled(): Promise<void> {
    for (let calm = 0; calm < CALM; calm += 1) {
      await new Promise((resolve) => setImmediate(resolve));
      if (pending.count() > 0) calm = 0;
    }
    if (failures.length > 0) throw failures[0];
  }

  for (const queue of plan.queues) await people.begins(queue);
  await settled();
  for (const queue of plan.queues) people.opens(queue, plan.startsAt + plan.openMs);
  await clock.advanceAsync(plan.openMs + plan.lastMs, settled);
  for (const queue of plan.queues) people.ends(queue);
  await clock.advanceAsync(30 * MINUTE, settled);
  await writer.stop();
  await callCenter.stop();
  await store.close();
  return { ledger, logs, problems };
}

function settingsOf({ queues }: DayPlan): CallCenterSettings {
  return {
    agent: {
      country: 'US',
      reasonCodes: [{ name: 'Lunch', choosable: true }],
      reasonRequired: true,
      wrapUpExtensions: 0,
      wrapUpExtensionSeconds: 0,
      dispositions: [],
      queueRules: [],
      callerIds: [],
      dialFrom: ['ready', 'notReady'],
      mostCalls: 1,
      mostParties: 5,
    },
    entryPoints: queues.map(({ name, dnis }) => ({ dnis, queue: name })),
    queues: queues.map(({ name }) => name),
    callerId: '+14155550170' as Dnis,
    reservationSeconds: MISS_AFTER_MS / 1_000,
    wrapUpSeconds: () => 3_600,
    agentRule: { ...defaultOrgSettings.agentRule, goneAfterSeconds: 0 },
    offerSeconds: 30,
    parkSeconds: 60,
    recoverySeconds: 20,
    awayAfterSeconds: 0,
    agentOfExtension: () => undefined,
    recordingPolicy: () => 'none',
    logPolicy: () => ({ log: 'closed' }),
  };
}
