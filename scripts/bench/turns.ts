import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { InteractionRecord } from '../../connector/src/callCenter/interactions/interactionRecord.ts';
import { openStore, type OpenStore } from '../../connector/src/outbound/storage/openStore.ts';
import { anInteraction } from '../../connector/src/outbound/storage/testing/builders.ts';
import { systemTime } from '../../connector/src/outbound/storage/testing/systemTime.ts';
import type { InteractionId } from '../../softphone/core/index.ts';
import { startPostgres } from '../local/postgres.ts';
import type { Section } from './report.ts';
import { median } from './statistics.ts';

const ROUNDS = 5;
const TURNS = 3_000;
const INTERACTIONS = 200;

interface Contestant {
  readonly name: string;
  readonly store: OpenStore;
  readonly records: readonly InteractionRecord[];
  readonly atOnce: number;
  readonly turns: number;
  readonly rates: number[];
}

/**
 * Part `turns`: durable decisions a second, without anything around them: each asks whether an event is new, reads an
 * interaction, writes it, and announces what other instances have to hear.
 */
export async function turns(): Promise<Section[]> {
  const folder = mkdtempSync(join(tmpdir(), 'cti-bench-'));
  const postgres = await startPostgres({ durable: true });
  const stores: OpenStore[] = [];
  try {
    const contestants: Contestant[] = [];
    const places = { SQLite: join(folder, 'turns.sqlite'), PostgreSQL: await postgres.newDatabase() };
    for (const [name, database] of Object.entries(places)) {
      const store = await openStore({ database, clock: systemTime });
      stores.push(store);
      const records = await writeRecords(store);
      const shared = { store, records };
      contestants.push(
        { ...shared, name: `${name}, one at a time`, atOnce: 1, turns: TURNS / 10, rates: [] },
        { ...shared, name: `${name}, fifty at once`, atOnce: 50, turns: TURNS, rates: [] },
      );
    }
    await compare(contestants);
    return [sectionOf(contestants)];
  } finally {
    for (const store of stores) await store.close();
    await postgres.remove();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Round by round in turn. The first warms up and does not count. */
async function compare(contestants: readonly Contestant[]): Promise<void> {
  for (let round = -1; round < ROUNDS; round += 1) {
    for (const contestant of contestants) {
      const rate = await play(contestant);
      if (round >= 0) contestant.rates.push(rate);
    }
  }
}

async function writeRecords(store: OpenStore): Promise<readonly InteractionRecord[]> {
  const records = Array.from({ length: INTERACTIONS }, () =>
    anInteraction({ id: randomUUID() as InteractionId }),
  );
  await Promise.all(records.map((record) => store.transact((turn) => turn.saveInteraction(record))));
  return records;
}

/** Turns a second. */
async function play({ store, records, atOnce, turns: count }: Contestant): Promise<number> {
  let next = 0;
  const goOn = async () => {
    while (next < count) {
      const place = next++;
      const record = records[place % records.length];
      if (record) await decide(store, record, String(place));
    }
  };
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: atOnce }, goOn));
  return (count * 1000) / (performance.now() - startedAt);
}

function decide(store: OpenStore, { id }: InteractionRecord, collected: string): Promise<void> {
  const key = randomUUID();
  return store.transact(
    async (turn) => {
      if (!(await turn.once(key))) return;
      const record = await turn.interaction(id);
      if (!record) throw new Error(`The interaction ${id} is missing`);
      await turn.saveInteraction({ ...record, collected });
      if (store.announcements.shared) turn.announce(JSON.stringify(record));
    },
    { key, interactionId: id },
  );
}

function sectionOf(contestants: readonly Contestant[]): Section {
  const ratio = ({ rates }: Contestant, other: Contestant | undefined) =>
    median(rates.map((rate, round) => rate / (other?.rates[round] ?? NaN))).toFixed(2);
  return {
    title: 'Durable turns a second',
    columns: ['database', 'turns/s', 'to SQLite', 'to one at a time'],
    rows: contestants.map((each, place) => [
      each.name,
      median(each.rates).toFixed(0),
      ratio(each, contestants[place % 2]),
      ratio(each, contestants[place - (place % 2)]),
    ]),
    remarks: [
      `Medians of ${ROUNDS} rounds of ${TURNS} turns in turn (a tenth of it one at a time), and of the rounds' ratios; ${INTERACTIONS} interactions. SQLite and PostgreSQL write to the disk before a turn is over.`,
    ],
  };
}
