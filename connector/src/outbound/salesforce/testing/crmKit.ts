import { generateKeyPairSync } from 'node:crypto';
import type { Instant } from '../../../../../softphone/core/index.ts';
import type { Clock } from '../../../callCenter/ports/clock.ts';
import { createSalesforceCrm, type SalesforceCrm, type SalesforceCrmOptions } from '../salesforceCrm.ts';

/** The key of a connected app, and its public half. */
export const appKey = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

export const CLIENT_ID = 'test';

export interface TestClock extends Clock {
  /** Moves time forward; what falls due begins. */
  advance(ms: number): void;
}

/** Longer waits are for the next refresh, and come when a test moves the time. */
const SHORT_WAIT_MS = 5_000;

/** Time that stands still, but does not keep anybody waiting who asks Salesforce again in a moment. */
export function createTestClock(now = Date.now()): TestClock {
  let timers: { readonly at: number; readonly action: () => void }[] = [];
  return {
    now: () => now as Instant,
    schedule(delayMs, action) {
      if (delayMs <= SHORT_WAIT_MS) {
        const soon = setImmediate(action);
        return () => clearImmediate(soon);
      }
      const timer = { at: now + delayMs, action };
      timers.push(timer);
      return () => {
        timers = timers.filter((each) => each !== timer);
      };
    },
    advance(ms) {
      now += ms;
      const due = timers.filter(({ at }) => at <= now);
      timers = timers.filter(({ at }) => at > now);
      for (const { action } of due) action();
    },
  };
}

type Changes = Partial<Omit<SalesforceCrmOptions, 'callerIndex'>> & {
  readonly callerIndex?: Partial<SalesforceCrmOptions['callerIndex']>;
};

/** A CRM that is signed in to the org at `loginUrl` as `username`, with an index in memory. */
export function crmOf(
  access: { readonly loginUrl: string; readonly username: string },
  changes: Changes = {},
): SalesforceCrm {
  return createSalesforceCrm({
    clientId: CLIENT_ID,
    privateKey: appKey.privateKey,
    country: 'US',
    logCallsPerHour: 100_000,
    reports: { everySeconds: 300, slowFrom: 0.7 },
    statusSeconds: 900,
    store: createKeptTexts(),
    clock: createTestClock(),
    journal: { note: () => undefined, problem: () => undefined },
    ...access,
    ...changes,
    callerIndex: {
      file: ':memory:',
      orgId: '00D',
      secret: 'a secret',
      refreshSeconds: 300,
      sharedNumberLimit: 10,
      ignoredNumbers: [],
      ...changes.callerIndex,
    },
  });
}

/** A store of kept texts in memory. */
export function createKeptTexts(): SalesforceCrmOptions['store'] {
  const texts = new Map<string, string>();
  return {
    keep: (name, text) => Promise.resolve(void texts.set(name, text)),
    kept: (name) => Promise.resolve(texts.get(name)),
  };
}

/** Resolves when the index has every object. */
export async function loaded(crm: SalesforceCrm): Promise<SalesforceCrm> {
  while (!crm.callerIndex.status().complete) await new Promise((resolve) => setImmediate(resolve));
  return crm;
}
