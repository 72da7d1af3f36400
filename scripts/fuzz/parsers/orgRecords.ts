import fc from 'fast-check';
import { defaultMetricRules } from '../../../connector/src/callCenter/figures/metricRules.ts';
import { defaultOrgSettings } from '../../../connector/src/callCenter/ports/orgSettings.ts';
import { numbers } from '../../../connector/src/outbound/phoneNumbers/numbers.ts';
import { agentListingOf } from '../../../connector/src/outbound/salesforce/agentDirectory/agentListingOf.ts';
import {
  callerObjectsOf,
  usualCallerObjects,
} from '../../../connector/src/outbound/salesforce/callerIndex/callerObjects.ts';
import { callerRowOf } from '../../../connector/src/outbound/salesforce/callerIndex/callerRow.ts';
import type { ObjectShape } from '../../../connector/src/outbound/salesforce/callerIndex/objectShape.ts';
import {
  businessDayAfter,
  calendarOf,
  dayOf,
  usualCalendar,
} from '../../../connector/src/outbound/salesforce/orgSettings/businessDays.ts';
import { metricRulesOf } from '../../../connector/src/outbound/salesforce/orgSettings/metricRulesOf.ts';
import { orgSettingsOf } from '../../../connector/src/outbound/salesforce/orgSettings/orgSettingsOf.ts';
import {
  taskShapeOf,
  usualTaskShape,
} from '../../../connector/src/outbound/salesforce/orgSettings/taskShape.ts';
import type { Instant } from '../../../softphone/core/index.ts';
import { fuzzed } from '../fuzzParser.ts';
import { anyJson, anyText, mutated, nearlyRight } from '../mutated.ts';

const word = (...words: string[]) => fc.constantFrom(...words);
const seconds = fc.oneof(fc.nat(3_600), fc.constant(null));
const flag = fc.oneof(fc.boolean(), fc.constant(null));
const name = { DeveloperName: word('Default', 'Inbound', 'Missed'), MasterLabel: anyText };
const rows = (fields: Readonly<Record<string, fc.Arbitrary<unknown>>>) =>
  fc.array(nearlyRight(fields), { maxLength: 3 });

/** What a reader makes of records: data alone, which can be cloned. */
function expectData(value: object): void {
  structuredClone(value);
}

const settings = fuzzed({
  name: 'settings of the org',
  inputs: fc.record({
    policies: rows({
      ...name,
      Log__c: word('Open', 'Closed', 'None'),
      Owner__c: word('005000000000001AAA'),
      Due_Business_Days__c: fc.nat(30),
    }),
    dispositions: rows({ ...name, Queues__c: word('Support, Sales'), Order__c: fc.nat(9), Active__c: flag }),
    queueRules: rows({
      ...name,
      Queue__c: word('Support'),
      Record_Calls__c: flag,
      Wrap_Up_Seconds__c: seconds,
    }),
    reasonCodes: rows({ ...name, Order__c: fc.nat(9), Colour__c: word('#DD7A01'), Agents_Choose__c: flag }),
    agentRules: rows({
      ...name,
      Reason_Required__c: flag,
      Wrap_Up_Seconds__c: seconds,
      Wrap_Up_Extensions__c: fc.nat(20),
      Missed_Reason__c: anyText,
      After_Sign_In__c: word('As Before', 'Ready', 'Not Ready'),
    }),
    fields: rows({
      ...name,
      Task_Field__c: word('Region__c'),
      Source__c: word('text', 'ani'),
      Value__c: anyText,
    }),
  }),
  check: (found) =>
    expectData(orgSettingsOf(found as Parameters<typeof orgSettingsOf>[0], defaultOrgSettings).settings),
});

const metricRules = fuzzed({
  name: 'metric rules of the org',
  inputs: rows({
    ...name,
    Service_Level_Seconds__c: seconds,
    Short_Abandon_Seconds__c: seconds,
    Service_Level__c: word('ofAnswered'),
  }),
  check: (found) => expectData(metricRulesOf(found, defaultMetricRules).rules),
});

const calendar = fuzzed({
  name: 'business hours and holidays',
  inputs: fc.record({
    organization: rows({ TimeZoneSidKey: word('Europe/Berlin', 'America/New_York') }),
    hours: rows({
      TimeZoneSidKey: word('Asia/Tokyo'),
      MondayStartTime: word('08:00:00.000Z'),
      SundayStartTime: fc.constant(null),
    }),
    holidays: rows({
      ActivityDate: word('2026-12-25'),
      IsAllDay: flag,
      IsRecurrence: flag,
      RecurrenceType: word('RecursYearly', 'RecursYearlyNth'),
      RecurrenceMonthOfYear: word('December'),
      RecurrenceDayOfMonth: fc.nat(31),
      RecurrenceInstance: word('First', 'Last'),
      RecurrenceDayOfWeekMask: fc.nat(64),
    }),
  }),
  check(found) {
    const read = calendarOf(found, usualCalendar);
    const now = 1_767_603_600_000 as Instant;
    for (const day of [dayOf(read, now), businessDayAfter(read, now, 2)]) {
      if (!/^\d{4}-\d\d-\d\d$/.test(day)) throw new Error(`${day} is no day`);
    }
  },
});

const taskShape = fuzzed({
  name: 'description of Tasks',
  inputs: fc.record({
    describe: fc.oneof(
      nearlyRight({
        fields: rows({
          name: anyText,
          type: word('string', 'date', 'double'),
          length: fc.nat(255),
          scale: fc.nat(9),
        }),
      }),
      anyJson,
    ),
    statuses: rows({ ApiName: word('Completed', 'Not Started'), IsClosed: flag, IsDefault: flag }),
  }),
  check: (found) => expectData(taskShapeOf(found, usualTaskShape)),
});

const listing = fuzzed({
  name: 'directory of the org',
  inputs: fc.oneof(
    nearlyRight({
      agents: rows({
        id: word('005000000000001AAA'),
        name: anyText,
        extension: mutated(word('x101', '1-01')),
      }),
      numbers: rows({ label: anyText, phone: mutated(word('+1 415 555 0100')), transferable: flag }),
    }),
    anyJson,
  ),
  check: (answer) => expectData(agentListingOf(answer) ?? {}),
});

const callerObjects = fuzzed({
  name: 'caller objects of the org',
  inputs: rows({
    Object__c: mutated(word('Contact', 'Ticket__c')),
    Phone_Fields__c: mutated(word('Phone, MobilePhone')),
    Country_Field__c: mutated(word('Account.BillingCountry')),
    Number_Fields__c: mutated(word('CaseNumber')),
    Order__c: fc.nat(9),
    Part__c: word('Person', 'Subject'),
    Open_When__c: word('IsClosed = false'),
  }),
  check(found) {
    for (const { objectType, phoneFields, countryFields, numberFields } of callerObjectsOf(found)) {
      const words = [objectType, ...phoneFields, ...countryFields, ...numberFields];
      if (words.some((each) => !/^\w+(\.\w+)?$/.test(each)))
        throw new Error('No name of a field was let through.');
    }
  },
});

const [contact, , , kase] = usualCallerObjects;
const shapes = [contact, kase].flatMap((object): ObjectShape[] =>
  object
    ? [{ ...object, keyPrefix: '003', deletable: true, personAccounts: true, accountField: 'AccountId' }]
    : [],
);

const callerRows = fuzzed({
  name: 'records with numbers',
  inputs: fc.record({
    shape: fc.constantFrom(...shapes),
    row: nearlyRight({
      Id: word('003000000000001AAA'),
      Phone: mutated(word('+1 (415) 555-0100', '0049 30 901820 ext. 7', '415.555.0100 / 0101')),
      MobilePhone: anyText,
      SuppliedPhone: mutated(word('020 7946 0018')),
      CaseNumber: mutated(word('00001042')),
      MailingCountry: mutated(word('Germany', 'GB')),
      Account: anyJson,
      IsPersonAccount: flag,
      IsDeleted: flag,
      LastActivityDate: mutated(word('2026-01-05', '2026-01-05T09:00:00.000+0000')),
    }),
  }),
  check({ shape, row }) {
    for (const { value } of callerRowOf(shape, row, 'US')?.keys ?? []) {
      if (!Number.isSafeInteger(value)) throw new Error(`${value} is no key`);
    }
  },
});

const typedNumbers = fuzzed({
  name: 'numbers as they are typed',
  inputs: fc.record({
    typed: fc.oneof(
      mutated(word('+1 415 555 0100', '(415) 555-0100;ext=5', 'tel:+44-20-7946-0018')),
      anyText,
    ),
    country: word('US', 'DE', 'ZZ'),
  }),
  check({ typed, country }) {
    const number = numbers.parse(typed, country);
    if (number !== undefined && !/^\+[1-9]\d{1,16}$/.test(number)) throw new Error(`${number} is not E.164`);
  },
});

export const orgRecordParsers = [
  settings,
  metricRules,
  calendar,
  taskShape,
  listing,
  callerObjects,
  callerRows,
  typedNumbers,
];
