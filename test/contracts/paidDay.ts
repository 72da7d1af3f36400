import { startStatusWatch } from '../../connector/src/callCenter/agents/statusWatch.ts';
import { defaultMetricRules } from '../../connector/src/callCenter/figures/metricRules.ts';
import type { Fact } from '../../connector/src/callCenter/ledger/fact.ts';
import { keepFacts } from '../../connector/src/callCenter/ledger/keepFacts.ts';
import { defaultOrgSettings } from '../../connector/src/callCenter/ports/orgSettings.ts';
import { startReportWriter } from '../../connector/src/callCenter/reporting/reportWriter.ts';
import { createVirtualClock } from '../../connector/src/callCenter/testing/virtualClock.ts';
import { readConfig } from '../../connector/src/config.ts';
import { createAgentListingReader } from '../../connector/src/outbound/salesforce/agentDirectory/agentListingReader.ts';
import { createStatusBoard } from '../../connector/src/outbound/salesforce/agentStatus/statusBoard.ts';
import { createCallBudget } from '../../connector/src/outbound/salesforce/callLog/callBudget.ts';
import { createCallLogWriter } from '../../connector/src/outbound/salesforce/callLog/callLogWriter.ts';
import { aLog } from '../../connector/src/outbound/salesforce/callLog/testing/aLog.ts';
import { openCallerIndex } from '../../connector/src/outbound/salesforce/callerIndex/callerIndex.ts';
import { usualCallerObjects } from '../../connector/src/outbound/salesforce/callerIndex/callerObjects.ts';
import { createSalesforceCallerSource } from '../../connector/src/outbound/salesforce/callerIndex/salesforceCallerSource.ts';
import { createFakeCallerSource } from '../../connector/src/outbound/salesforce/callerIndex/testing/fakeCallerSource.ts';
import { createOrgSettingsReader } from '../../connector/src/outbound/salesforce/orgSettings/orgSettingsReader.ts';
import { usualCalendar } from '../../connector/src/outbound/salesforce/orgSettings/businessDays.ts';
import { usualTaskShape } from '../../connector/src/outbound/salesforce/orgSettings/taskShape.ts';
import { createReportSink } from '../../connector/src/outbound/salesforce/reports/reportSink.ts';
import { createKeptTexts } from '../../connector/src/outbound/salesforce/testing/crmKit.ts';
import { openStore } from '../../connector/src/outbound/storage/openStore.ts';
import { completeEnvironment } from '../../connector/src/testing/completeEnvironment.ts';
import { newDesk, type AgentId, type Instant, type InteractionId } from '../../softphone/core/index.ts';
import { countingSession } from './countingSession.ts';

const AGENTS = 500;
const CALLS_AN_HOUR = 2_000;
/** 20 in an hour, 200 in a day. */
const STATE_LASTS_MS = 180_000;
const BUSY_QUARTERS = 40;
const STEP_MS = 15_000;
const HOUR_MS = 3_600_000;
const QUARTER_MS = HOUR_MS / 4;

/** What is read at set times, whether or not anybody calls. */
const polls = ['settings', 'directory', 'callers', 'states'] as const;
/** What is written because of calls. */
const writers = ['logs', 'reports'] as const;
const parts = [...polls, ...writers] as const;
type Part = (typeof parts)[number];
type Counts = Readonly<Record<Part, number>>;

/** A day of 500 agents and 20,000 calls, with the settings that the connector comes with. */
export interface PaidDay {
  readonly calls: number;
  /** API calls of the day, by what they are for. */
  readonly apiCalls: Counts;
  /** What the connector could not do, by code. */
  readonly problems: readonly string[];
  /** Rows of reports that have waited for longer than two pauses of the writer. */
  readonly lateRows: number;
}

/**
 * Plays an hour without calls and two busy quarters on a told clock, each part with a session of its own that counts,
 * and says what the day comes to.
 */
export async function playPaidDay(): Promise<PaidDay> {
  const { callerIndex, salesforce } = readConfig(completeEnvironment);
  const clock = createVirtualClock(Date.UTC(2026, 0, 5, 6));
  const problems: string[] = [];
  const journal = { note: () => undefined, problem: (code: string) => void problems.push(code) };
  const sessions = Object.fromEntries(parts.map((part) => [part, countingSession()])) as Record<
    Part,
    ReturnType<typeof countingSession>
  >;
  const store = await openStore({ database: ':memory:', clock });
  const surroundings = { clock, journal };
  const reader = createOrgSettingsReader({
    session: sessions.settings,
    store: createKeptTexts(),
    ...surroundings,
  });
  const listing = createAgentListingReader({
    session: sessions.directory,
    store: createKeptTexts(),
    ...surroundings,
  });
  const records = createFakeCallerSource(() => clock.now());
  for (const { objectType, phoneFields } of usualCallerObjects) records.fields.set(objectType, phoneFields);
  const { readChanges } = createSalesforceCallerSource(sessions.callers);
  const index = openCallerIndex({
    ...{ ...callerIndex, file: ':memory:', orgId: '00D', country: 'US' },
    ...{ source: { ...records, readChanges }, ...surroundings },
  });
  const rows = startReportWriter({
    store,
    sink: createReportSink(sessions.reports, salesforce.reports),
    rules: () => defaultMetricRules,
    ...surroundings,
  });
  const states = startStatusWatch({
    board: createStatusBoard(sessions.states, {
      ...salesforce.reports,
      everySeconds: salesforce.statusSeconds,
    }),
    store,
    ...surroundings,
    countRepair: () => undefined,
  });
  const logs = createCallLogWriter({
    session: sessions.logs,
    clock,
    budget: createCallBudget(salesforce.logCallsPerHour),
    org: () => ({
      settings: defaultOrgSettings,
      calendar: usualCalendar,
      task: usualTaskShape,
      metrics: defaultMetricRules,
    }),
    personBehind: () => undefined,
  });
  const started = [reader, listing, index];
  for (const each of started) each.start();
  const stories = createStories();
  let passed = 0;

  async function passes(ms: number, isBusy: boolean): Promise<Counts> {
    const before = parts.map((part) => sessions[part].apiCalls());
    for (const end = passed + ms; passed < end; passed += STEP_MS) {
      clock.advance(STEP_MS);
      if (isBusy) await happen();
      for (let round = 0; round < 6; round += 1) await new Promise((resolve) => setImmediate(resolve));
    }
    const counts = parts.map((part, place) => [part, sessions[part].apiCalls() - (before[place] ?? 0)]);
    return Object.fromEntries(counts) as Counts;
  }

  /** What happens in one step of a busy hour. */
  async function happen(): Promise<void> {
    const now = clock.now();
    const calls = Math.round((CALLS_AN_HOUR * STEP_MS) / HOUR_MS);
    const ended = Array.from({ length: calls }, () => stories.callThatEnds(now)).flat();
    const facts = [...stories.statesThatChange(passed, now), ...ended];
    await store.transact((turn) => keepFacts(turn, facts, now));
    for (let call = 0; call < calls; call += 1) void logs.saveCallLog(aLog());
  }

  async function signIn(): Promise<void> {
    await store.transact(async (turn) => {
      for (let place = 0; place < AGENTS; place += 1) {
        await turn.saveDesk(newDesk({ id: agentOf(place), name: '' }, clock.now()), []);
      }
    });
  }

  await signIn();
  await passes(HOUR_MS, false);
  const quietHour = await passes(HOUR_MS, false);
  const firstQuarter = await passes(QUARTER_MS, true);
  const laterQuarter = await passes(QUARTER_MS, true);
  const twoPausesAgo = (clock.now() - 2 * salesforce.reports.everySeconds * 1000) as Instant;
  const lateRows = (await store.dueRows(twoPausesAgo, 1_000)).length;
  await states.stop();
  await rows.stop();
  for (const each of started) await each.stop();
  await store.close();
  return {
    calls: (CALLS_AN_HOUR / 4) * BUSY_QUARTERS,
    apiCalls: Object.fromEntries([
      ...polls.map((part) => [part, 24 * quietHour[part]]),
      ...writers.map((part) => [part, firstQuarter[part] + (BUSY_QUARTERS - 1) * laterQuarter[part]]),
    ]) as Counts,
    problems,
    lateRows,
  };
}

function agentOf(place: number): AgentId {
  return `005000000000${String(place % AGENTS).padStart(3, '0')}AAA` as AgentId;
}

const stateNames = ['ready', 'reserved', 'onCall', 'wrapUp'] as const;

/** What the agents do, one after another. */
function createStories() {
  let calls = 0;
  return {
    /** Every agent changes once in three minutes, not all at the same time. */
    statesThatChange(passed: number, at: Instant): readonly Fact[] {
      return Array.from({ length: AGENTS }, (_, place) => passed + place * 359).flatMap((since, place) => {
        if (since % STATE_LASTS_MS >= STEP_MS) return [];
        const state = stateNames[Math.floor(since / STATE_LASTS_MS) % stateNames.length] ?? 'ready';
        return [{ type: 'agentState', at, agentId: agentOf(place), state } as const];
      });
    },
    /** A call that waited for eight seconds and was spoken about for three minutes. */
    callThatEnds(at: Instant): readonly Fact[] {
      calls += 1;
      const interactionId = `interaction-${calls}` as InteractionId;
      const agentId = agentOf(calls);
      const queue = `Queue ${calls % 10}`;
      const queuedAt = (at - 200_000) as Instant;
      const answeredAt = (at - 192_000) as Instant;
      return [
        { type: 'dequeued', at: answeredAt, interactionId, queue, queuedAt, how: 'answered', agentId },
        {
          ...{ type: 'partOver', at, agentId, interactionId, direction: 'inbound', via: 'queue', queue },
          ...{
            offeredAt: queuedAt,
            answeredAt,
            endedAt: at,
            left: 'callEnded',
            holdSeconds: 0,
            wrapUpSeconds: 12,
          },
        },
      ];
    },
  };
}
