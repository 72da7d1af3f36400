import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../simulators/shared/clock.ts';
import { createParties } from '../../test/contracts/twilio/parties.ts';
import { freePortBase } from '../../test/journeys/support/freePorts.ts';
import type { ConnectorProcess } from '../local/connectorProcess.ts';
import { startLocal } from '../local/startLocal.ts';
import { inboxEmpty } from './inboxEmpty.ts';
import { newJoin, type Webhook, type WebhookTarget } from './signedWebhooks.ts';
import { waitingCallers } from './waitingCallers.ts';

/** So many callers wait: no more fit into the queue. */
export const KNOWN_CALLS = 100;

/** A server that takes webhooks. */
export interface WebhookServer {
  readonly name: string;
  /** What webhooks are signed for. */
  readonly target: WebhookTarget;
  /** Where they are sent; several share them. */
  readonly urls: readonly string[];
  readonly next: () => Webhook;
  /** Resolves when all that was answered is decided too. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

export interface KnownCentreOptions {
  readonly name: string;
  readonly instances: number;
  /** The address of a PostgreSQL database; SQLite when absent. */
  readonly database?: string;
}

/** A centre whose callers all wait. */
export interface KnownCentre extends WebhookServer {
  /** The first instance. */
  readonly connector: ConnectorProcess;
}

/**
 * The local system with callers who wait; what comes next is an event of one of them, which is remembered and changes
 * nothing more: the router has not moved the caller into the conference yet.
 */
export async function startKnownCentre({
  name,
  instances,
  database,
}: KnownCentreOptions): Promise<KnownCentre> {
  const folder = mkdtempSync(join(tmpdir(), 'cti-bench-'));
  const port = await freePortBase();
  const parties = createParties(systemClock);
  const system = await startLocal({
    port,
    folder,
    reset: false,
    say: () => undefined,
    instances,
    people: parties,
    ...(database !== undefined && { environment: { CONNECTOR_DATABASE: database } }),
  });
  const target = { url: `http://127.0.0.1:${port + 1}`, authToken: system.keys.authToken };
  const known = await waitingCallers(system, parties, KNOWN_CALLS);
  let turn = 0;
  return {
    name,
    connector: system.connector,
    target,
    urls: system.instances.map(({ url }) => url),
    next: () => newJoin(known[turn++ % known.length] ?? { interactionId: '', callSid: '' }),
    async settled() {
      for (const connector of system.instances) await inboxEmpty({ connector });
    },
    async stop() {
      await system.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
