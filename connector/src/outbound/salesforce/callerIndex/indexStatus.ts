import type { SetupCheck } from '../../../callCenter/ports/setupCheck.ts';
import type { IndexReader } from './indexReader.ts';
import type { ObjectShape } from './objectShape.ts';
import type { Source } from './sources.ts';

/** How far the index is, for the set-up page and for tests. */
export interface IndexStatus {
  /** Every object that can be was loaded at least once: what is not found is not there. */
  readonly complete: boolean;
  readonly objects: readonly ObjectStatus[];
  readonly records: number;
  /** Numbers and digits that records are found by. */
  readonly keys: number;
  /** Size of the file. */
  readonly bytes: number;
  readonly unreadable: ReturnType<IndexReader['unreadableCounts']>;
}

export interface ObjectStatus {
  readonly objectType: string;
  /** Milliseconds since 1970; absent until the first load is in. */
  readonly loadedAt?: number;
  readonly refreshedAt?: number;
  readonly rowsRead?: number;
  readonly rowsTotal?: number;
  /** Salesforce refuses to be asked for it as it is set. */
  readonly refused: boolean;
}

interface Known {
  readonly shapes: readonly ObjectShape[];
  readonly sources: readonly Source[];
  readonly refused: ReadonlySet<string>;
}

export function statusOf(known: Known, reader: IndexReader): IndexStatus {
  const objects = objectsOf(known);
  return { complete: isComplete(objects), objects, ...reader.size(), unreadable: reader.unreadableCounts() };
}

export function objectsOf({ shapes, sources, refused }: Known): readonly ObjectStatus[] {
  return shapes.map(({ objectType }) => {
    const { loadedAt, refreshedAt, job } = sources.find((each) => each.objectType === objectType) ?? {};
    return {
      objectType,
      refused: refused.has(objectType),
      ...(loadedAt !== undefined && { loadedAt }),
      ...(refreshedAt !== undefined && { refreshedAt }),
      ...(job && { rowsRead: job.rowsRead }),
      ...(job?.rowsTotal !== undefined && { rowsTotal: job.rowsTotal }),
    };
  });
}

/** Whether every object that can be was loaded at least once. */
export function isComplete(objects: readonly ObjectStatus[]): boolean {
  return objects.length > 0 && objects.every(({ refused, loadedAt }) => refused || loadedAt !== undefined);
}

/** A refresh that fails is tried again every minute: after so many pauses without one the index is old. */
const REFRESHES_MISSED = 2;

/** The index as the set-up page shows it. */
export function indexCheck(
  status: IndexStatus,
  { nowMs, refreshMs }: { nowMs: number; refreshMs: number },
): SetupCheck {
  const name = 'callerIndex';
  const usable = status.objects.filter(({ refused }) => !refused);
  const loading = usable.filter(({ loadedAt }) => loadedAt === undefined);
  const progress = loading.map(
    ({ objectType, rowsRead = 0, rowsTotal }) =>
      `${objectType} ${rowsRead} of ${rowsTotal ?? 'an unknown number'}`,
  );
  if (status.objects.length === 0 || loading.length > 0) {
    return {
      name,
      state: 'unknown',
      detail: progress.length > 0 ? `Loading: ${progress.join(', ')}` : 'Not begun',
      remedy: 'Wait for the load to end. Until then each ring searches in Salesforce.',
    };
  }
  const oldest = Math.min(...usable.map(({ refreshedAt }) => refreshedAt ?? 0));
  const detail =
    `${status.records} records, ${status.keys} numbers, ${Math.ceil(status.bytes / 2 ** 20)} MB, ` +
    `changes read until ${new Date(oldest).toISOString()}` +
    unreadableDetail(status);
  if (nowMs - oldest > REFRESHES_MISSED * refreshMs) {
    return {
      name,
      state: 'wrong',
      detail,
      remedy: 'Changes are not read: check the Salesforce sign-in and the log.',
    };
  }
  const refused = status.objects.filter((each) => each.refused).map(({ objectType }) => objectType);
  if (refused.length > 0) {
    const remedy = `Mend the Caller Objects ${refused.join(', ')}: Salesforce refuses their fields or condition.`;
    return { name, state: 'wrong', detail, remedy };
  }
  return { name, state: 'ok', detail };
}

function unreadableDetail({ unreadable }: IndexStatus): string {
  if (unreadable.length === 0) return '';
  const counts = unreadable.map(({ objectType, field, count }) => `${objectType}.${field} ${count}`);
  return `; not readable as numbers: ${counts.join(', ')}`;
}
