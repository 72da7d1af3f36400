import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { defaultMetricRules } from '../../connector/src/callCenter/figures/metricRules.ts';
import type { Fact } from '../../connector/src/callCenter/ledger/fact.ts';
import { keepFacts } from '../../connector/src/callCenter/ledger/keepFacts.ts';
import { defaultOrgSettings } from '../../connector/src/callCenter/ports/orgSettings.ts';
import type { Store } from '../../connector/src/callCenter/ports/store.ts';
import { startReportWriter } from '../../connector/src/callCenter/reporting/reportWriter.ts';
import { createVirtualClock } from '../../connector/src/callCenter/testing/virtualClock.ts';
import { readConfig } from '../../connector/src/config.ts';
import { createAgentListingReader } from '../../connector/src/outbound/salesforce/agentDirectory/agentListingReader.ts';
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
import type { SalesforceSession } from '../../connector/src/outbound/salesforce/salesforceSession.ts';
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
const { callerIndex, salesforce } = readConfig(completeEnvironment);

/** What is read at set times, whether or not anybody calls. */
const polls = ['settings', 'directory', 'callers'] as const;
/** What is written because of calls. */
const writers = ['logs', 'reports'] as const;
const parts = [...polls, ...writers] as const;
type Part = (typeof parts)[number];
type Counts = Readonly<Record<Part, number>>;

const clock = createVirtualClock(Date.UTC(2026, 0, 5, 6));
const sessions = Object.fromEntries(parts.map((part) => [part, countingSession()])) as Record<
  Part,
  SalesforceSession
>;
const journal = { note: () => undefined, problem: (code: string) => void problems.push(code) };
const problems: string[] = [];
const endings: (() => Promise<void>)[] = [];
const written: Promise<void>[] = [];
let store: Store;
let quietHour: Counts;
let firstQuarter: Counts;
let laterQuarter: Counts;

beforeAll(async () => {
  store = await openStore({ file: ':memory:', clock });
  startAll();
  await passes(HOUR_MS / 2, false);
  quietHour = await countOf(() => passes(HOUR_MS, false));
  await signIn();
  firstQuarter = await countOf(() => passes(QUARTER_MS, true));
  laterQuarter = await countOf(() => passes(QUARTER_MS, true));
}, 120_000);

afterAll(async () => {
  for (const end of endings) await end();
  await store.close();
});

const settings = { store: createKeptTexts(), clock, journal };
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

/** Everything that calls Salesforce by itself, as the connector starts it. */
function startAll(): void {
  const reader = createOrgSettingsReader({ session: sessions.settings, ...settings });
  const listing = createAgentListingReader({ session: sessions.directory, ...settings });
  const records = createFakeCallerSource(() => clock.now());
  for (const { objectType, phoneFields } of usualCallerObjects) records.fields.set(objectType, phoneFields);
  const { readChanges } = createSalesforceCallerSource(sessions.callers);
  const index = openCallerIndex({
    ...{ ...callerIndex, file: ':memory:', orgId: '00D', country: 'US' },
    ...{ source: { ...records, readChanges }, clock, journal },
  });
  const sink = createReportSink(sessions.reports, salesforce.reports);
  const writer = startReportWriter({ store, sink, rules: () => defaultMetricRules, clock, journal });
  reader.start();
  listing.start();
  index.start();
  endings.push(
    () => writer.stop(),
    () => index.stop(),
    () => listing.stop(),
    () => reader.stop(),
  );
}

async function countOf(work: () => Promise<void>): Promise<Counts> {
  const before = parts.map((part) => sessions[part].apiCalls());
  await work();
  return Object.fromEntries(
    parts.map((part, place) => [part, sessions[part].apiCalls() - (before[place] ?? 0)]),
  ) as unknown as Counts;
}

let passed = 0;

async function passes(ms: number, isBusy: boolean): Promise<void> {
  for (const end = passed + ms; passed < end; passed += STEP_MS) {
    clock.advance(STEP_MS);
    if (isBusy) await happen();
    for (let round = 0; round < 6; round += 1) await new Promise((resolve) => setImmediate(resolve));
  }
}

async function signIn(): Promise<void> {
  await store.transact(async (turn) => {
    for (let place = 0; place < AGENTS; place += 1) {
      await turn.saveDesk(newDesk({ id: agentOf(place), name: '' }, clock.now()), []);
    }
  });
}

/** What happens in one step of a busy hour. */
async function happen(): Promise<void> {
  const now = clock.now();
  const calls = Math.round((CALLS_AN_HOUR * STEP_MS) / HOUR_MS);
  const changing = Array.from({ length: AGENTS }, (_, place) => place).filter(
    (place) => (passed + place * 359) % STATE_LASTS_MS < STEP_MS,
  );
  const facts = [
    ...changing.map((place) => stateOf(place, now)),
    ...Array.from({ length: calls }, () => callOf(now)).flat(),
  ];
  await store.transact((turn) => keepFacts(turn, facts, now));
  for (let call = 0; call < calls; call += 1) written.push(logs.saveCallLog(aLog()));
}

function agentOf(place: number): AgentId {
  return `005000000000${String(place % AGENTS).padStart(3, '0')}AAA` as AgentId;
}

const states = ['ready', 'reserved', 'onCall', 'wrapUp'] as const;

function stateOf(place: number, at: Instant): Fact {
  const turn = Math.floor((passed + place * 359) / STATE_LASTS_MS);
  return { type: 'agentState', at, agentId: agentOf(place), state: states[turn % states.length] ?? 'ready' };
}

let calls = 0;

/** A call that waited for eight seconds and was spoken about for three minutes. */
function callOf(at: Instant): readonly Fact[] {
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
}

describe('a day of 500 agents and 20,000 calls, with the settings that the connector comes with,', () => {
  it('is logged, counted and matched with fewer than 1,500 API calls', () => {
    const callsOfDay = [
      ...polls.map((part) => 24 * quietHour[part]),
      ...writers.map((part) => firstQuarter[part] + (BUSY_QUARTERS - 1) * laterQuarter[part]),
    ];

    expect(problems).toEqual([]);
    expect(callsOfDay.every((count) => count > 0)).toBe(true);
    expect(callsOfDay.reduce((sum, count) => sum + count, 0)).toBeLessThan(1_500);
  });

  it('has its rows in the org after two pauses at most', async () => {
    const twoPausesAgo = (clock.now() - 2 * salesforce.reports.everySeconds * 1000) as Instant;

    expect(await store.dueRows(twoPausesAgo, 1_000)).toEqual([]);
  });
});
