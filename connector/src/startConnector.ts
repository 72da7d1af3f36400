import { randomBytes } from 'node:crypto';
import type { Instant } from '../../softphone/core/index.ts';
import { buildApp, type RunningApp } from './app.ts';
import type { Clock } from './callCenter/ports/clock.ts';
import type { IdSource } from './callCenter/ports/idSource.ts';
import type { Config } from './config.ts';
import { openJournal } from './journal.ts';

export interface Connector {
  /** Lets requests and effects under way finish, then closes the database. */
  stop(): Promise<void>;
}

/** Composes the connector from its configuration and listens. */
export async function startConnector(config: Config): Promise<Connector> {
  const journal = openJournal(config.logLevel);
  const app: RunningApp = await buildApp(config, { clock: systemClock, ids: randomIds, journal });
  await app.http.listen({ port: config.port, host: config.host });
  journal.note('listening', { port: config.port });
  return { stop: () => app.stop() };
}

const systemClock: Clock = {
  now: () => Date.now() as Instant,
  schedule(delayMs, action) {
    const timer = setTimeout(action, delayMs);
    return () => clearTimeout(timer);
  },
};

const randomIds: IdSource = { next: () => randomBytes(16).toString('base64url') };
