import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestClock, type TestClock } from '../../testing/crmKit.ts';
import { openCallerIndex, type CallerIndex, type CallerIndexOptions } from '../callerIndex.ts';
import { createFakeCallerSource, type FakeCallerSource } from './fakeCallerSource.ts';

const START = Date.UTC(2026, 0, 5, 9);
const REFRESH_SECONDS = 300;

/** What the admin has set about each object. */
export const contacts = {
  Object__c: 'Contact',
  Phone_Fields__c: 'Phone, MobilePhone',
  Country_Field__c: 'MailingCountry, Account.BillingCountry',
  Order__c: 1,
  Part__c: 'Person',
};
export const accounts = {
  Object__c: 'Account',
  Phone_Fields__c: 'Phone',
  Number_Fields__c: 'AccountNumber',
  Order__c: 2,
  Part__c: 'Subject',
};
export const cases = {
  Object__c: 'Case',
  Phone_Fields__c: 'SuppliedPhone',
  Number_Fields__c: 'CaseNumber',
  Open_When__c: 'IsClosed = false',
  Person_Field__c: 'ContactId',
  Order__c: 3,
  Part__c: 'Subject',
};

/** Contacts, numbers and places are counted alike: contact 1 has number 1. */
export const contactId = (place: number) => `003000000000${String(place).padStart(3, '0')}AAA`;
export const number = (place: number) => `+1415555${String(place).padStart(4, '0')}`;
export const contact = (place: number, changes: object = {}) => ({
  Id: contactId(place),
  Phone: number(place),
  ...changes,
});

/** The records that the index has for a number, or what it says instead. */
export const idsFor = (index: CallerIndex, place: number) => {
  const found = index.lookUpNumber(number(place));
  return 'matches' in found ? found.matches.map(({ recordId }) => recordId) : found.kind;
};

/** The caller index on an org of doubles, with a told clock. */
export interface CallerIndexKit {
  readonly clock: TestClock;
  readonly org: FakeCallerSource;
  /** Where the index is kept. */
  readonly file: string;
  /** What was told of problems, with what it is about. */
  readonly problems: string[];
  readonly notes: string[];
  /** Starts an index, which loads. */
  begin(changes?: Partial<CallerIndexOptions>): CallerIndex;
  /** Lets what was begun come to its next wait. */
  settle(): Promise<void>;
  /** An index that has loaded. */
  started(changes?: Partial<CallerIndexOptions>): Promise<CallerIndex>;
  /** The next refresh is over. */
  refreshed(): Promise<void>;
  stop(): Promise<void>;
}

export function openCallerIndexKit(): CallerIndexKit {
  const folder = mkdtempSync(join(tmpdir(), 'callerIndex-'));
  const clock = createTestClock(START);
  const org = createFakeCallerSource(() => clock.now());
  org.fields.set('Contact', ['Phone', 'MobilePhone', 'MailingCountry', 'AccountId', 'LastActivityDate']);
  org.fields.set('Account', ['Phone', 'BillingCountry', 'AccountNumber']);
  org.settings = [contacts, accounts];
  const open: CallerIndex[] = [];
  const kit: CallerIndexKit = {
    clock,
    org,
    file: join(folder, 'index.sqlite'),
    problems: [],
    notes: [],
    begin(changes = {}) {
      const index = openCallerIndex({
        file: kit.file,
        orgId: '00D1',
        secret: 'a secret',
        country: 'US',
        refreshSeconds: REFRESH_SECONDS,
        sharedNumberLimit: 3,
        ignoredNumbers: [],
        source: org,
        clock,
        journal: {
          note: (message, ids) => void kit.notes.push(`${message} ${Object.values(ids).join(' ')}`),
          problem: (code, ids) => void kit.problems.push(`${code} ${Object.values(ids).join(' ')}`),
        },
        ...changes,
      });
      open.push(index);
      index.start();
      return index;
    },
    async settle() {
      for (let turn = 0; turn < 200; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    },
    async started(changes) {
      const index = kit.begin(changes);
      await kit.settle();
      return index;
    },
    async refreshed() {
      clock.advance(REFRESH_SECONDS * 1000);
      await kit.settle();
    },
    async stop() {
      org.before = () => undefined;
      await Promise.all(open.map((index) => index.stop()));
      rmSync(folder, { recursive: true });
    },
  };
  return kit;
}
