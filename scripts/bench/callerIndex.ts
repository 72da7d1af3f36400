import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { RunFigures } from './callerIndexRun.ts';
import { largeOrg, type OrgSize } from './callerRecords.ts';
import { loadOverHttp } from './callerIndexOverHttp.ts';
import { milliseconds, type Section } from './report.ts';

const run = promisify(execFile);
/** As the connector is started (scripts/local/connectorProcess.ts). */
const NODE_OPTIONS = [
  '--max-semi-space-size=4',
  '--max-old-space-size=256',
  '--disable-warning=ExperimentalWarning',
];

/**
 * Part `callers`: the caller index of a large org, beside a map in memory, and a smaller one loaded from the stand-in
 * by Bulk API, beside the search that it replaces. Each in a process of its own.
 */
export async function callerIndex(): Promise<readonly Section[]> {
  const index = await figuresOf('index', largeOrg, NODE_OPTIONS);
  const map = await figuresOf('map', largeOrg, ['--max-old-space-size=4096']);
  const http = await loadOverHttp();
  const { contacts, accounts, cases } = largeOrg;
  return [
    {
      title: 'Caller index of a large org',
      columns: ['what', 'index', 'map in memory'],
      rows: [
        ['records', String(index.rows), String(map.rows)],
        ['numbers and digits to be found by', String(index.numbers), String(map.numbers)],
        ['file', megabytes(index.fileBytes / 2 ** 20), 'none'],
        ['bytes for each record', (index.fileBytes / index.rows).toFixed(0), ''],
        ['load', `${index.loadSeconds.toFixed(0)} s`, `${map.loadSeconds.toFixed(0)} s`],
        [
          'rows a second',
          (index.rows / index.loadSeconds).toFixed(0),
          (map.rows / map.loadSeconds).toFixed(0),
        ],
        ['look-up of a contact, p50', microseconds(index.known.p50), microseconds(map.known.p50)],
        ['look-up of a contact, p99', microseconds(index.known.p99), microseconds(map.known.p99)],
        [
          'the same, least of three rounds, p99',
          microseconds(index.known.leastP99),
          microseconds(map.known.leastP99),
        ],
        ['look-up of a stranger, p50', microseconds(index.unknown.p50), microseconds(map.unknown.p50)],
        ['look-up of a stranger, p99', microseconds(index.unknown.p99), microseconds(map.unknown.p99)],
        ['memory before', megabytes(index.memoryBefore), megabytes(map.memoryBefore)],
        ['memory while loading, at most', megabytes(index.memoryPeak), megabytes(map.memoryPeak)],
        ['memory after', megabytes(index.memoryAfter), megabytes(map.memoryAfter)],
        ['other work waits while loading, p99', milliseconds(index.pauseP99Ms), 'all the time'],
      ],
      remarks: [
        `${contacts} contacts, ${accounts} accounts, ${cases} open cases, from a generator at the loader's port. A look-up of the index also ranks, and brings the account and the open cases; the map answers ids alone.`,
        `Progress: ${index.progress.join('; ')}.`,
        'Aim: look-up below 1 ms.',
      ],
    },
    http,
  ];
}

async function figuresOf(
  kind: 'index' | 'map',
  size: OrgSize,
  options: readonly string[],
): Promise<RunFigures> {
  const { contacts, accounts, cases } = size;
  const script = join(import.meta.dirname, 'callerIndexRun.ts');
  const { stdout } = await run(
    process.execPath,
    [...options, script, kind, ...[contacts, accounts, cases].map(String)],
    {
      maxBuffer: 2 ** 20,
    },
  );
  return JSON.parse(stdout) as RunFigures;
}

function megabytes(value: number): string {
  return `${value.toFixed(0)} MB`;
}

function microseconds(value: number): string {
  return `${value.toFixed(value < 10 ? 1 : 0)} us`;
}
