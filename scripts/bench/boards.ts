import { setTimeout as sleep } from 'node:timers/promises';
import { AGENTS, changeAtRate, changeState, rates, signInAll } from './busyCentre.ts';
import { startSoundlessCentre } from './callControlCentre.ts';
import type { LinkedDesk } from './callControlDesk.ts';
import type { MemoryLog } from './connectorMemory.ts';
import { openBoard, type OpenBoard } from './openBoard.ts';
import { milliseconds, type Section } from './report.ts';
import { percentile } from './statistics.ts';

const BOARDS = 20;
const LEVEL_MS = 20_000;
/** One agent is watched, and changes the state so often. */
const WATCHED_MS = 700;

interface Centre {
  readonly desks: readonly LinkedDesk[];
  readonly boards: readonly OpenBoard[];
}

/**
 * Part `boards`: five hundred agents and twenty wallboards: how soon the boards show what an agent does, and how many
 * changes a second there can be.
 */
export async function boards(memory: MemoryLog): Promise<Section[]> {
  const soundless = await startSoundlessCentre();
  const { system } = soundless;
  try {
    const desks = await signInAll(soundless);
    const opened = await Promise.all(Array.from({ length: BOARDS }, () => openBoard(system)));
    const centre = { desks, boards: opened };
    const rows: string[][] = [];
    for (const rate of rates) rows.push(await measureRate(centre, rate));
    rows.push(await measureMost(centre));
    memory.note(`with ${AGENTS} agents and ${BOARDS} boards`, system.connector);
    opened.forEach((board) => board.close());
    return [latencySection(rows)];
  } finally {
    await soundless.stop();
  }
}

/** The milliseconds from a press to each board. */
async function watchOne({ boards, desks: [desk] }: Centre): Promise<readonly number[]> {
  if (!desk) throw new Error('Nobody is there');
  const wanted = desk.desk().agent.resting.name === 'ready' ? 'notReady' : 'ready';
  const shown = boards.map((board) => board.shows(desk.id, ({ state }) => state === wanted));
  const pressedAt = await changeState(desk);
  return (await Promise.all(shown)).map((at) => at - pressedAt);
}

async function watchUntil(centre: Centre, until: number): Promise<readonly number[]> {
  const seen: number[] = [];
  while (Date.now() < until) {
    const pause = sleep(WATCHED_MS * (0.5 + Math.random()));
    seen.push(...(await watchOne(centre)));
    await pause;
  }
  return seen;
}

async function measureRate(centre: Centre, rate: number): Promise<string[]> {
  takeAll(centre);
  const until = Date.now() + LEVEL_MS;
  const [seen, changes] = await Promise.all([
    watchUntil(centre, until),
    changeAtRate(centre.desks.slice(1), rate, until),
  ]);
  return rowOf(`${rate} a second`, { seen, changes, centre });
}

/** Everybody changes again as soon as the change before is told. */
async function measureMost(centre: Centre): Promise<string[]> {
  takeAll(centre);
  const until = Date.now() + LEVEL_MS / 2;
  let changes = 0;
  const press = async (desk: LinkedDesk) => {
    while (Date.now() < until) {
      await changeState(desk);
      changes += 1;
    }
  };
  const [seen] = await Promise.all([watchUntil(centre, until), ...centre.desks.slice(1, 101).map(press)]);
  return rowOf('as many as there can be', { seen, changes, centre, levelMs: LEVEL_MS / 2 });
}

function rowOf(
  title: string,
  {
    seen,
    changes,
    centre,
    levelMs = LEVEL_MS,
  }: {
    readonly seen: readonly number[];
    readonly changes: number;
    readonly centre: Centre;
    readonly levelMs?: number;
  },
): string[] {
  const { messages, bytes } = takeAll(centre);
  const seconds = levelMs / 1000;
  return [
    title,
    (changes / seconds).toFixed(0),
    milliseconds(percentile(seen, 0.5)),
    milliseconds(percentile(seen, 0.95)),
    milliseconds(percentile(seen, 0.99)),
    (messages / BOARDS / seconds).toFixed(1),
    `${(bytes / BOARDS / seconds / 1024).toFixed(1)} KB`,
  ];
}

function takeAll({ boards }: Centre): { readonly messages: number; readonly bytes: number } {
  const taken = boards.map((board) => board.take());
  return {
    messages: taken.reduce((sum, { messages }) => sum + messages, 0),
    bytes: taken.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}

function latencySection(rows: readonly (readonly string[])[]): Section {
  return {
    title: `From a change of state to ${BOARDS} boards, ${AGENTS} agents`,
    columns: ['changes of state', 'a second', 'p50', 'p95', 'p99', 'messages/s', 'bytes/s to one board'],
    rows,
    remarks: [
      'From the press of one agent to each board; changes are sent together, every 250 ms at most. Agents, boards, ' +
        'stand-ins and connector share the machine.',
    ],
  };
}
