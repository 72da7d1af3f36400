import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { openCallerIndex } from '../../connector/src/outbound/salesforce/callerIndex/callerIndex.ts';
import { textAt, type OrgRow } from '../../connector/src/outbound/salesforce/callerIndex/callerRow.ts';
import type { CallerSource } from '../../connector/src/outbound/salesforce/callerIndex/callerSource.ts';
import { readNumbers } from '../../connector/src/outbound/salesforce/callerIndex/readNumbers.ts';
import type { Instant } from '../../softphone/core/index.ts';
import { contactNumber, recordsOf, type OrgSize } from './callerRecords.ts';
import { percentile } from './statistics.ts';

/**
 * `node scripts/bench/callerIndexRun.ts index|map <contacts> <accounts> <cases>`: loads such an org in a process of
 * its own, where memory can be measured, and prints what it took as JSON.
 */
const [kind = 'index', ...sizes] = process.argv.slice(2);
const [contacts = 0, accounts = 0, cases = 0] = sizes.map(Number);
const size: OrgSize = { contacts, accounts, cases };
const LOOK_UPS = 20_000;
const ROUNDS = 3;
const ROWS_A_PAGE = 20_000;
const fields = {
  Contact: ['Phone', 'MobilePhone', 'HomePhone', 'MailingCountry', 'AccountId', 'LastActivityDate'],
  Account: ['Phone', 'AccountNumber', 'BillingCountry', 'LastActivityDate'],
  Case: ['SuppliedPhone', 'CaseNumber', 'ContactId', 'LastModifiedDate'],
};

/** Microseconds; `leastP99` takes the least of three rounds for each number: other programs do not count. */
interface LookUpTimes {
  readonly p50: number;
  readonly p99: number;
  readonly leastP99: number;
}

export interface RunFigures {
  readonly loadSeconds: number;
  readonly rows: number;
  readonly numbers: number;
  readonly fileBytes: number;
  readonly memoryBefore: number;
  readonly memoryPeak: number;
  readonly memoryAfter: number;
  readonly longestPauseMs: number;
  readonly pauseP99Ms: number;
  readonly known: LookUpTimes;
  readonly unknown: LookUpTimes;
  readonly progress: readonly string[];
}

console.log(JSON.stringify(kind === 'map' ? await map() : await index()));

async function index(): Promise<RunFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'cti-bench-index-'));
  const memoryBefore = resident();
  const progress: string[] = [];
  const startedAt = performance.now();
  let finished: () => void = () => undefined;
  const done = new Promise<void>((resolve) => (finished = resolve));
  const pauses = monitorEventLoopDelay({ resolution: 1 });
  pauses.enable();
  let memoryPeak = memoryBefore;
  const callers = openCallerIndex({
    file: join(folder, 'callerIndex.sqlite'),
    orgId: '00D',
    secret: 'a secret',
    country: 'US',
    refreshSeconds: 86_400,
    sharedNumberLimit: 10,
    ignoredNumbers: [],
    source: generatedOrg(),
    clock: {
      now: () => Date.now() as Instant,
      schedule(delayMs, action) {
        if (delayMs > 60_000) finished();
        const timer = setTimeout(action, delayMs);
        return () => clearTimeout(timer);
      },
    },
    journal: {
      note(message, { object, rowsRead, rowsTotal }) {
        memoryPeak = Math.max(memoryPeak, resident());
        if (message === 'callerIndexLoading' && Number(rowsRead) % 250_000 === 0)
          progress.push(
            `${((performance.now() - startedAt) / 1000).toFixed(0)} s: ${object} ${rowsRead} of ${rowsTotal}`,
          );
      },
      problem: (code, ids, cause) => console.error(code, ids, cause),
    },
  });
  callers.start();
  await done;
  const loadSeconds = (performance.now() - startedAt) / 1000;
  pauses.disable();
  const status = callers.status();
  const figures = {
    loadSeconds,
    rows: status.records,
    numbers: status.keys,
    fileBytes: statSync(join(folder, 'callerIndex.sqlite')).size,
    memoryBefore,
    memoryPeak,
    longestPauseMs: pauses.max / 1e6,
    pauseP99Ms: pauses.percentile(99) / 1e6,
    ...lookUps((number) => callers.lookUpNumber(number)),
    memoryAfter: resident(),
    progress,
  };
  await callers.stop();
  rmSync(folder, { recursive: true });
  return figures;
}

/** The fastest look-up that there is, for comparison: everything in memory. */
async function map(): Promise<RunFigures> {
  const memoryBefore = resident();
  const startedAt = performance.now();
  const records = new Map<string, { readonly id: string; readonly field: string }[]>();
  let rows = 0;
  const keep = (id: string, field: string, written: string) => {
    for (const number of readNumbers(written, ['US'])) {
      records.set(number, [...(records.get(number) ?? []), { id, field }]);
    }
  };
  for (const objectType of Object.keys(fields)) {
    for (const row of recordsOf(objectType, size)) {
      rows += 1;
      for (const field of ['Phone', 'MobilePhone', 'HomePhone', 'SuppliedPhone']) {
        keep(textAt(row, 'Id') ?? '', field, textAt(row, field) ?? '');
      }
    }
  }
  const loadSeconds = (performance.now() - startedAt) / 1000;
  const figures = lookUps((number) => records.get(number));
  await Promise.resolve();
  const memoryAfter = resident();
  return {
    loadSeconds,
    rows,
    numbers: records.size,
    fileBytes: 0,
    memoryBefore,
    memoryPeak: memoryAfter,
    memoryAfter,
    longestPauseMs: NaN,
    pauseP99Ms: NaN,
    ...figures,
    progress: [],
  };
}

/** Times each look-up by itself, of contacts all over the org and of strangers. */
function lookUps(lookUp: (number: string) => unknown): Pick<RunFigures, 'known' | 'unknown'> {
  const timed = (numberOf: (place: number) => string) => {
    const round = () =>
      Array.from({ length: LOOK_UPS }, (_, place) => {
        const number = numberOf(place);
        const startedAt = performance.now();
        lookUp(number);
        return (performance.now() - startedAt) * 1000;
      });
    const rounds = Array.from({ length: ROUNDS }, round);
    const least = Array.from({ length: LOOK_UPS }, (_, place) =>
      Math.min(...rounds.map((times) => times[place] ?? Infinity)),
    );
    const all = rounds.flat();
    return { p50: percentile(all, 0.5), p99: percentile(all, 0.99), leastP99: percentile(least, 0.99) };
  };
  return {
    known: timed((place) => contactNumber((place * 7_919) % size.contacts)),
    unknown: timed((place) => `+1999${String(place * 331).padStart(7, '0')}`),
  };
}

function resident(): number {
  return process.memoryUsage.rss() / 2 ** 20;
}

/** Stands in for Salesforce at the loader's port, so that its own time is measured. */
function generatedOrg(): CallerSource {
  const prefixes = { Contact: '003', Account: '001', Case: '500' } as const;
  const settings = Object.entries(fields).map(([Object__c, names], Order__c) => ({
    Object__c,
    Order__c,
    Phone_Fields__c: names.filter((name) => name.endsWith('Phone')).join(),
    Country_Field__c: 'MailingCountry, Account.BillingCountry, BillingCountry',
    Last_Activity_Field__c: names.find((name) => name.startsWith('Last')),
    Number_Fields__c: 'CaseNumber, AccountNumber',
    Person_Field__c: 'ContactId',
    Part__c: Object__c === 'Contact' ? 'Person' : 'Subject',
  }));
  let rows: Generator<OrgRow> | undefined;
  let read = 0;
  const totals: Readonly<Record<string, number>> = { Contact: contacts, Account: accounts, Case: cases };
  let object = '';
  function* page(): Generator<OrgRow> {
    for (let row = 0; row < ROWS_A_PAGE && read < (totals[object] ?? 0); row += 1, read += 1) {
      const next = rows?.next();
      if (next?.value) yield next.value as OrgRow;
    }
  }
  return {
    readSettings: () => Promise.resolve(settings),
    describe: (objectType) =>
      Promise.resolve({
        keyPrefix: prefixes[objectType as keyof typeof prefixes],
        fields: [...fields[objectType as keyof typeof fields], 'IsDeleted'].map((name) => ({
          name,
          ...(name === 'AccountId' && { relationshipName: 'Account', referenceTo: ['Account'] }),
        })),
      }),
    startLoad(soql) {
      object = /FROM (\w+)/.exec(soql)?.[1] ?? '';
      rows = recordsOf(object, size);
      read = 0;
      return Promise.resolve({ id: object, startedAt: new Date().toISOString() });
    },
    loadState: (id) => Promise.resolve({ state: 'ready', rowsTotal: totals[id] ?? 0 }),
    readPage(id) {
      const left = (totals[id] ?? 0) - read > ROWS_A_PAGE;
      return Promise.resolve({
        rows: asynchronously(page()),
        ...(left && { next: String(read + ROWS_A_PAGE) }),
      });
    },
    dropLoad: () => Promise.resolve(),
    readChanges: (queries) =>
      Promise.resolve(queries.map((_, place) => ({ rows: place === queries.length - 1 ? settings : [] }))),
    query: () => Promise.resolve([]),
    search: () => Promise.resolve([]),
  };
}

async function* asynchronously(rows: Iterable<OrgRow>): AsyncGenerator<OrgRow> {
  for (const row of rows) yield await Promise.resolve(row);
}
