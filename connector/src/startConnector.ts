import { randomBytes } from 'node:crypto';
import { pino } from 'pino';
import type { Instant } from '../../softphone/core/index.ts';
import { buildApp, type RunningApp } from './app.ts';
import type { Clock } from './callCenter/ports/clock.ts';
import type { IdSource } from './callCenter/ports/idSource.ts';
import type { Journal } from './callCenter/ports/journal.ts';
import type { Config } from './config.ts';

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

function openJournal(level: Config['logLevel']): Journal {
  const log = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime });
  return {
    note: (message, ids) => log.info(ids, message),
    problem: (code, ids, cause) =>
      log.warn({ ...ids, cause: cause instanceof Error ? cause.message : undefined }, code),
  };
}
