import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sendEvents } from '../../scripts/bench/acknowledgedEvents.ts';
import type { LocalSystem } from '../../scripts/local/startLocal.ts';
import { eventually } from '../journeys/support/eventually.ts';
import { startSystem } from '../journeys/support/world.ts';

const PER_SECOND = 40;
/** Less than any page of the database needs, in bytes. */
const NO_ROOM = 4_096;

/** Limits what a process may write to a file, as a full disk does (prlimit(1) of util-linux). */
const PRLIMIT = '/usr/bin/prlimit';
/** Other systems than Linux cannot limit a process that runs. */
const describeOnLinux = existsSync(PRLIMIT) ? describe : describe.skip;

let folder: string;
let system: LocalSystem;
let remove: () => Promise<void>;

function limitFiles(bytes: number | 'unlimited'): void {
  // The soft limit alone: the hard one could not be taken back.
  execFileSync(PRLIMIT, ['--pid', String(system.connector.pid()), `--fsize=${bytes}:`]);
}

const isReady = async (status: number) => (await fetch(`${system.connector.url}/ready`)).status === status;
const metrics = async () => (await fetch(`${system.connector.url}/metrics`)).text();

describeOnLinux('a connector whose disk is full', () => {
  beforeAll(async () => {
    ({ system, remove, folder } = await startSystem());
  });

  afterAll(() => remove());

  it('answers 503, says that it is not ready, and takes all in when there is room', async () => {
    const load = sendEvents({ system, url: system.connector.url }, { perSecond: PER_SECOND, joins: 1 });
    await eventually('it is ready', () => isReady(200));

    limitFiles(NO_ROOM);
    await eventually('it is not ready', () => isReady(503));
    limitFiles('unlimited');
    await eventually('it is ready again', () => isReady(200));
    const { failures, toldKeys } = await load.stop();
    await eventually('nothing is kept for later', async () => /^cti_inbox_sheets 0$/m.test(await metrics()));
    await system.connector.stop();

    const file = new DatabaseSync(join(folder, 'connector.sqlite'));
    const taken = new Set(
      file
        .prepare('select key from seen_events')
        .all()
        .map(({ key }) => key),
    );
    const [state] = file.prepare('pragma integrity_check').all();
    file.close();
    expect([...new Set(failures)]).toEqual(['answered 503']);
    expect(toldKeys.length).toBeGreaterThan(0);
    expect(toldKeys.filter((key) => !taken.has(key))).toEqual([]);
    expect(state).toEqual({ integrity_check: 'ok' });
  });
});
