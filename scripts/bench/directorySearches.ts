import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createDirectory, type Directory } from '../../connector/src/callCenter/directory/directory.ts';
import type { AgentListing } from '../../connector/src/callCenter/ports/agentListing.ts';
import type { Clock } from '../../connector/src/callCenter/ports/clock.ts';
import type { Store } from '../../connector/src/callCenter/ports/store.ts';
import { openStore } from '../../connector/src/outbound/storage/openStore.ts';
import {
  advanceSoftphone,
  newDesk,
  newSoftphone,
  viewOf,
  type AgentId,
  type Instant,
  type Softphone,
} from '../../softphone/core/index.ts';
import { parseToSoftphone } from '../../softphone/protocol/parseToSoftphone.ts';
import { milliseconds, type Section } from './report.ts';
import { median, percentile } from './statistics.ts';

const AGENTS = 500;
const SEARCHES = 1_000;
/** As far away as a carrier's API may be. */
const CARRIER_MS = 100;

const firstNames = ['Ada', 'Bea', 'Cleo', 'Dana', 'Émile', 'Farid', 'Grace', 'Hans', 'Ines', 'José'];
const lastNames = ['Agent', 'Byron', 'Chen', 'Díaz', 'Engel', 'Fischer', 'Garcia', 'Hopper', 'Ito', 'Jansen'];
/** One agent, many agents, all agents, an extension, a number, a queue, nobody. */
const texts = ['ada byron 4', 'gra', 'support', '1234', '0190', 'sales', 'age', 'xyz'];

const agentId = (place: number) => `005${String(place).padStart(15, '0')}` as AgentId;
const now = () => Date.now() as Instant;
const clock: Clock = {
  now,
  schedule(delayMs, action) {
    const timer = setTimeout(action, delayMs);
    return () => {
      clearTimeout(timer);
    };
  },
};

/** Part `directory`: from a text in the softphone to entries, among five hundred agents whose desks are on disk. */
export async function directorySearches(): Promise<readonly Section[]> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-directory-'));
  const store = await openStore({ database: join(folder, 'connector.sqlite'), clock });
  try {
    await sitDown(store);
    const directory = centreOf(store);
    const found = await times(texts, (text) => directory.search(agentId(0), text));
    const shown = await times(texts, (text) => searchAndShow(directory, text));
    return [
      {
        title: `Search in the directory, ${AGENTS} agents`,
        columns: ['step', 'p50', 'p95', 'p99'],
        rows: [
          ['the connector finds agents, queues and shared numbers', ...percentiles(found)],
          ['the same, sent, read and ranked in the softphone', ...percentiles(shown)],
        ],
        remarks: [
          `${SEARCHES} searches of ${texts.length} texts, one after another. The softphone waits 30 ms for the next key before it asks. Figures of queues are asked of a carrier ${CARRIER_MS} ms away, every three seconds at most.`,
          'Aim: below 100 ms at p95, the wait for the next key included. Names of records come later: the org answers them.',
        ],
      },
    ];
  } finally {
    await store.close();
    await rm(folder, { recursive: true });
  }
}

async function sitDown(store: Store): Promise<void> {
  const desks = Array.from({ length: AGENTS }, (_, place) =>
    newDesk({ id: agentId(place), name: nameOf(place) }, now()),
  );
  await store.transact(async (turn) => {
    await desks.reduce(
      (before, desk) => before.then(() => turn.saveDesk(desk, []).then(() => undefined)),
      Promise.resolve(),
    );
  });
}

function centreOf(store: Store): Directory {
  const listing: AgentListing = {
    agents: Array.from({ length: AGENTS }, (_, place) => ({
      id: agentId(place),
      name: nameOf(place),
      extension: String(1000 + place),
    })),
    numbers: [{ name: 'Reception', number: '+1 415 555 0190', transferable: true }],
  };
  const queues = ['Support', 'Sales', 'Agency'];
  return createDirectory({
    listing: () => listing,
    queues,
    store,
    board: {
      figures: async () => {
        await sleep(CARRIER_MS);
        return new Map(queues.map((queue) => [queue, { waiting: 3, longestWaitSeconds: 60, ready: 2 }]));
      },
    },
    clock,
    journal: { note: () => undefined, problem: () => undefined },
  });
}

async function searchAndShow(directory: Directory, text: string): Promise<void> {
  const at = now();
  const signedIn: Softphone = {
    ...newSoftphone,
    link: 'open',
    desk: newDesk({ id: agentId(0), name: 'Own' }, at),
  };
  const { softphone } = advanceSoftphone(signedIn, {
    type: 'commanded',
    command: { type: 'searchDirectory', text, purpose: 'transfer' },
    at,
  });
  const entries = await directory.search(agentId(0), text);
  const heard = parseToSoftphone(JSON.stringify({ type: 'directory', searchId: 's', entries }));
  if (heard?.type !== 'directory') throw new Error(`The softphone does not read what ${text} finds`);
  const found = { type: 'directoryFound', source: 'connector', text, entries: heard.entries } as const;
  viewOf(advanceSoftphone(softphone, found).softphone);
}

/** How long each took, in milliseconds, after a round that is not counted. */
async function times(
  of: readonly string[],
  work: (text: string) => Promise<unknown>,
): Promise<readonly number[]> {
  await Promise.all(of.map(work));
  const taken: number[] = [];
  await Array.from({ length: SEARCHES }, (_, turn) => of[turn % of.length] ?? '').reduce(
    (before, text) =>
      before.then(async () => {
        const startedAt = performance.now();
        await work(text);
        taken.push(performance.now() - startedAt);
      }),
    Promise.resolve(),
  );
  return taken;
}

function percentiles(values: readonly number[]): readonly string[] {
  return [median(values), percentile(values, 0.95), percentile(values, 0.99)].map(milliseconds);
}

function nameOf(place: number): string {
  const first = firstNames[place % firstNames.length] ?? '';
  const last = lastNames[Math.floor(place / firstNames.length) % lastNames.length] ?? '';
  return `${first} ${last} ${place}`;
}
