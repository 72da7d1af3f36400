import type { MetricRules } from '../../callCenter/figures/metricRules.ts';
import type { AgentListing } from '../../callCenter/ports/agentListing.ts';
import type { Clock } from '../../callCenter/ports/clock.ts';
import type { Crm } from '../../callCenter/ports/crm.ts';
import type { Journal } from '../../callCenter/ports/journal.ts';
import type { OrgSettings } from '../../callCenter/ports/orgSettings.ts';
import type { RequestCounter } from '../../callCenter/ports/requestCounter.ts';
import type { ReportSink } from '../../callCenter/ports/reportSink.ts';
import type { SetupLook } from '../../callCenter/ports/setupCheck.ts';
import type { StatusBoard } from '../../callCenter/ports/statusBoard.ts';
import type { Store } from '../../callCenter/ports/store.ts';
import type { Tracer } from '../../callCenter/ports/tracer.ts';
import { createStatusBoard } from './agentStatus/statusBoard.ts';
import { createAgentListingReader } from './agentDirectory/agentListingReader.ts';
import { createCallBudget } from './callLog/callBudget.ts';
import { createCallLogWriter } from './callLog/callLogWriter.ts';
import { openCallerIndex, type CallerIndex, type CallerIndexOptions } from './callerIndex/callerIndex.ts';
import { createSalesforceCallerSource } from './callerIndex/salesforceCallerSource.ts';
import { createMatchFinder } from './findMatches.ts';
import { createOrgSettingsReader } from './orgSettings/orgSettingsReader.ts';
import type { PaceOptions } from './reports/reportPace.ts';
import { createReportSink } from './reports/reportSink.ts';
import { openSalesforceSession, type ApiUsage, type SalesforceAccess } from './salesforceSession.ts';

export interface SalesforceCrmOptions extends SalesforceAccess {
  /** ISO 3166 country of numbers that say no other. */
  readonly country: string;
  readonly callerIndex: Omit<CallerIndexOptions, 'country' | 'source' | 'clock' | 'journal'>;
  /** API calls an hour that may be spent on call logs. */
  readonly logCallsPerHour: number;
  /** How soon reports are written. */
  readonly reports: PaceOptions;
  /** Seconds between two looks at the states that the org shows of agents. */
  readonly statusSeconds: number;
  /** Where what is known of the org is kept. */
  readonly store: Pick<Store, 'keep' | 'kept'>;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly countRequest?: RequestCounter;
  /** Absent while nobody follows steps. */
  readonly tracer?: Tracer | undefined;
}

export interface SalesforceCrm extends Crm {
  readonly callerIndex: Pick<
    CallerIndex,
    'check' | 'status' | 'refresh' | 'unreadable' | 'personBehind' | 'erase'
  >;
  /** What administrators have set in the org, as last known. */
  orgSettings(): OrgSettings;
  readonly orgSettingsLook: SetupLook;
  /** How figures are counted, and in which time zone reports show them, as last known. */
  metricRules(): MetricRules;
  /** Who may take calls, and the numbers that the centre shares, as last known. */
  agentListing(): AgentListing;
  readonly agentListingLook: SetupLook;
  /** Where reports are kept. */
  readonly reportSink: ReportSink;
  /** Where the org shows in which state each agent is. */
  readonly statusBoard: StatusBoard;
  /** Recalls what was known of the org before the last stop. */
  recall(): Promise<void>;
  /** Begins to load the caller index, or goes on, keeps it fresh, and asks the org what is set in it. */
  start(): void;
  /** Lets no call log wait for others any more. */
  hurry(): void;
  /** Ends what is under way and closes the index. */
  stop(): Promise<void>;
  /** API calls made so far. */
  apiCalls(): number;
  /** As the org said last; absent until it has. */
  apiBudget(): ApiUsage | undefined;
  /** Rejects with `CrmError` when Salesforce cannot be used. */
  check(): Promise<void>;
}

/** The CRM port on Salesforce's REST API, through jsforce. */
export function createSalesforceCrm(options: SalesforceCrmOptions): SalesforceCrm {
  const { country, clock, journal } = options;
  const nowMs = () => clock.now();
  const session = openSalesforceSession(options, nowMs, options.countRequest);
  const source = createSalesforceCallerSource(session);
  const index = openCallerIndex({ ...options.callerIndex, country, source, clock, journal });
  const reader = createOrgSettingsReader({ session, store: options.store, clock, journal });
  const listing = createAgentListingReader({ session, store: options.store, clock, journal });
  const logs = createCallLogWriter({
    session,
    clock,
    budget: createCallBudget(options.logCallsPerHour),
    org: () => reader.known(),
    tracer: options.tracer,
    personBehind: (recordId) => index.personBehind(recordId),
  });
  return {
    findMatches: createMatchFinder({ index, source, country, nowMs }),
    saveCallLog: logs.saveCallLog,
    orgSettings: () => reader.known().settings,
    orgSettingsLook: reader.look,
    metricRules: () => reader.known().metrics,
    agentListing: () => listing.known(),
    agentListingLook: listing.look,
    reportSink: createReportSink(session, options.reports),
    statusBoard: createStatusBoard(session, { ...options.reports, everySeconds: options.statusSeconds }),
    async recall() {
      await reader.recall();
      await listing.recall();
    },
    hurry: () => {
      logs.hurry();
    },
    callerIndex: index,
    start: () => {
      index.start();
      reader.start();
      listing.start();
    },
    stop: async () => {
      await listing.stop();
      await reader.stop();
      await index.stop();
    },
    apiCalls: () => session.apiCalls(),
    apiBudget: () => session.usage(),
    check: async () => {
      await session.use((connection) => connection.request('/limits'));
    },
  };
}
