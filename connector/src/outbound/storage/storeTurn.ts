import type { Kysely } from 'kysely';
import type { Desk } from '../../../../softphone/core/index.ts';
import { logKeyOf } from '../../callCenter/callLog/logKey.ts';
import { laneOf } from '../../callCenter/effects.ts';
import { customerLegOf, type InteractionRecord } from '../../callCenter/interactions/interactionRecord.ts';
import type { Clock } from '../../callCenter/ports/clock.ts';
import type { StoreTurn } from '../../callCenter/ports/store.ts';
import { unheard } from './dialects.ts';
import { makeDue } from './dueRowTable.ts';
import { addFacts } from './factTable.ts';
import { saveHistoryLines } from './historyLines.ts';
import { readInteraction, readLiveInteractions } from './interactionTable.ts';
import type { ReadAhead } from './readAhead.ts';
import { asking } from './storeFailures.ts';
import type { Tables } from './tables.ts';

/** So many events of an agent are kept for softphones that were away. */
const DESK_EVENTS_KEPT = 500;

/** What a turn may read and write, inside its transaction. */
export function createStoreTurn(
  db: Kysely<Tables>,
  ahead: ReadAhead,
  clock: Clock,
): Omit<StoreTurn, 'announce'> {
  return {
    once: (key) =>
      asking(async () => {
        const isNew = ahead.once(key);
        if (isNew !== undefined) return isNew;
        const { numInsertedOrUpdatedRows } = await db
          .insertInto('seen_events')
          .values({ key, at: clock.now() })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirstOrThrow();
        return numInsertedOrUpdatedRows === 1n;
      }),

    interaction: (id) =>
      asking(async () => {
        const text = ahead.record(id);
        return text === undefined ? readInteraction(db, id) : (JSON.parse(text) as InteractionRecord);
      }),

    interactionOfLeg: (legId) =>
      asking(async () => {
        const row = await db
          .selectFrom('interactions')
          .select('record')
          .where('first_leg_id', '=', legId)
          .executeTakeFirst();
        return row && (JSON.parse(row.record) as InteractionRecord);
      }),

    liveInteractions: () => asking(() => readLiveInteractions(db)),

    saveInteraction: (record) => asking(() => saveInteraction(db, ahead, record)),

    desk: (agentId) =>
      asking(async () => {
        const row = await db
          .selectFrom('desks')
          .select('desk')
          .where('agent_id', '=', agentId)
          .executeTakeFirst();
        return row && (JSON.parse(row.desk) as Desk);
      }),

    saveDesk: (desk, events) =>
      asking(async () => {
        const agentId = desk.agent.id;
        const last = await saveDesk(db, desk, events.length);
        const numbered = events.map((event, index) => ({ seq: last - events.length + 1 + index, event }));
        if (numbered.length === 0) return numbered;
        await db
          .insertInto('desk_events')
          .values(
            numbered.map(({ seq, event }) => ({ agent_id: agentId, seq, event: JSON.stringify(event) })),
          )
          .modifyEnd(unheard)
          .execute();
        await db
          .deleteFrom('desk_events')
          .where('agent_id', '=', agentId)
          .where('seq', '<=', last - DESK_EVENTS_KEPT)
          .modifyEnd(unheard)
          .execute();
        return numbered;
      }),

    addFacts: (facts) => asking(() => addFacts(db, facts)),
    makeDue: (rows) => asking(() => makeDue(db, rows)),

    addEffect: (effect, dueAt) =>
      asking(async () => {
        await db
          .insertInto('outbox')
          .values({
            lane: laneOf(effect),
            effect: JSON.stringify(effect),
            due_at: dueAt,
            attempts: 0,
            log_key: effect.type === 'saveCallLog' ? logKeyOf(effect.interactionId, effect.agentId) : null,
          })
          .modifyEnd(unheard)
          .execute();
      }),
  };
}

async function saveInteraction(
  db: Kysely<Tables>,
  ahead: ReadAhead,
  record: InteractionRecord,
): Promise<void> {
  const columns = {
    first_leg_id: firstLegOf(record) ?? null,
    started_at: record.startedAt,
    phase: record.phase,
    record: JSON.stringify(record),
  };
  await db
    .insertInto('interactions')
    .values({ id: record.id, ...columns })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(columns))
    .modifyEnd(unheard)
    .execute();
  ahead.saved(record, columns.record);
  await saveHistoryLines(db, [record]);
}

/** An inbound interaction begins with the customer's leg, another one with the agent's who makes the call. */
function firstLegOf(record: InteractionRecord): string | undefined {
  if (record.direction === 'inbound') return customerLegOf(record);
  const caller = record.parts[0]?.agentId;
  return record.parties.find(({ agentId }) => agentId !== undefined && agentId === caller)?.legId;
}

/** Keeps the desk and takes `count` sequence numbers; resolves with the last one. */
async function saveDesk(db: Kysely<Tables>, desk: Desk, count: number): Promise<number> {
  const text = JSON.stringify(desk);
  const { seq } = await db
    .insertInto('desks')
    .values({ agent_id: desk.agent.id, seq: count, desk: text })
    .onConflict((conflict) =>
      conflict
        .column('agent_id')
        .doUpdateSet((expression) => ({ seq: expression('desks.seq', '+', count), desk: text })),
    )
    .returning('seq')
    .executeTakeFirstOrThrow();
  return seq;
}
