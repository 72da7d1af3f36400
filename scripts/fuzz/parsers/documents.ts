import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { CallInstruction } from '../../../connector/src/callCenter/telephonyEvents.ts';
import { callTwiml } from '../../../connector/src/inbound/twilioWebhooks/callTwiml.ts';
import { twilioAddresses } from '../../../connector/src/twilioAddresses.ts';
import { parseTwiml, type TwimlElement } from '../../../simulators/twilio/twiml/parseTwiml.ts';
import { connectorUrlOf, hostSettings } from '../../../softphone/adapters/openCti/callCenterSettings.ts';
import { clickedNumber } from '../../../softphone/adapters/openCti/clickedNumber.ts';
import type { InteractionId } from '../../../softphone/core/index.ts';
import { CrmHostError } from '../../../softphone/ports/crmHost.ts';
import { readMetadata } from '../../checkMetadata/metadataFile.ts';
import { fuzzed } from '../fuzzParser.ts';
import { anyText, mutated, nearlyRight } from '../mutated.ts';

const root = join(import.meta.dirname, '../../..');
const metadata = (path: string) => readFileSync(join(root, 'force-app/main/default', path), 'utf8');
const places = { ...twilioAddresses('https://cti.example.com'), workflowSid: `WW${'1'.repeat(32)}` };
const interactionId = 'i1' as InteractionId;

const callCenter = 'callCenters/CtiConnector.callCenter-meta.xml';
const metadataXml = fuzzed({
  name: 'metadata, the call center among it',
  inputs: fc.oneof(
    mutated(fc.constant(metadata(callCenter))),
    mutated(fc.constant('<a xmlns="b"><c/></a>')),
    anyText,
  ),
  check(xml) {
    const read = readMetadata(callCenter, xml);
    if (!('message' in read) && read.type === '') throw new Error('Metadata without a type was taken.');
  },
});

const settings = fuzzed({
  name: 'settings of the call center and the layout',
  inputs: fc.record({
    callCenter: nearlyRight(
      {
        '/connector/serviceUrl': mutated(fc.constant('https://cti.example.com')),
        '/connector/screenPopOn': mutated(fc.constantFrom('answered', 'offered', 'byHand')),
        '/reqDialingOptions/reqOutsidePrefix': mutated(fc.constant('9 (tel:9)')),
      },
      anyText,
    ),
    layout: nearlyRight({
      Inbound: nearlyRight({
        screenPopSettings: nearlyRight({
          NoMatch: nearlyRight({ screenPopType: fc.constant('PopToEntity'), screenPopData: anyText }),
          SingleMatch: nearlyRight({ screenPopType: fc.constant('PopToFlow'), screenPopData: anyText }),
        }),
      }),
    }),
  }),
  check({ callCenter: given, layout }) {
    hostSettings({ callCenter: given as Record<string, string>, layout }, () => undefined);
    try {
      connectorUrlOf(given as Record<string, string>);
    } catch (failure) {
      if (!(failure instanceof CrmHostError)) throw failure;
    }
  },
});

const clicks = fuzzed({
  name: 'clicks on numbers',
  inputs: nearlyRight({
    number: fc.oneof(mutated(fc.constant('(415) 555-0100 (tel:4155550100)')), fc.nat()),
    recordId: mutated(fc.constant('003000000000001AAA')),
    objectType: mutated(fc.constant('Contact')),
    personAccount: fc.boolean(),
  }),
  check: (click) => void clickedNumber(click as unknown as Parameters<typeof clickedNumber>[0]),
});

type Said = readonly [instruction: CallInstruction, verbs: readonly string[]];

/** What is to be said, and the verbs that Twilio is to carry out. */
function documentsOf(words: string, queue: string): readonly Said[] {
  return [
    [{ type: 'hangUp', message: words }, ['Say', 'Hangup']],
    [{ type: 'enqueue', interactionId, queue, greeting: words }, ['Say', 'Enqueue']],
    [{ type: 'collectDigits', interactionId, prompt: words, attempt: 1 }, ['Gather', 'Redirect']],
    [{ type: 'recordMessage', interactionId, prompt: words }, ['Say', 'Record', 'Redirect']],
  ];
}

const allOf = (elements: readonly TwimlElement[]): readonly TwimlElement[] =>
  elements.flatMap((element) => [element, ...allOf(element.children)]);

const twiml = fuzzed({
  name: 'TwiML, as it is written and read',
  inputs: fc.record({
    words: fc.oneof(mutated(fc.constant('Welcome & good morning')), anyText),
    queue: anyText,
  }),
  check({ words, queue }) {
    for (const [instruction, verbs] of documentsOf(words, queue)) {
      const elements = parseTwiml(callTwiml(instruction, places));
      if (elements.map(({ name }) => name).join() !== verbs.join())
        throw new Error('Other verbs than were meant.');
      const said = allOf(elements).find(({ name }) => name === 'Say')?.text ?? '';
      if (plain(said).trim() !== plain(words).trim()) throw new Error(`It says ${JSON.stringify(said)}.`);
    }
  },
});

/** What is left of a text in XML: no characters that it cannot hold, and any line break as one. */
function plain(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll(/(?:&#xD;|\r)\n?/g, '\n');
}

export const documentParsers = [metadataXml, settings, clicks, twiml];
