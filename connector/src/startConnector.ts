import { randomBytes } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { buildApp, type RunningApp } from './app.ts';
import type { IdSource } from './callCenter/ports/idSource.ts';
import type { Config } from './config.ts';
import { openJournal } from './journal.ts';
import { createSteadyClock, type MachineClocks } from './steadyClock.ts';

export interface Connector {
  /** Lets requests and effects under way finish, then closes the database. */
  stop(): Promise<void>;
}

/** Composes the connector from its configuration and listens. */
export async function startConnector(config: Config): Promise<Connector> {
  const journal = openJournal(config.logLevel);
  const clock = createSteadyClock(machineClocks, (seconds) => journal.problem('CLOCK_STEPPED', { seconds }));
  const app: RunningApp = await buildApp(config, { clock, ids: randomIds, journal });
  await app.http.listen({ port: config.port, host: config.host });
  journal.note('listening', { port: config.port });
  return { stop: () => app.stop() };
}

const machineClocks: MachineClocks = {
  wallMs: Date.now,
  runningMs: () => performance.now(),
  restedMs: () => performance.eventLoopUtilization().idle,
};

const randomIds: IdSource = { next: () => randomBytes(16).toString('base64url') };
