import type { Crm } from '../../callCenter/ports/crm.ts';
import { createCallLogWriter } from './callLogWriter.ts';
import { findMatches } from './findMatches.ts';
import { openSalesforceSession, type SalesforceAccess } from './salesforceSession.ts';

export interface SalesforceCrmOptions extends SalesforceAccess {
  /** ISO 3166 country of numbers that say no other. */
  readonly country: string;
  readonly nowMs: () => number;
}

export interface SalesforceCrm extends Crm {
  /** API calls made so far. */
  apiCalls(): number;
  /** Rejects with `CrmError` when Salesforce cannot be used. */
  check(): Promise<void>;
}

/** The CRM port on Salesforce's REST API, through jsforce. */
export function createSalesforceCrm({ country, nowMs, ...access }: SalesforceCrmOptions): SalesforceCrm {
  const session = openSalesforceSession(access, nowMs);
  const saveCallLog = createCallLogWriter(session);
  return {
    findMatches: (request) => findMatches(session, request, country),
    saveCallLog,
    apiCalls: () => session.apiCalls(),
    check: async () => {
      await session.use((connection) => connection.request('/limits'));
    },
  };
}
