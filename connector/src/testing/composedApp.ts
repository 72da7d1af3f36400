import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks.js';
import { buildApp } from '../app.ts';
import { createVirtualClock, type VirtualClock } from '../callCenter/testing/virtualClock.ts';
import { readConfig } from '../config.ts';
import { openJournal } from '../journal.ts';
import { completeEnvironment } from './completeEnvironment.ts';
import { startVendorsDouble, type VendorsDouble } from './vendorsDouble.ts';

export type LogLine = Readonly<Record<string, unknown>>;

/** The connector as it is composed in production, with a told clock, a captured log and doubles of the vendors. */
export interface ComposedApp {
  readonly http: FastifyInstance;
  readonly clock: VirtualClock;
  readonly vendors: VendorsDouble;
  readonly log: () => readonly LogLine[];
  /** Posts a form as Twilio does. */
  webhook(
    path: string,
    form: Record<string, string>,
  ): Promise<Awaited<ReturnType<FastifyInstance['inject']>>>;
  /** Lets time pass, and what is under way come to an answer, until something is so. */
  until(condition: () => boolean | Promise<boolean>): Promise<void>;
  /** Stops the connector; the doubles still tell what they were sent. */
  stopApp(): Promise<void>;
  stop(): Promise<void>;
}

/** A third of the patience that a test has. */
const MOST_LOOKS = 2_000;

/** `changes` to the environment; `VENDORS` in a value stands for the address of the doubles. */
export async function openComposedApp(changes: Readonly<Record<string, string>> = {}): Promise<ComposedApp> {
  const vendors = await startVendorsDouble();
  const clock = createVirtualClock();
  const lines: string[] = [];
  const environment: Record<string, string> = {
    ...completeEnvironment,
    CONNECTOR_DATABASE: ':memory:',
    CONNECTOR_CALLER_INDEX: ':memory:',
    CONNECTOR_DRAIN_SECONDS: '0',
    // Nobody is looked for: the doubles know no records.
    CONNECTOR_IGNORED_NUMBERS: '+1415555*',
    CONNECTOR_LOG_LEVEL: 'debug',
    SALESFORCE_LOGIN_URL: vendors.url,
    TWILIO_API_URL: vendors.url,
    ...changes,
  };
  const config = readConfig(
    Object.fromEntries(
      Object.entries(environment).map(([name, value]) => [name, value.replace('VENDORS', vendors.url)]),
    ),
  );
  const journal = openJournal(config.logLevel, { write: (line) => void lines.push(line) });
  let ids = 0;
  let stopped: Promise<void> | undefined;
  const app = await buildApp(config, { clock, ids: { next: () => `interaction-${++ids}` }, journal });
  const stopApp = () => (stopped ??= app.stop());
  return {
    http: app.http,
    clock,
    vendors,
    log: () => lines.map((line) => JSON.parse(line) as LogLine),
    webhook: (path, form) =>
      app.http.inject({
        method: 'POST',
        url: path,
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          'x-twilio-signature': getExpectedTwilioSignature(
            config.twilio.authToken,
            config.publicUrl + path,
            form,
          ),
        },
        payload: new URLSearchParams(form).toString(),
      }),
    async until(condition) {
      for (let look = 0; look < MOST_LOOKS; look += 1) {
        if (await condition()) return;
        clock.advance(100);
        await pause(1);
      }
      throw new Error('It did not come to this.');
    },
    stopApp,
    async stop() {
      await stopApp();
      await vendors.stop();
    },
  };
}
