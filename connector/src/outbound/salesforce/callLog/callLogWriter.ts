import type { Clock } from '../../../callCenter/ports/clock.ts';
import { CrmError, type CallLog, type Crm } from '../../../callCenter/ports/crm.ts';
import type { Tracer } from '../../../callCenter/ports/tracer.ts';
import type { OrgKnowledge } from '../orgSettings/orgKnowledge.ts';
import { errorCodeOf, type SalesforceSession } from '../salesforceSession.ts';
import type { CallBudget } from './callBudget.ts';
import { createLogBatches, type WaitingLog } from './logBatches.ts';
import { fatesOf, mended } from './mendRelations.ts';
import { peopleBehind } from './peopleBehind.ts';
import { failureOf, isAboutRelations, isWritten, type RecordError } from './refusals.ts';
import { relationsOf, type PersonBehind, type Relations } from './relationsOf.ts';
import { taskOf } from './taskOf.ts';

export interface CallLogWriterParts {
  readonly session: SalesforceSession;
  readonly clock: Clock;
  readonly budget: CallBudget;
  readonly org: () => OrgKnowledge;
  /** The contact behind a case or a person account, where it is known without asking. */
  readonly personBehind: PersonBehind;
  /** Absent while nobody follows steps. */
  readonly tracer?: Tracer | undefined;
}

export interface CallLogWriter {
  readonly saveCallLog: Crm['saveCallLog'];
  /** Writes what waits now, and lets nothing wait any more. */
  hurry(): void;
}

interface SaveResult {
  readonly success: boolean;
  readonly errors: readonly RecordError[];
}

/** A log with the records that its Task points to. */
interface RelatedLog {
  readonly log: CallLog;
  readonly relations: Relations;
}

type Creating = Pick<CallLogWriterParts, 'session' | 'org' | 'tracer'>;

/** What became of a log: `undefined` when it is written. */
type Refusal = RecordError | undefined;

/**
 * Writes call logs by creating Tasks under a unique key, many in one API call.
 *
 * A Task that is there under its key was written before the answer was lost, or before a restart: it counts as
 * written and is not touched, because the agent may have changed it since. A log whose related record is gone is
 * written without it. What Salesforce refuses for one log never stops another.
 */
export function createCallLogWriter(parts: CallLogWriterParts): CallLogWriter {
  const { session, clock, budget, tracer } = parts;
  const batches = createLogBatches({ clock, budget, tracer, write: (batch) => writeBatch(parts, batch) });
  return {
    saveCallLog: (log) => batches.add(log),
    hurry: () => {
      batches.hurry();
    },
  };

  async function writeBatch(
    { personBehind }: CallLogWriterParts,
    batch: readonly WaitingLog[],
  ): Promise<void> {
    const behind = await peopleBehind(
      session,
      batch.map(({ log }) => log),
      personBehind,
    );
    // Side by side, Tasks of one record do not wait for each other's locks.
    const ordered = batch
      .map((each) => ({ ...each, relations: relationsOf(each.log, behind) }))
      .toSorted((one, other) => parentOf(one).localeCompare(parentOf(other)));
    const refusals = await create(parts, ordered);
    const unrelated = ordered.filter((_each, place) => {
      const refusal = refusals[place];
      return refusal !== undefined && isAboutRelations(refusal);
    });
    ordered.forEach((each, place) => {
      if (!unrelated.includes(each)) settle(each, refusals[place]);
    });
    if (unrelated.length > 0) {
      await writeMended(parts, {
        logs: unrelated,
        refusals: new Map(ordered.map((each, place) => [each.log.key, refusals[place]])),
        behind,
      });
    }
  }
}

/** Once more, with what became of the related records; what is refused again has another reason. */
async function writeMended(
  parts: CallLogWriterParts,
  {
    logs,
    refusals,
    behind,
  }: {
    readonly logs: readonly (WaitingLog & RelatedLog)[];
    readonly refusals: ReadonlyMap<string, Refusal>;
    readonly behind: PersonBehind;
  },
): Promise<void> {
  const records = logs.flatMap(({ log: { person, subject } }) => [person ?? [], subject ?? []].flat());
  const fates = await fatesOf(parts.session, records);
  const again: (WaitingLog & RelatedLog)[] = [];
  for (const each of logs) {
    const { records: related, remarks, changed } = mended(each.log, fates);
    if (!changed) {
      settle(each, refusals.get(each.log.key));
      continue;
    }
    again.push({ ...each, relations: { ...relationsOf(related, behind), remarks } });
  }
  const results = again.length === 0 ? [] : await create(parts, again);
  again.forEach((each, place) => {
    settle(each, results[place]);
  });
}

/** Creates the Tasks; resolves with a refusal for each that was not. Rejects with `CrmError` when none could be tried. */
async function create(parts: Creating, logs: readonly RelatedLog[]): Promise<readonly Refusal[]> {
  const { session, org, tracer } = parts;
  const step = tracer?.begin({ kind: 'request', name: 'createTasks' });
  for (const { log } of logs) step?.concerns(log.interactionId);
  try {
    const results = await session.use((connection) =>
      connection.requestPost<readonly SaveResult[]>('/composite/sobjects', {
        allOrNone: false,
        records: logs.map(({ log, relations }) => ({
          attributes: { type: 'Task' },
          ...taskOf(log, relations, { org: org(), orgUrl: connection.instanceUrl }),
        })),
      }),
    );
    step?.over('ok');
    return logs.map((_log, place) => refusalIn(results[place]));
  } catch (failure) {
    step?.over('failed');
    if (failure instanceof CrmError) throw failure;
    if (logs.length > 1) return createInHalves(parts, logs);
    return [{ statusCode: errorCodeOf(failure), message: (failure as Error).message, fields: [] }];
  }
}

/** The call as a whole was refused, for what one of its records has in it. */
async function createInHalves(parts: Creating, logs: readonly RelatedLog[]): Promise<readonly Refusal[]> {
  const middle = Math.ceil(logs.length / 2);
  const first = await create(parts, logs.slice(0, middle));
  return [...first, ...(await create(parts, logs.slice(middle)))];
}

function refusalIn(result: SaveResult | undefined): Refusal {
  if (result?.success) return undefined;
  const [error] = result?.errors ?? [];
  return error ?? { statusCode: 'NO_RESULT', message: '', fields: [] };
}

function settle({ log, resolve, reject }: WaitingLog, refusal: Refusal): void {
  if (!refusal || isWritten(refusal)) resolve();
  else reject(failureOf(refusal, log));
}

function parentOf({ relations: { whatId, whoId } }: RelatedLog): string {
  return whatId ?? whoId ?? '';
}
