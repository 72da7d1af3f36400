import type { RecordEntry } from '../../core/index.ts';
import type { OpenCti } from './openCti.ts';

/** Who searches waits no longer. */
const SEARCH_MS = 3_000;

/**
 * Asks the org, as the agent, for records with numbers whose names begin like the words of `text`.
 * Rejects when the question is not answered in time.
 */
export async function searchRecords(
  openCti: Pick<OpenCti, 'runApex'>,
  text: string,
): Promise<readonly RecordEntry[]> {
  const question = {
    apexClass: 'DirectorySearch',
    methodName: 'find',
    methodParams: `text=${encodeURIComponent(text)}`,
  };
  const rows: unknown = JSON.parse(await openCti.runApex(question, SEARCH_MS));
  return Array.isArray(rows) ? rows.flatMap((row) => recordEntry(row) ?? []) : [];
}

function recordEntry(row: unknown): RecordEntry | undefined {
  const { objectType, recordId, name, detail, label, phone } = (row ?? {}) as Readonly<
    Record<string, unknown>
  >;
  const named = typeof objectType === 'string' && typeof recordId === 'string' && typeof name === 'string';
  if (!named || typeof phone !== 'string') return undefined;
  const details = [detail, label].filter((part) => typeof part === 'string');
  return {
    kind: 'record',
    target: { kind: 'number', number: phone },
    name,
    record: { objectType, recordId },
    ...(details.length > 0 && { detail: details.join(' · ') }),
  };
}
