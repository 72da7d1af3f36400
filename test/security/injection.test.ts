import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { CallLog } from '../../connector/src/callCenter/ports/crm.ts';
import type { CallInstruction } from '../../connector/src/callCenter/telephonyEvents.ts';
import { callTwiml } from '../../connector/src/inbound/twilioWebhooks/callTwiml.ts';
import { callerNumber } from '../../connector/src/inbound/twilioWebhooks/callerNumber.ts';
import type { ObjectShape } from '../../connector/src/outbound/salesforce/callerIndex/objectShape.ts';
import { fatesOf } from '../../connector/src/outbound/salesforce/callLog/mendRelations.ts';
import { peopleBehind } from '../../connector/src/outbound/salesforce/callLog/peopleBehind.ts';
import { taskOf } from '../../connector/src/outbound/salesforce/callLog/taskOf.ts';
import { aLog } from '../../connector/src/outbound/salesforce/callLog/testing/aLog.ts';
import type { MatchSources } from '../../connector/src/outbound/salesforce/matchSources.ts';
import { createMatchFinder } from '../../connector/src/outbound/salesforce/findMatches.ts';
import type { SalesforceSession } from '../../connector/src/outbound/salesforce/salesforceSession.ts';
import { twilioAddresses } from '../../connector/src/twilioAddresses.ts';
import { parseTwiml } from '../../simulators/twilio/twiml/parseTwiml.ts';
import type { InteractionId, RecordMatch } from '../../softphone/core/index.ts';

/** What callers and agents may put in, at its worst. */
const hostile = [
  "' OR Name LIKE '%",
  "1234' OR Id != '",
  '} IN ALL FIELDS RETURNING User(Username)',
  '*',
  '????',
  '\\',
  '\\u0027',
  "+1415'555",
  "003000000000001' OR '",
  'Contact WHERE Id != null--',
  '</Say><Dial>+19005550100</Dial>',
  '"/><Redirect>https://evil.example.com</Redirect>',
  ']]><Hangup/>',
  '&#x3C;Hangup/&#x3E;',
  '<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]>',
  '\u0000\u0008\uFFFE\uD800',
  '__proto__',
];
const anyText = fc.oneof(
  fc.constantFrom(...hostile),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.tuple(fc.string(), fc.constantFrom(...hostile)).map((parts) => parts.join('')),
);

const contacts: ObjectShape = {
  objectType: 'Contact',
  part: 'person',
  phoneFields: ['Phone'],
  countryFields: [],
  numberFields: ['Customer_Number__c'],
  keyPrefix: '003',
  deletable: true,
  accountField: 'AccountId',
  personAccounts: false,
};

/** The queries that matching sends for what a caller brings. */
async function queriesFor(asked: { number: string; collected?: string }): Promise<readonly string[]> {
  const queries: string[] = [];
  const keep = (query: string) => {
    queries.push(query);
    return Promise.resolve([]);
  };
  const sources = {
    country: 'US',
    nowMs: () => 0,
    index: {
      shapes: () => Promise.resolve([contacts]),
      lookUpNumber: () => ({ kind: 'unknown' }),
      lookUpCollected: () => [],
      isComplete: () => false,
    },
    source: { search: keep, query: keep, readChanges: (all: string[]) => Promise.all(all.map(keep)) },
  } as unknown as MatchSources;
  await createMatchFinder(sources)(asked as Parameters<ReturnType<typeof createMatchFinder>>[0]);
  return queries;
}

/** A query without its values: what is left are words of ours. */
const skeletonOf = (query: string) =>
  query
    .replaceAll(/'\w*'/g, '?')
    .replaceAll(/\?(, \?)*/g, '?')
    .replace(/FIND \{[\d "OR]*\}/, 'FIND {?}');

describe('what a caller brings', () => {
  it('never becomes a part of a query: it is a value in it, or not there', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, anyText, async (number, collected) => {
        const queries = await queriesFor({ number, collected });
        const skeletons = new Set(queries.map(skeletonOf));

        for (const skeleton of skeletons) {
          expect(skeleton).toMatch(
            /^(FIND \{\?\} IN PHONE FIELDS RETURNING Contact\([\w, .]+ LIMIT 50\)|SELECT [\w, .]+ FROM Contact WHERE \((Id = \?|Customer_Number__c IN \(\?\))\) AND IsDeleted = false LIMIT 2)$/,
          );
        }
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  it('is looked for where it is what it should be', async () => {
    expect((await queriesFor({ number: '+14155550142' })).map(skeletonOf)).toHaveLength(1);
    expect((await queriesFor({ number: '+14155550142', collected: '1042' })).map(skeletonOf)).toHaveLength(2);
  });

  it('is no number unless it is one', () => {
    for (const text of hostile) expect(callerNumber(text)).toBe('anonymous');
  });
});

describe('what an agent’s page names', () => {
  const anyRecord: fc.Arbitrary<RecordMatch> = fc.record({
    objectType: fc.oneof(anyText, fc.constantFrom('Case', 'Account', 'Lead')),
    recordId: fc.oneof(anyText, fc.constantFrom('500000000000001', "500000000000001'")),
    part: fc.constantFrom('person', 'subject'),
  });
  const asking = () => {
    const queries: string[] = [];
    const session = {
      use: (work: (connection: object) => Promise<unknown>) =>
        work({
          version: '66.0',
          requestPost: (_path: string, { compositeRequest }: { compositeRequest: { url: string }[] }) => {
            queries.push(
              ...compositeRequest.map(({ url }) => new URL(url, 'https://x').searchParams.get('q') ?? url),
            );
            return Promise.resolve({ compositeResponse: [] });
          },
        }),
    } as unknown as SalesforceSession;
    return { queries, session };
  };

  it('is an id in a query, or not there', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyRecord, { maxLength: 4 }), async (records) => {
        const { queries, session } = asking();
        await fatesOf(session, records);
        const logs: CallLog[] = records.map((record) => aLog({ [record.part]: record }));
        await peopleBehind(session, logs, () => undefined);

        for (const query of queries) {
          expect(skeletonOf(query)).toMatch(/^SELECT [\w, ]+ FROM \w+ WHERE Id IN \(\?\)$/);
        }
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it('stands in the Task as it is: its fields are JSON, and no query', () => {
    const notes = hostile.join('\n');
    const surroundings = {
      org: {
        settings: { callLog: { fields: [] } },
        calendar: { timeZone: 'UTC', workDays: [1, 2, 3, 4, 5], holidays: [] },
        task: { fields: {}, closedStatus: 'Completed', openStatus: 'Not Started' },
      },
      orgUrl: 'https://acme.my.salesforce.com',
    } as unknown as Parameters<typeof taskOf>[2];

    const task = taskOf(aLog({ notes }), { remarks: [] }, surroundings);

    expect(JSON.parse(JSON.stringify(task))).toMatchObject({ Description: notes });
  });
});

describe('words in TwiML', () => {
  const places = { ...twilioAddresses('https://cti.example.com'), workflowSid: `WW${'1'.repeat(32)}` };
  const interactionId = 'i1' as InteractionId;
  /** XML reads any line break as one, and cannot hold some characters. */
  const asXml = (text: string) =>
    text.replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '');
  /** Twilio's reading of it, as the stand-in has it: not well-formed, it would not be carried out. */
  const verbs = (twiml: string) => parseTwiml(twiml).map(({ name }) => name);

  it('are said, whatever is in them, and order nothing', () => {
    fc.assert(
      fc.property(anyText, anyText, (words, queue) => {
        const instructions: CallInstruction[] = [
          { type: 'hangUp', message: words },
          { type: 'enqueue', interactionId, queue, greeting: words },
          { type: 'collectDigits', interactionId, prompt: words, attempt: 1 },
          { type: 'recordMessage', interactionId, prompt: words },
        ];
        const documents = instructions.map((instruction) => callTwiml(instruction, places));

        expect(documents.map(verbs)).toEqual([
          ['Say', 'Hangup'],
          ['Say', 'Enqueue'],
          ['Gather', 'Redirect'],
          ['Say', 'Record', 'Redirect'],
        ]);
        const [, said = ''] = /<Say>([\s\S]*)<\/Say>/.exec(documents[0] ?? '') ?? [];
        expect(unescaped(said)).toBe(asXml(words));
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  function unescaped(text: string): string {
    return text
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&#xD;', '\r')
      .replaceAll('&quot;', '"')
      .replaceAll('&amp;', '&');
  }
});
