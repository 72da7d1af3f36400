import type { ReportRow } from '../../../callCenter/reporting/reportRow.ts';
import { REPORT_KEY_FIELD, reportObjects, reportRecord } from './reportRecord.ts';

/** "Up to 25 subrequests", "up to 5 of these can be sObject Collections or query operations" (Composite). */
const MOST_REQUESTS = 25;
const MOST_COLLECTIONS = 5;
/** Records in one collection (sObject Collections). */
const MOST_RECORDS = 200;

/** As many rows as one call takes when they are of one kind. */
export const ROWS_IN_A_CALL = MOST_COLLECTIONS * MOST_RECORDS;

/** A subrequest of a composite call, and the rows whose fate its answer tells. `path` begins after the version. */
export interface ReportRequest {
  readonly method: 'PATCH' | 'DELETE';
  readonly path: string;
  readonly body?: object;
  readonly rows: readonly ReportRow[];
}

/**
 * The rows in as few composite calls as they fit in. Those of a kind go together in collections, side by side by
 * key; rows to remove are removed one by one, because collections are deleted by record id alone.
 */
export function reportCalls(rows: readonly ReportRow[]): readonly (readonly ReportRequest[])[] {
  // One key may stand in a collection once only; the later row is right.
  const latest = [...new Map(rows.map((row) => [`${row.kind} ${row.key}`, row])).values()];
  const kinds = Object.keys(reportObjects) as readonly ReportRow['kind'][];
  const collections = kinds.flatMap((kind) =>
    inGroups(
      latest.filter((row) => row.kind === kind && !isVoid(row)),
      MOST_RECORDS,
    ).map((group) => upsertOf(kind, group)),
  );
  const removals = latest.filter(isVoid).map(removalOf);
  const calls = inGroups(collections, MOST_COLLECTIONS).map((group) => [...group]);
  for (const removal of removals) {
    const open = calls.find((call) => call.length < MOST_REQUESTS);
    if (open) open.push(removal);
    else calls.push([removal]);
  }
  return calls;
}

function isVoid(row: ReportRow): boolean {
  return row.kind === 'stateInterval' && row.void === true;
}

function upsertOf(kind: ReportRow['kind'], rows: readonly ReportRow[]): ReportRequest {
  const type = reportObjects[kind];
  const records = rows.map((row) => ({ attributes: { type }, ...reportRecord(row) }));
  const path = `/composite/sobjects/${type}/${REPORT_KEY_FIELD}`;
  return { method: 'PATCH', path, body: { allOrNone: false, records }, rows };
}

function removalOf(row: ReportRow): ReportRequest {
  const path = `/sobjects/${reportObjects[row.kind]}/${REPORT_KEY_FIELD}/${encodeURIComponent(row.key)}`;
  return { method: 'DELETE', path, rows: [row] };
}

function inGroups<Each>(all: readonly Each[], size: number): readonly (readonly Each[])[] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, place) =>
    all.slice(place * size, (place + 1) * size),
  );
}
