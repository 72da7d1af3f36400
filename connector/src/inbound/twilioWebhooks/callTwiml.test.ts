import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { XMLParser } from 'fast-xml-parser';
import { CUSTOMER_PARTY, type AgentId, type InteractionId } from '../../../../softphone/core/index.ts';
import { agentPartyId } from '../../callCenter/interactions/partyRecord.ts';
import type { CallInstruction } from '../../callCenter/telephonyEvents.ts';
import { twilioAddresses } from '../../twilioAddresses.ts';
import { callTwiml, silenceTwiml, waitTwiml, type TwimlPlaces } from './callTwiml.ts';

const places: TwimlPlaces = {
  ...twilioAddresses('https://connector.example.com'),
  workflowSid: `WW${'1'.repeat(32)}`,
};
const interactionId = 'i1' as InteractionId;
const about = (path: string, more = '') =>
  `https://connector.example.com${path}?i=i1${more}#rc=2&amp;rp=ct,rt,5xx&amp;ct=2000&amp;rt=5000`;

const instructions: Readonly<Record<string, CallInstruction>> = {
  collectDigits: {
    type: 'collectDigits',
    interactionId,
    prompt: 'Enter your case number & press #',
    attempt: 1,
  },
  enqueue: { type: 'enqueue', interactionId, queue: 'Support', greeting: 'Welcome' },
  enqueueFirst: { type: 'enqueue', interactionId, queue: 'Support', priority: 100 },
  agentJoins: {
    type: 'joinConference',
    interactionId,
    partyId: agentPartyId('005A' as AgentId),
    room: { name: 'i-i1' },
    endsRoom: false,
    music: false,
  },
  customerJoins: {
    type: 'joinConference',
    interactionId,
    partyId: CUSTOMER_PARTY,
    room: { name: 'i-i1-2', conferenceId: `CF${'1'.repeat(32)}` },
    endsRoom: true,
    music: true,
  },
  recordMessage: { type: 'recordMessage', interactionId, prompt: 'Leave a message' },
  hangUp: { type: 'hangUp', message: 'Goodbye' },
};
const documents = [
  ...Object.entries(instructions).map(([name, each]) => [name, callTwiml(each, places)] as const),
  ['wait', waitTwiml(places)] as const,
  ['silence', silenceTwiml(places)] as const,
];

describe('the TwiML for', () => {
  it('a menu goes on to the queue when nothing is keyed in', () => {
    const action = about('/twilio/voice/digits', '&amp;try=1');

    expect(callTwiml(instructions.collectDigits!, places)).toContain(
      `<Gather input="dtmf" finishOnKey="#" numDigits="12" timeout="4" action="${action}" method="POST">` +
        '<Say>Enter your case number &amp; press #</Say></Gather>' +
        `<Redirect method="POST">${action}</Redirect>`,
    );
  });

  it('the queue carries ids only', () => {
    expect(callTwiml(instructions.enqueue!, places)).toContain(
      `<Say>Welcome</Say><Enqueue workflowSid="${places.workflowSid}" action="${about('/twilio/voice/queueLeft')}"` +
        ` method="POST" waitUrl="${about('/twilio/voice/wait')}" waitUrlMethod="POST">` +
        '<Task>{"interactionId":"i1","queue":"Support"}</Task></Enqueue>',
    );
  });

  it('the front of the queue carries a priority', () => {
    expect(callTwiml(instructions.enqueueFirst!, places)).toContain(
      '<Task priority="100">{"interactionId":"i1","queue":"Support"}</Task>',
    );
  });

  const conferenceStatus =
    `statusCallback="${about('/twilio/conference')}" statusCallbackMethod="POST"` +
    ' statusCallbackEvent="start end join leave"';

  it('an agent’s own leg brings the whole status callback into the conference, and does not end it', () => {
    expect(callTwiml(instructions.agentJoins!, places)).toContain(
      '<Dial><Conference participantLabel="agent-005A" startConferenceOnEnter="true"' +
        ` endConferenceOnExit="false" beep="false" waitUrl="" ${conferenceStatus}>i-i1</Conference></Dial>`,
    );
  });

  it('a caller who waits in the conference brings music, and ends it', () => {
    expect(callTwiml(instructions.customerJoins!, places)).toContain(
      '<Dial><Conference participantLabel="customer" startConferenceOnEnter="true"' +
        ` endConferenceOnExit="true" beep="false" waitUrl="${about('/twilio/voice/wait')}" waitMethod="POST"` +
        ` ${conferenceStatus}>i-i1-2</Conference></Dial>`,
    );
  });

  it('somebody on hold is music, or silence, that never ends', () => {
    const silence = places.silence.replaceAll('&', '&amp;');

    expect(waitTwiml(places)).toContain(`<Response><Play loop="0">${places.waitMusic}</Play></Response>`);
    expect(silenceTwiml(places)).toContain(
      `<Response><Pause length="3600"/><Redirect method="POST">${silence}</Redirect></Response>`,
    );
  });

  it('words that XML cannot hold says the others', () => {
    const twiml = callTwiml({ type: 'hangUp', message: 'Good\u0000 \uFFFEmorning\uD800 & all' }, places);

    expect(twiml).toContain('<Say>Good morning &amp; all</Say>');
  });

  it('the end says its message first', () => {
    expect(callTwiml({ type: 'hangUp' }, places)).toContain('<Response><Hangup/></Response>');
    expect(callTwiml(instructions.hangUp!, places)).toContain('<Say>Goodbye</Say><Hangup/>');
  });
});

interface ElementRule {
  readonly attributes: Readonly<Record<string, { readonly type: string; readonly enum?: readonly string[] }>>;
  readonly children?: readonly string[];
}

const grammarFile = new URL('../../../../simulators/twilio/grammar/twimlVoiceGrammar.json', import.meta.url);
const { elements } = JSON.parse(readFileSync(fileURLToPath(grammarFile), 'utf8')) as {
  elements: Record<string, ElementRule>;
};

describe('Twilio’s grammar of TwiML', () => {
  it.each(documents)('allows what we say for %s', (_name, twiml) => {
    expect(violations(parse(twiml), ['Response'])).toEqual([]);
  });

  it('would not allow what Twilio does not know', () => {
    const twiml = '<Response><Say loud="yes">Hello</Say><Conference beep="perhaps">i</Conference></Response>';

    expect(violations(parse(twiml), ['Response'])).toEqual([
      'Say has no loud',
      'Conference may not be here',
      'Conference beep is not perhaps',
    ]);
  });
});

type XmlNode = Record<string, unknown>;

function parse(twiml: string): XmlNode[] {
  const parser = new XMLParser({ preserveOrder: true, ignoreAttributes: false, ignoreDeclaration: true });
  return parser.parse(twiml) as XmlNode[];
}

/** What a document has that the grammar does not, as sentences. */
function violations(nodes: readonly XmlNode[], allowed: readonly string[]): string[] {
  return nodes.flatMap((node) => {
    const name = Object.keys(node).find((key) => key !== ':@') ?? '';
    if (name === '#text') return [];
    const rule = elements[name] ?? { attributes: {} };
    return [
      ...(allowed.includes(name) ? [] : [`${name} may not be here`]),
      ...attributeViolations(name, rule, (node[':@'] ?? {}) as Record<string, string>),
      ...violations(node[name] as XmlNode[], rule.children ?? []),
    ];
  });
}

function attributeViolations(name: string, rule: ElementRule, values: Record<string, string>): string[] {
  return Object.entries(values).flatMap(([key, value]) => {
    const attribute = rule.attributes[key.replace('@_', '')];
    if (!attribute) return [`${name} has no ${key.replace('@_', '')}`];
    const words = attribute.type === 'list' ? value.split(' ') : [value];
    return words
      .filter((word) => attribute.enum && !attribute.enum.includes(word))
      .map((word) => `${name} ${key.replace('@_', '')} is not ${word}`);
  });
}
