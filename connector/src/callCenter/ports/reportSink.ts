import type { ReportRow } from '../reporting/reportRow.ts';

/** Where reports are kept. */
export interface ReportSink {
  /** How many rows one `save` may take: so many cost as few calls of the CRM's budget as possible. */
  readonly rowsAtOnce: number;
  /**
   * Keeps the rows in place of earlier ones with the same keys, as one or few calls of the CRM's API. Rejects when the
   * CRM cannot be reached, or its budget is spent: nothing is kept then, or what is kept may be sent again.
   */
  save(rows: readonly ReportRow[]): Promise<SavedReports>;
  /** How long the writer should wait between two calls now, in milliseconds; grows as the CRM's daily budget runs out. */
  paceMs(): number;
}

export interface SavedReports {
  /** Rows that the CRM will not take until somebody mends the reason, by key. */
  readonly refused: ReadonlyMap<string, string>;
}
