import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { defaultMetricRules } from '../../connector/src/callCenter/figures/metricRules.ts';
import type { AgentId, Dnis } from '../../softphone/core/index.ts';
import { simulateDay } from '../../test/centre/simulatedDay.ts';
import type { Section } from './report.ts';

const HOUR = 3_600_000;
const AGENTS = 60;
const CALLS_AN_HOUR = 500;

/**
 * Part `stored`: a day of a centre of 60 agents on told time, with the connector's own database on the disk; what
 * the database holds at the end of the day, by table.
 */
export async function storedBytes(): Promise<Section[]> {
  const folder = await mkdtemp(join(tmpdir(), 'connector-bench-'));
  const database = join(folder, 'day.sqlite');
  try {
    const { logs } = await simulateDay(
      {
        seed: 1,
        startsAt: Date.UTC(2026, 2, 2, 8),
        openMs: 4 * HOUR,
        lastMs: 3 * HOUR,
        rules: defaultMetricRules,
        database,
        queues: [
          {
            name: 'Sales',
            dnis: '+14155551000' as Dnis,
            agents: Array.from({ length: AGENTS }, (_, seat) => `agent-${seat}` as AgentId),
            callsPerHour: CALLS_AN_HOUR,
            meanServiceSeconds: 300,
            meanPatienceSeconds: 120,
          },
        ],
      },
      { rowsAtOnce: 1_000, paceMs: () => 300_000, save: () => Promise.resolve({ refused: new Map() }) },
    );
    const calls = logs.length;
    const tables = tablesOf(database);
    const { size } = await stat(database);
    const row = (what: string, rows: number | undefined, bytes: number) => [
      what,
      rows === undefined ? '' : ((rows * 1_000) / calls).toFixed(0),
      `${((bytes * 1_000) / calls / 1e6).toFixed(2)} MB`,
      `${((bytes / size) * 100).toFixed(0)} %`,
    ];
    return [
      {
        title: 'What 1,000 calls leave in the database',
        columns: ['table, with its indexes', 'rows', 'bytes', 'share'],
        rows: [
          ...tables.map(({ name, rows, bytes }) => row(name, rows, bytes)),
          row('**all**', undefined, size),
        ],
        remarks: [
          `SQLite, after ${calls.toLocaleString('en')} calls that were logged and what else waited, ${AGENTS} agents.`,
          'docs/configuration.md says when each is forgotten.',
        ],
      },
    ];
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The tables that hold anything, the largest first. */
function tablesOf(file: string): readonly { name: string; rows: number; bytes: number }[] {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    const sizes = database
      .prepare(
        `select s.tbl_name as name, sum(d.pgsize) as bytes from dbstat d join sqlite_schema s on s.name = d.name
          group by s.tbl_name order by bytes desc`,
      )
      .all() as { name: string; bytes: number }[];
    return sizes
      .map(({ name, bytes }) => {
        const { rows } = database.prepare(`select count(*) as rows from "${name}"`).get() as { rows: number };
        return { name, rows, bytes };
      })
      .filter(({ rows, name }) => rows > 1 && !name.startsWith('kysely'));
  } finally {
    database.close();
  }
}
