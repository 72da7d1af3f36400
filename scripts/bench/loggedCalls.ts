import { join } from 'node:path';
import { createVirtualClock } from '../../connector/src/callCenter/testing/virtualClock.ts';
import { appKey, CLIENT_ID, crmOf } from '../../connector/src/outbound/salesforce/testing/crmKit.ts';
import { aLog } from '../../connector/src/outbound/salesforce/callLog/testing/aLog.ts';
import { startSalesforce, wellKnown, type SalesforceStandIn } from '../../simulators/salesforce/index.ts';
import type { Section } from './report.ts';

/** How busy a centre is, and what it spends on logs. */
interface Load {
  readonly callsPerHour: number;
  readonly logCallsPerHour: number;
}

/** So many calls are played, and an hour's at least. */
const CALLS = 1_000;
const loads: readonly Load[] = [
  { callsPerHour: 100, logCallsPerHour: 48 },
  { callsPerHour: 1_000, logCallsPerHour: 48 },
  { callsPerHour: 2_500, logCallsPerHour: 48 },
  { callsPerHour: 2_500, logCallsPerHour: 120 },
  { callsPerHour: 10_000, logCallsPerHour: 48 },
  { callsPerHour: 10_000, logCallsPerHour: 120 },
];

/**
 * Part `logs`: a thousand calls of a busy and a quiet day, played as fast as the stand-in takes them; the connector's
 * clock runs with them. What they cost in API calls, and what they cost after an outage.
 */
export async function loggedCalls(): Promise<Section[]> {
  const salesforce = await startSalesforce({
    port: 0,
    console: false,
    forceApp: join(import.meta.dirname, '../../force-app/main/default'),
    connectedApps: [
      { clientId: CLIENT_ID, certificate: appKey.publicKey, preAuthorized: [wellKnown.users.integration] },
    ],
  });
  try {
    const rows: (readonly string[])[] = [];
    for (const load of loads) rows.push(rowOf(load, await play(salesforce, load)));
    rows.push(['all at once, after an outage', '', String(await outage(salesforce))]);
    return [
      {
        title: 'Salesforce API calls for the logs of 1,000 calls, by load',
        columns: ['calls an hour', 'allowed an hour', 'API calls'],
        rows,
        remarks: ['Calls that end at random moments, one agent each, known callers, nothing refused.'],
      },
    ];
  } finally {
    await salesforce.stop();
  }
}

/** API calls for the logs of `CALLS` calls while `load` lasts. */
async function play(salesforce: SalesforceStandIn, { callsPerHour, logCallsPerHour }: Load): Promise<number> {
  const clock = createWatchedClock();
  const access = { loginUrl: salesforce.url, username: wellKnown.users.integration };
  const crm = crmOf(access, { clock, logCallsPerHour });
  const random = dice();
  let waiting: Promise<void>[] = [];
  await crm.check();
  const before = crm.apiCalls();
  const calls = Math.max(CALLS, callsPerHour);
  for (let call = 0; call < calls; call += 1) {
    clock.advance((-Math.log(1 - random()) * 3_600_000) / callsPerHour);
    // The org answers within no time of that clock: what has fallen due is written before the next call ends.
    if (clock.hasRung()) {
      await Promise.all(waiting);
      waiting = [];
    }
    waiting.push(crm.saveCallLog(aLog()));
    await new Promise((resolve) => setImmediate(resolve));
  }
  crm.hurry();
  await Promise.all(waiting);
  const used = crm.apiCalls() - before;
  await crm.stop();
  return (used * CALLS) / calls;
}

/** A virtual clock that tells whether something has fallen due since it was asked last. */
function createWatchedClock() {
  const clock = createVirtualClock(Date.now());
  let rung = false;
  return {
    ...clock,
    schedule: (delayMs: number, action: () => void) =>
      clock.schedule(delayMs, () => {
        rung = true;
        action();
      }),
    hasRung() {
      const before = rung;
      rung = false;
      return before;
    },
  };
}

/** Logs that have waited for Salesforce to come back. */
async function outage(salesforce: SalesforceStandIn): Promise<number> {
  const access = { loginUrl: salesforce.url, username: wellKnown.users.integration };
  const crm = crmOf(access, { logCallsPerHour: 120 });
  const logs = Array.from({ length: CALLS }, () => aLog());
  await Promise.all(logs.map((log) => crm.saveCallLog(log)));
  const used = crm.apiCalls();
  await crm.stop();
  return used;
}

function rowOf({ callsPerHour, logCallsPerHour }: Load, used: number): readonly string[] {
  return [callsPerHour.toLocaleString('en'), String(logCallsPerHour), used.toFixed(1)];
}

/** Numbers from 0 to 1 that are the same at every run (Park and Miller's generator). */
function dice(): () => number {
  let state = 42;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
