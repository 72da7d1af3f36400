import type { RecordRef, SeenRecord } from '../../core/index.ts';
import type { OpenCti } from './openCti.ts';

/** Records in one question; the org's class takes no more. */
const MOST_RECORDS = 50;
/** A call that rings does not wait longer for names. */
const READ_MS = 2_000;

/**
 * Asks the org, as the agent, how these records are shown; the org leaves out what the agent may not see.
 * Rejects when a question is not answered within two seconds.
 */
export async function readAgentRecords(
  openCti: Pick<OpenCti, 'runApex'>,
  records: readonly RecordRef[],
): Promise<readonly SeenRecord[]> {
  const batches: Promise<readonly SeenRecord[]>[] = [];
  for (let first = 0; first < records.length; first += MOST_RECORDS) {
    batches.push(readBatch(openCti, records.slice(first, first + MOST_RECORDS)));
  }
  return (await Promise.all(batches)).flat();
}

async function readBatch(
  openCti: Pick<OpenCti, 'runApex'>,
  records: readonly RecordRef[],
): Promise<readonly SeenRecord[]> {
  const refs = records.map(({ objectType, recordId }) => `${objectType}:${recordId}`).join(',');
  const question = {
    apexClass: 'AgentRecords',
    methodName: 'read',
    methodParams: `records=${encodeURIComponent(refs)}`,
  };
  const answer = await openCti.runApex(question, READ_MS);
  const rows: unknown = JSON.parse(answer);
  return Array.isArray(rows) ? rows.flatMap((row) => seenRecord(row) ?? []) : [];
}

function seenRecord(row: unknown): SeenRecord | undefined {
  const { recordId, name, detail, imageUrl } = (row ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof recordId !== 'string' || typeof name !== 'string') return undefined;
  return {
    recordId,
    name,
    ...(typeof detail === 'string' && { detail }),
    ...(typeof imageUrl === 'string' && { imageUrl }),
  };
}
