import { CrmError, type CallLog } from '../../callCenter/ports/crm.ts';
import { errorCodeOf, isPassing, type SalesforceSession } from './salesforceSession.ts';
import { KEY_FIELD, taskOf, type TaskFields } from './taskOf.ts';

/** Records in one call of the collections resource. Source: REST API Developer Guide, "sObject Collections". */
const MOST_RECORDS = 200;
/** So many logs are known to be there; one that was forgotten costs one API call more. */
const KEYS_REMEMBERED = 10_000;

interface Waiting {
  readonly log: CallLog;
  readonly resolve: () => void;
  readonly reject: (failure: unknown) => void;
}

interface SaveResult {
  readonly success: boolean;
  readonly errors: readonly {
    readonly statusCode: string;
    readonly message: string;
    readonly fields?: readonly string[];
  }[];
}

/**
 * Writes call logs by upsert on their key: all that wait while one call is under way go together in the next.
 *
 * `TaskSubtype` can be given only when a Task is created: a log that was written before goes without it, and one that
 * refuses it, because it is there after all, is written again.
 */
export function createCallLogWriter(session: SalesforceSession): (log: CallLog) => Promise<void> {
  let waiting: Waiting[] = [];
  let writing = false;
  const written = new Set<string>();

  async function writeAll(): Promise<void> {
    writing = true;
    while (waiting.length > 0) {
      const batch = takeDistinct();
      await write(batch).catch((failure: unknown) => {
        for (const { reject } of batch) reject(rejectionOf(failure));
      });
    }
    writing = false;
  }

  /** One key may stand in a call once only. */
  function takeDistinct(): Waiting[] {
    const keys = new Set<string>();
    const batch: Waiting[] = [];
    const rest: Waiting[] = [];
    for (const each of waiting) {
      const take = batch.length < MOST_RECORDS && !keys.has(each.log.key);
      keys.add(each.log.key);
      (take ? batch : rest).push(each);
    }
    waiting = rest;
    return batch;
  }

  async function write(batch: readonly Waiting[]): Promise<void> {
    const contacts = await contactsOfCases(session, batch);
    const tasks = batch.map(({ log }) => taskOf(log, contacts.get(log.subject?.recordId ?? '')));
    const results = await upsert(
      session,
      batch.map(({ log }, index) => ({
        ...tasks[index],
        ...(!written.has(log.key) && { TaskSubtype: 'Call' }),
      })),
    );
    const known = tasks.filter((_task, index) => refusesSubtype(results[index]));
    const updates = known.length === 0 ? [] : await upsert(session, known);
    batch.forEach((each, index) => {
      const task = tasks[index];
      const update = task && known.includes(task) ? updates[known.indexOf(task)] : undefined;
      const result = update ?? results[index];
      if (result?.success) remember(each.log.key);
      settle(each, result);
    });
  }

  function remember(key: string): void {
    written.add(key);
    const [oldest = key] = written;
    if (written.size > KEYS_REMEMBERED) written.delete(oldest);
  }

  return (log) =>
    new Promise((resolve, reject) => {
      waiting.push({ log, resolve, reject });
      if (!writing) void writeAll();
    });
}

async function upsert(session: SalesforceSession, tasks: readonly TaskFields[]): Promise<SaveResult[]> {
  const records = tasks.map((task) => ({ attributes: { type: 'Task' }, ...task }));
  return session.use((connection) =>
    connection.request<SaveResult[]>({
      method: 'PATCH',
      url: `/composite/sobjects/Task/${KEY_FIELD}`,
      body: JSON.stringify({ allOrNone: false, records }),
      headers: { 'content-type': 'application/json' },
    }),
  );
}

/** The contacts behind related cases, so that the Task shows on both timelines. */
async function contactsOfCases(
  session: SalesforceSession,
  batch: readonly Waiting[],
): Promise<ReadonlyMap<string, string>> {
  const caseIds = batch.flatMap(({ log: { person, subject } }) =>
    !person && subject?.objectType === 'Case' && /^\w{15,18}$/.test(subject.recordId)
      ? [subject.recordId]
      : [],
  );
  if (caseIds.length === 0) return new Map();
  const { records } = await session.use(async (connection) =>
    connection.query<{ Id: string; ContactId: string | null }>(
      `SELECT Id, ContactId FROM Case WHERE Id IN (${caseIds.map((id) => `'${id}'`).join(', ')})`,
    ),
  );
  return new Map(records.flatMap(({ Id, ContactId }) => (ContactId === null ? [] : [[Id, ContactId]])));
}

function refusesSubtype(result: SaveResult | undefined): boolean {
  return (result?.errors ?? []).some(({ statusCode, fields }) => {
    return statusCode === 'INVALID_FIELD_FOR_INSERT_UPDATE' && (fields ?? []).includes('TaskSubtype');
  });
}

function settle({ resolve, reject }: Waiting, result: SaveResult | undefined): void {
  if (result?.success) {
    resolve();
    return;
  }
  const [error] = result?.errors ?? [];
  const statusCode = error?.statusCode ?? 'NO_RESULT';
  const detail = [statusCode, ...(error?.fields ?? [])].join(' ');
  reject(new CrmError(isPassing(statusCode) ? 'CRM_UNAVAILABLE' : 'CALL_LOG_REJECTED', { detail }));
}

/** A whole call that Salesforce refuses says nothing against one log more than against another. */
function rejectionOf(failure: unknown): unknown {
  return failure instanceof CrmError
    ? failure
    : new CrmError('CALL_LOG_REJECTED', { cause: failure, detail: errorCodeOf(failure) });
}
