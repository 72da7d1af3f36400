import type { OrgRow } from './callerRow.ts';
import type { ObjectDescription } from './objectShape.ts';

/** What the index asks of the org. Rejects with `CrmError` `CRM_UNAVAILABLE`, or with what Salesforce refuses. */
export interface CallerSource {
  /** Rows of `Caller_Object__mdt`; undefined in an org without this type. */
  readSettings(): Promise<readonly OrgRow[] | undefined>;
  /** Undefined for an object that the org does not have or the connector's user may not read. */
  describe(objectType: string): Promise<ObjectDescription | undefined>;
  /** Starts to gather all records of a query. */
  startLoad(soql: string): Promise<{ readonly id: string; readonly startedAt: string }>;
  loadState(jobId: string): Promise<LoadState>;
  /** One page of a load's results; `next` is absent after the last. */
  readPage(
    jobId: string,
    locator?: string,
  ): Promise<{ readonly rows: AsyncIterable<OrgRow>; readonly next?: string }>;
  /** Lets the org throw away a load's results. */
  dropLoad(jobId: string): Promise<void>;
  /** Answers queries, deleted records included, in as few API calls as Salesforce allows. */
  readChanges(queries: readonly string[]): Promise<readonly Changes[]>;
  /** Records by SOQL, without deleted ones. */
  query(soql: string): Promise<readonly OrgRow[]>;
  /** Records by SOSL; `attributes.type` names their object. */
  search(sosl: string): Promise<readonly OrgRow[]>;
}

export type LoadState =
  | { readonly state: 'running' }
  | { readonly state: 'ready'; readonly rowsTotal: number }
  /** Failed, cancelled or thrown away: a new one must be started. */
  | { readonly state: 'gone' };

export type Changes =
  | { readonly rows: readonly OrgRow[] }
  /** More than is worth to be read page by page. */
  | { readonly tooMany: number }
  | { readonly refused: string };
