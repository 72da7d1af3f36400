import type { Clock } from '../../callCenter/ports/clock.ts';
import type { Crm } from '../../callCenter/ports/crm.ts';
import type { Journal } from '../../callCenter/ports/journal.ts';
import { createCallLogWriter } from './callLogWriter.ts';
import { openCallerIndex, type CallerIndex, type CallerIndexOptions } from './callerIndex/callerIndex.ts';
import { createSalesforceCallerSource } from './callerIndex/salesforceCallerSource.ts';
import { createMatchFinder } from './findMatches.ts';
import { openSalesforceSession, type SalesforceAccess } from './salesforceSession.ts';

export interface SalesforceCrmOptions extends SalesforceAccess {
  /** ISO 3166 country of numbers that say no other. */
  readonly country: string;
  readonly callerIndex: Omit<CallerIndexOptions, 'country' | 'source' | 'clock' | 'journal'>;
  readonly clock: Clock;
  readonly journal: Journal;
}

export interface SalesforceCrm extends Crm {
  readonly callerIndex: Pick<CallerIndex, 'check' | 'status' | 'refresh' | 'unreadable' | 'personBehind'>;
  /** Begins to load the caller index, or goes on, and keeps it fresh. */
  start(): void;
  /** Ends what is under way and closes the index. */
  stop(): Promise<void>;
  /** API calls made so far. */
  apiCalls(): number;
  /** Rejects with `CrmError` when Salesforce cannot be used. */
  check(): Promise<void>;
}

/** The CRM port on Salesforce's REST API, through jsforce. */
export function createSalesforceCrm(options: SalesforceCrmOptions): SalesforceCrm {
  const { country, clock, journal } = options;
  const nowMs = () => clock.now();
  const session = openSalesforceSession(options, nowMs);
  const source = createSalesforceCallerSource(session);
  const index = openCallerIndex({ ...options.callerIndex, country, source, clock, journal });
  return {
    findMatches: createMatchFinder({ index, source, country, nowMs }),
    saveCallLog: createCallLogWriter(session),
    callerIndex: index,
    start: () => {
      index.start();
    },
    stop: () => index.stop(),
    apiCalls: () => session.apiCalls(),
    check: async () => {
      await session.use((connection) => connection.request('/limits'));
    },
  };
}
