import type { Kysely } from 'kysely';
import type { AgentId, Desk, DeskEvent, Instant } from '../../../../softphone/core/index.ts';
import type { Clock } from '../../callCenter/ports/clock.ts';
import type { Cluster } from '../../callCenter/ports/cluster.ts';
import type { NumberedDesk, NumberedDeskEvent, Store } from '../../callCenter/ports/store.ts';
import type { Database } from './database.ts';
import { isPostgresAddress } from './databaseAddress.ts';
import { eraseInteractions, readNumbersInteractions } from './erasure.ts';
import { countRows, forgetRows, putOffRow, readDueRows } from './dueRowTable.ts';
import { readLedger } from './factReading.ts';
import { createGroupCommit } from './groupCommit.ts';
import { readHistory } from './historyLines.ts';
import { countSheets, createNewsKeeper, forgetSheets, listSheets, readSheets } from './inboxTable.ts';
import { readInteraction, readLiveInteractions } from './interactionTable.ts';
import { openPostgres } from './postgres/openPostgres.ts';
import {
  countEffects,
  countEffectsByKind,
  deleteEffect,
  putOff,
  readDueEffects,
  readNextDueAt,
  setAside,
} from './outboxTable.ts';
import { createPruning } from './pruning.ts';
import { sealed } from './sealing.ts';
import { openSqlite } from './sqliteDatabase.ts';
import { asking } from './storeFailures.ts';
import { createStoreTurn } from './storeTurn.ts';
import type { Tables } from './tables.ts';
import { dismissUnloggedCall, readUnloggedCalls, retryUnloggedCall } from './unloggedCalls.ts';

const DAY_MS = 24 * 3_600_000;

export interface StoreParts {
  /** A file, or the address of a PostgreSQL database: `postgres://user:password@host/name`. */
  readonly database: string;
  readonly clock: Clock;
  /** For so many days what happened is kept for figures. */
  readonly factsDays?: number;
  /** For so many days an interaction that has ended is kept. */
  readonly interactionsDays?: number;
  /** What is personal is sealed with the first, and opened with any: 32 bytes each, in base64. */
  readonly dataKeys?: readonly string[];
}

/** The memory, and the instances that share it. */
export interface OpenStore extends Store {
  readonly cluster: Cluster;
}

/**
 * Opens the database and brings it to the newest shape. `:memory:` keeps nothing.
 *
 * Rejects with `DatabaseInUseError` when another process has the file, and with `StoreError` when there is no answer at
 * the address; with `SealedTextError` when it is sealed with a key that is not there.
 */
export async function openStore({ database, dataKeys = [], ...parts }: StoreParts): Promise<OpenStore> {
  const opened = isPostgresAddress(database) ? await openPostgres(database) : await openSqlite(database);
  try {
    return createStore(await sealed(opened, dataKeys), parts);
  } catch (failure) {
    await opened.close();
    throw failure;
  }
}

/** The memory in an open database. */
export function createStore(
  opened: Database,
  { clock, factsDays = 90, interactionsDays = 30 }: Omit<StoreParts, 'database' | 'dataKeys'>,
): OpenStore {
  const factsKeptMs = factsDays * DAY_MS;
  const { db, cluster } = opened;
  const commits = createGroupCommit({ ...opened, clock });
  const keeper = createNewsKeeper(db);
  const write = <Answer>(change: (turn: Kysely<Tables>) => Promise<Answer>) =>
    commits.run((turn) => asking(() => change(turn.db)));
  const prune = createPruning(clock, { factsMs: factsKeptMs, interactionsMs: interactionsDays * DAY_MS });

  return {
    transact: (decide, asked) =>
      commits.run(async ({ db: own, ahead, announce }) => {
        await asking(() => prune(own));
        return decide({ ...createStoreTurn(own, ahead, clock), announce });
      }, asked),

    keepNews: keeper.keep,
    keptSheets: (limit) => asking(() => listSheets(db, limit)),
    readSheets: (ids) => asking(() => readSheets(db, ids)),
    forgetSheets: (ids) => write((turn) => forgetSheets(turn, ids)),
    countSheets: () => asking(() => countSheets(db)),

    desk: (agentId) => asking(() => readDesk(db, agentId)),
    desks: (agentIds) => asking(() => readDesks(db, agentIds)),
    allDesks: () => asking(() => readDesks(db)),
    ...readLedger(db),
    keptFrom: () => (clock.now() - factsKeptMs) as Instant,
    dueRows: (at, limit) => asking(() => readDueRows(db, at, limit)),
    rowsWritten: (rows) => write((turn) => forgetRows(turn, rows)),
    rowRefused: (row, refusal) => write((turn) => putOffRow(turn, row, refusal)),
    countRows: (at) => asking(() => countRows(db, at)),
    deskEventsAfter: (agentId, seq) => asking(() => readDeskEventsAfter(db, agentId, seq)),
    interaction: (id) => asking(() => readInteraction(db, id)),
    liveInteractions: () => asking(() => readLiveInteractions(db)),
    history: (agentId, since, limit) => asking(() => readHistory(db, { agentId, since, limit })),

    dueEffects: (at, busyLanes, limit) =>
      asking(() => readDueEffects(db, { at, busyLanes, limit, leader: opened.leader })),
    nextDueAt: (at) => asking(() => readNextDueAt(db, at)),
    effectDone: (id) => write((turn) => deleteEffect(turn, id)),
    effectFailed: (id, retryAt, reason) => write((turn) => putOff(turn, { id, retryAt, reason })),
    effectGivenUp: (id, at, refusal) => write((turn) => setAside(turn, { id, at, ...refusal })),
    counts: () => asking(() => countEffects(db, clock.now())),
    countsByKind: () => asking(() => countEffectsByKind(db, clock.now())),

    unloggedCalls: () => asking(() => readUnloggedCalls(db)),
    retryUnloggedCall: (key, at) => write((turn) => retryUnloggedCall(turn, key, at)),
    dismissUnloggedCall: (key) => write((turn) => dismissUnloggedCall(turn, key)),

    keep: (name, text) => write((turn) => keepText(turn, { name, text })),
    kept: (name) => asking(() => readText(db, name)),

    interactionsOf: (number) => asking(() => readNumbersInteractions(db, number)),
    eraseInteractions: (ids, number) =>
      commits.run((turn) => {
        turn.ahead.forgetRecords();
        return asking(() => eraseInteractions(turn.db, ids, number));
      }),

    rememberOnce: (kind, value, expiresAt) => write((turn) => rememberOnce(turn, { kind, value, expiresAt })),

    announcements: opened.announcements,
    cluster,

    async close() {
      await keeper.close();
      await commits.close();
      await opened.close();
    },
  };
}

async function readDesk(db: Kysely<Tables>, agentId: AgentId): Promise<NumberedDesk | undefined> {
  const row = await db
    .selectFrom('desks')
    .select(['seq', 'desk'])
    .where('agent_id', '=', agentId)
    .executeTakeFirst();
  return row && { seq: row.seq, desk: JSON.parse(row.desk) as Desk };
}

async function readDesks(db: Kysely<Tables>, agentIds?: readonly AgentId[]): Promise<readonly Desk[]> {
  if (agentIds?.length === 0) return [];
  const desks = db.selectFrom('desks').select('desk');
  const rows = await (agentIds ? desks.where('agent_id', 'in', agentIds) : desks).execute();
  return rows.map(({ desk }) => JSON.parse(desk) as Desk);
}

async function readDeskEventsAfter(
  db: Kysely<Tables>,
  agentId: AgentId,
  seq: number,
): Promise<readonly NumberedDeskEvent[] | undefined> {
  const rows = await db
    .selectFrom('desk_events')
    .select(['seq', 'event'])
    .where('agent_id', '=', agentId)
    .where('seq', '>', seq)
    .orderBy('seq')
    .execute();
  if (rows.length === 0) return (await readDesk(db, agentId))?.seq === seq ? [] : undefined;
  if (rows[0]?.seq !== seq + 1) return undefined;
  return rows.map((row) => ({ seq: row.seq, event: JSON.parse(row.event) as DeskEvent }));
}

async function keepText(db: Kysely<Tables>, kept: Tables['kept_texts']): Promise<void> {
  await db
    .insertInto('kept_texts')
    .values(kept)
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ text: kept.text }))
    .execute();
}

async function readText(db: Kysely<Tables>, name: string): Promise<string | undefined> {
  const row = await db.selectFrom('kept_texts').select('text').where('name', '=', name).executeTakeFirst();
  return row?.text;
}

async function rememberOnce(
  db: Kysely<Tables>,
  { kind, value, expiresAt }: { kind: string; value: string; expiresAt: Instant },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('one_time_values')
    .values({ kind, value, expires_at: expiresAt })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}
