import { statSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CrmError } from '../../connector/src/callCenter/ports/crm.ts';
import { appKey, CLIENT_ID, crmOf } from '../../connector/src/outbound/salesforce/testing/crmKit.ts';
import { startSalesforce, wellKnown, type SalesforceStandIn } from '../../simulators/salesforce/index.ts';
import type { Ani, Instant } from '../../softphone/core/index.ts';
import { contactNumber, recordsOf, type OrgSize } from './callerRecords.ts';
import { milliseconds, type Section } from './report.ts';
import { percentile } from './statistics.ts';

const size: OrgSize = { contacts: 100_000, accounts: 20_000, cases: 0 };
const LOOK_UPS = 200;
/** The records are no news when the index is loaded. */
const AGE_MS = 3_600_000;

/** A load by Bulk API 2.0 over HTTP, look-ups by the index and by the search that it replaces, and a refresh. */
export async function loadOverHttp(): Promise<Section> {
  const folder = mkdtempSync(join(tmpdir(), 'cti-bench-bulk-'));
  let ageMs = AGE_MS;
  const salesforce = await startSalesforce({
    port: 0,
    clock: { now: () => Date.now() - ageMs },
    console: false,
    forceApp: join(import.meta.dirname, '../../force-app/main/default'),
    connectedApps: [
      { clientId: CLIENT_ID, certificate: appKey.publicKey, preAuthorized: [wellKnown.users.integration] },
    ],
  });
  fill(salesforce);
  ageMs = 0;
  const file = join(folder, 'callerIndex.sqlite');
  const access = { loginUrl: salesforce.url, username: wellKnown.users.integration };
  const open = (indexFile: string) =>
    crmOf(access, {
      clock: systemClock,
      callerIndex: { file: indexFile, orgId: salesforce.org.id, refreshSeconds: 86_400 },
    });
  const indexed = open(file);
  const searching = open(':memory:');
  try {
    salesforce.usage.reset();
    const startedAt = performance.now();
    indexed.start();
    while (!indexed.callerIndex.status().complete) await new Promise((resolve) => setTimeout(resolve, 50));
    const loadSeconds = (performance.now() - startedAt) / 1000;
    const loadCalls = salesforce.usage.used();
    const byIndex = await timed(indexed.findMatches);
    const bySearch = await timed(searching.findMatches);
    const refreshed = performance.now();
    const callsBefore = indexed.apiCalls();
    await indexed.callerIndex.refresh(0);
    const refreshMs = performance.now() - refreshed;
    const { records } = indexed.callerIndex.status();
    return {
      title: 'Caller index, loaded from the Salesforce stand-in over HTTP',
      columns: ['what', 'figure'],
      rows: [
        ['records', String(records)],
        ['load', `${loadSeconds.toFixed(1)} s`],
        ['rows a second', (records / loadSeconds).toFixed(0)],
        ['API calls of the load', String(loadCalls)],
        ['file', `${(statSync(file).size / 2 ** 20).toFixed(1)} MB`],
        ['ring, by the index, p50 and p99', `${milliseconds(byIndex.p50)}, ${milliseconds(byIndex.p99)}`],
        [
          'ring, by the search it replaces, p50 and p99',
          `${milliseconds(bySearch.p50)}, ${milliseconds(bySearch.p99)}`,
        ],
        ['API calls for a ring, index and search', `${byIndex.calls}, ${bySearch.calls}`],
        ['refresh', milliseconds(refreshMs)],
        ['API calls of a refresh', String(indexed.apiCalls() - callsBefore)],
      ],
      remarks: [
        'Stand-in and connector share the process; Bulk API, CSV and search are those of the stand-in.',
      ],
    };
  } finally {
    await indexed.stop();
    await searching.stop();
    await salesforce.stop();
    rmSync(folder, { recursive: true });
  }

  async function timed(findMatches: typeof indexed.findMatches) {
    const crm = findMatches === indexed.findMatches ? indexed : searching;
    const before = crm.apiCalls();
    const times: number[] = [];
    for (let place = 0; place < LOOK_UPS; place += 1) {
      const number = contactNumber((place * 499) % size.contacts) as Ani;
      const startedAt = performance.now();
      const matches = await findMatches({ number });
      if (matches.length === 0) throw new CrmError('CRM_UNAVAILABLE', { detail: `${number} was not found` });
      times.push(performance.now() - startedAt);
    }
    return {
      p50: percentile(times, 0.5),
      p99: percentile(times, 0.99),
      calls: (crm.apiCalls() - before) / LOOK_UPS,
    };
  }
}

/** Straight into the org, in one transaction. */
function fill({ org }: SalesforceStandIn): void {
  const administrator = org.users()[0]?.id ?? '';
  org.transaction(() => {
    const accounts = [...recordsOf('Account', size)].map(({ Phone }, place) =>
      org.create('Account', { Name: `Account ${place}`, Phone }, administrator),
    );
    let place = 0;
    for (const { Phone, MobilePhone, HomePhone } of recordsOf('Contact', size)) {
      const AccountId = accounts[place % accounts.length];
      org.create(
        'Contact',
        { LastName: `Contact ${place}`, Phone, MobilePhone, HomePhone, AccountId },
        administrator,
      );
      place += 1;
    }
  });
}

const systemClock = {
  now: () => Date.now() as Instant,
  schedule(delayMs: number, action: () => void) {
    const timer = setTimeout(action, delayMs);
    return () => {
      clearTimeout(timer);
    };
  },
};
