import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { createVirtualClock } from './callCenter/testing/virtualClock.ts';
import { openStore } from './outbound/storage/openStore.ts';
import { anInteraction } from './outbound/storage/testing/builders.ts';
import { completeEnvironment } from './testing/completeEnvironment.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'one-file-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Starts a connector, and resolves with how it ended and what it said. */
async function startAndEnd(database: string): Promise<{ code: number | null; said: string }> {
  const connector = spawn(process.execPath, [join(import.meta.dirname, 'main.ts')], {
    env: { ...completeEnvironment, CONNECTOR_DATABASE: database, CONNECTOR_CALLER_INDEX: ':memory:' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const [said, [code]] = await Promise.all([
    text(connector.stderr),
    once(connector, 'exit') as Promise<[number | null]>,
  ]);
  return { code, said };
}

it('a second connector on a file does not start, says why, and leaves the first one as it was', async () => {
  const database = join(folder, 'connector.sqlite');
  const store = await openStore({ database, clock: createVirtualClock() });
  const record = anInteraction();
  await store.transact((turn) => turn.saveInteraction(record));

  const { code, said } = await startAndEnd(database);

  expect(code).toBe(1);
  expect(said).toContain(
    'is in use by another connector. Stop that one, or give this one a file of its own.',
  );
  await store.transact((turn) => turn.saveInteraction({ ...record, collected: '42' }));
  expect(await store.interaction(record.id)).toMatchObject({ collected: '42' });
  await store.close();
});
