import type { Kysely } from 'kysely';
import type { Desk, InteractionId } from '../../../../softphone/core/index.ts';
import type { Effect } from '../../callCenter/effects.ts';
import type { InteractionRecord } from '../../callCenter/interactions/interactionRecord.ts';
import type { ErasedRows, NumbersInteractions } from '../../callCenter/ports/erasure.ts';
import { forBatches } from './interactionTable.ts';
import type { Tables } from './tables.ts';

/** What a number says where it is taken out of something that is about somebody else. */
const BLANK = '(erased)';
/** Ids in one statement. */
const MOST_IDS = 500;

/** Reads every interaction: they are kept by id alone, and what they hold may be sealed. */
export async function readNumbersInteractions(
  db: Kysely<Tables>,
  number: string,
): Promise<NumbersInteractions> {
  const ended: InteractionRecord[] = [];
  const underWay: InteractionId[] = [];
  const inHand = await interactionsInHand(db);
  await forBatches(db, async (rows) => {
    for (const row of rows) {
      if (!row.record.includes(number)) continue;
      const record = JSON.parse(row.record) as InteractionRecord;
      if (!isAbout(record, number)) continue;
      if (record.phase === 'ended' && !inHand.has(record.id)) ended.push(record);
      else underWay.push(record.id);
    }
  });
  return { ended, underWay };
}

/** Deletes these interactions with all that hangs on them, and blanks the number where others mention it. */
export async function eraseInteractions(
  db: Kysely<Tables>,
  ids: readonly InteractionId[],
  number: string,
): Promise<ErasedRows> {
  const effects = await eraseEffects(db, new Set(ids));
  const deskEvents = await eraseDeskEvents(db, number);
  let interactions = 0;
  let historyLines = 0;
  for (let from = 0; from < ids.length; from += MOST_IDS) {
    const some = ids.slice(from, from + MOST_IDS);
    historyLines += counted(
      await db.deleteFrom('interaction_agents').where('interaction_id', 'in', some).executeTakeFirst(),
    );
    interactions += counted(await db.deleteFrom('interactions').where('id', 'in', some).executeTakeFirst());
  }
  const mentions = await blankMentions(db, number);
  return { interactions, historyLines, effects, deskEvents, mentions };
}

function isAbout({ ani, dnis, parties }: InteractionRecord, number: string): boolean {
  return [ani, dnis, ...parties.map((party) => party.number)].some((each) => each === number);
}

/** Those that an agent talks in, or still writes about. */
async function interactionsInHand(db: Kysely<Tables>): Promise<ReadonlySet<string>> {
  const rows = await db.selectFrom('desks').select('desk').execute();
  return new Set(rows.flatMap(({ desk }) => (JSON.parse(desk) as Desk).interactions.map(({ id }) => id)));
}

async function eraseEffects(db: Kysely<Tables>, ids: ReadonlySet<string>): Promise<number> {
  const rows = await db.selectFrom('outbox').select(['id', 'effect']).execute();
  const gone = rows.filter(({ effect }) => {
    const asked = JSON.parse(effect) as Effect;
    return 'interactionId' in asked && ids.has(asked.interactionId);
  });
  for (const { id } of gone) await db.deleteFrom('outbox').where('id', '=', id).execute();
  return gone.length;
}

/**
 * Events are numbered without a gap: those before one that must go are forgotten as well, and a softphone that was away
 * for so long gets its whole desk.
 */
async function eraseDeskEvents(db: Kysely<Tables>, number: string): Promise<number> {
  const last = new Map<string, number>();
  const rows = await db.selectFrom('desk_events').select(['agent_id', 'seq', 'event']).execute();
  for (const { agent_id, seq, event } of rows) {
    if (event.includes(number)) last.set(agent_id, Math.max(seq, last.get(agent_id) ?? 0));
  }
  let erased = 0;
  for (const [agentId, seq] of last) {
    const events = db.deleteFrom('desk_events').where('agent_id', '=', agentId).where('seq', '<=', seq);
    erased += counted(await events.executeTakeFirst());
  }
  return erased;
}

/** In notes about others, and in reasons of others' refusals. */
async function blankMentions(db: Kysely<Tables>, number: string): Promise<number> {
  let mentions = 0;
  await forBatches(db, async (rows) => {
    for (const { id, record } of rows) {
      if (!record.includes(number) || (JSON.parse(record) as InteractionRecord).phase !== 'ended') continue;
      const blanked = record.replaceAll(number, BLANK);
      await db.updateTable('interactions').set({ record: blanked }).where('id', '=', id).execute();
      mentions += 1;
    }
  });
  return mentions;
}

function counted(result: { readonly numDeletedRows: bigint }): number {
  return Number(result.numDeletedRows);
}
