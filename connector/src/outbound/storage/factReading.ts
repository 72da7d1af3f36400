import { sql, type Kysely } from 'kysely';
import type { AgentId, Instant } from '../../../../softphone/core/index.ts';
import type { Span } from '../../callCenter/figures/interval.ts';
import type { Fact, FactOf } from '../../callCenter/ledger/fact.ts';
import type { Ledger } from '../../callCenter/ports/ledger.ts';
import { lastState } from './factTable.ts';
import { asking } from './storeFailures.ts';
import type { Tables } from './tables.ts';

/** What is asked of the ledger; every question is answered from an index. */
export function readLedger(db: Kysely<Tables>): Omit<Ledger, 'keptFrom'> {
  return {
    factsBetween: (from, to) => asking(() => factsBetween(db, { from, to })),
    statesAt: (at) => asking(() => statesAt(db, at)),
    statesOf: (agentId, span) => asking(() => statesOf(db, agentId, span)),
    spellFrom: (agentId, from) => asking(() => spellFrom(db, agentId, from)),
    partsOf: (agentId, span) => asking(() => partsOf(db, agentId, span)),
    waitsOf: (queue, span) => asking(() => waitsOf(db, queue, span)),
  };
}

async function factsBetween(db: Kysely<Tables>, { from, to }: Span): Promise<readonly Fact[]> {
  const rows = await db
    .selectFrom('facts')
    .select('fact')
    .where('counts_at', '>=', from)
    .where('counts_at', '<', to)
    .orderBy('id')
    .execute();
  return rows.map(parsed);
}

/** Agents are few: each one's last state is looked up by itself. */
async function statesAt(db: Kysely<Tables>, at: Instant): Promise<readonly FactOf<'agentState'>[]> {
  const { rows } = await sql<{ fact: string | null }>`select (
      select fact from facts
      where agent_id = desks.agent_id and kind = 'agentState' and overwritten = 0 and counts_at < ${at}
      order by counts_at desc limit 1
    ) as fact from desks`.execute(db);
  return rows.flatMap(({ fact }) => (fact === null ? [] : [parsedState({ fact })]));
}

async function statesOf(
  db: Kysely<Tables>,
  agentId: AgentId,
  { from, to }: Span,
): Promise<readonly FactOf<'agentState'>[]> {
  const before = await lastState(db, agentId, from).select('fact').execute();
  const within = await ofAgent(db, agentId, 'agentState')
    .where('overwritten', '=', 0)
    .where('counts_at', '>=', from)
    .where('counts_at', '<', to)
    .orderBy('counts_at')
    .execute();
  return [...before, ...within].map(parsedState);
}

async function spellFrom(db: Kysely<Tables>, agentId: AgentId, from: Instant) {
  const begun = await ofAgent(db, agentId, 'agentState')
    .select('overwritten')
    .where('counts_at', '=', from)
    .orderBy('id', 'desc')
    .executeTakeFirst();
  if (!begun) return undefined;
  const next = await ofAgent(db, agentId, 'agentState')
    .where('overwritten', '=', 0)
    .where('counts_at', '>', from)
    .orderBy('counts_at')
    .limit(1)
    .executeTakeFirst();
  const { state, reasonCode } = parsedState(begun);
  return {
    state,
    from,
    overwritten: begun.overwritten === 1,
    ...(reasonCode !== undefined && { reasonCode }),
    ...(next && { to: parsed(next).at }),
  };
}

async function partsOf(
  db: Kysely<Tables>,
  agentId: AgentId,
  { from, to }: Span,
): Promise<readonly FactOf<'partOver'>[]> {
  const rows = await ofAgent(db, agentId, 'partOver')
    .where('overwritten', '=', 0)
    .where('counts_at', '>=', from)
    .where('counts_at', '<', to)
    .orderBy('id')
    .execute();
  return rows.map(parsedPart);
}

async function waitsOf(db: Kysely<Tables>, queue: string, { from, to }: Span): Promise<readonly Fact[]> {
  const rows = await db
    .selectFrom('facts')
    .select('fact')
    .where('queue', '=', queue)
    .where('queued_at', '>=', from)
    .where('queued_at', '<', to)
    .orderBy('id')
    .execute();
  return rows.map(parsed);
}

function ofAgent(db: Kysely<Tables>, agentId: AgentId, kind: Fact['type']) {
  return db.selectFrom('facts').select('fact').where('agent_id', '=', agentId).where('kind', '=', kind);
}

function parsed({ fact }: { readonly fact: string }): Fact {
  return JSON.parse(fact) as Fact;
}

const parsedState = (row: { readonly fact: string }) => parsed(row) as FactOf<'agentState'>;
const parsedPart = (row: { readonly fact: string }) => parsed(row) as FactOf<'partOver'>;
