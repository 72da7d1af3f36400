import fc from 'fast-check';
import {
  callerNews,
  conferenceNews,
  legNews,
} from '../../../connector/src/inbound/twilioWebhooks/callNews.ts';
import {
  agentLegArrived,
  callArrived,
  digitsCollected,
  queueLeft,
  sentOn,
} from '../../../connector/src/inbound/twilioWebhooks/callQuestions.ts';
import { messageLeft, recordingNews } from '../../../connector/src/inbound/twilioWebhooks/recordingNews.ts';
import { taskRouterNews } from '../../../connector/src/inbound/twilioWebhooks/taskRouterNews.ts';
import {
  WebhookInvalidError,
  type WebhookForm,
} from '../../../connector/src/inbound/twilioWebhooks/webhookForm.ts';
import { isSignedByTwilio } from '../../../connector/src/inbound/twilioWebhooks/webhookSignature.ts';
import { fuzzed } from '../fuzzParser.ts';
import { anyJson, anyText, mutated, nearlyRight } from '../mutated.ts';

const sid = (prefix: string) =>
  fc
    .string({ unit: fc.constantFrom(...'0123456789abcdef'.split('')), minLength: 32, maxLength: 32 })
    .map((hex) => prefix + hex);
const word = (...words: string[]) => fc.oneof(fc.constantFrom(...words), mutated(fc.constantFrom(...words)));
const id = fc.oneof(fc.constantFrom('i1', 'abc-DEF_123'), anyText);

/** Fields of all webhooks together: none is only in its place. */
const forms = nearlyRight(
  {
    CallSid: sid('CA'),
    From: word('+14155550100', 'client:005000000000001AAA', 'anonymous', '+266696687'),
    To: word('+14155550199'),
    CallStatus: word('ringing', 'in-progress', 'completed', 'busy', 'no-answer', 'failed', 'canceled'),
    Digits: word('1042', '*7#', ''),
    try: word('1', '2'),
    i: id,
    interactionId: id,
    party: word('customer', 'agent-005000000000001AAA', 'outside-1'),
    QueueResult: word('hangup', 'bridged', 'redirected', 'leave'),
    SequenceNumber: word('0', '7'),
    ConferenceSid: sid('CF'),
    FriendlyName: word('i-i1'),
    StatusCallbackEvent: word('participant-join', 'participant-leave', 'conference-end', 'conference-start'),
    ParticipantLabel: word('customer', 'agent-005000000000001AAA'),
    ReasonParticipantLeft: word(
      'participant_updated_via_api',
      'participant_add_failed',
      'participant_hung_up',
    ),
    ParticipantCallStatus: word('busy', 'failed'),
    CallSidEndingConference: sid('CA'),
    RecordingSid: sid('RE'),
    RecordingStatus: word('in-progress', 'completed', 'absent'),
    RecordingDuration: word('12', '0'),
    RecordingSource: word('RecordVerb', 'StartConferenceRecordingAPI'),
    RecordingUrl: sid('https://api.twilio.com/2010-04-01/Accounts/AC/Recordings/RE'),
    EventType: word('reservation.created', 'reservation.timeout', 'task.canceled', 'worker.activity.update'),
    Sid: sid('EV'),
    TaskSid: sid('WT'),
    ReservationSid: sid('WR'),
    TaskAttributes: fc.oneof(fc.constant('{"interactionId":"i1","type":"outbound"}'), mutated(fc.json())),
    TaskCanceledReason: word('hangup'),
    WorkerName: word('005000000000001AAA'),
    WorkerActivityName: word('Ready'),
    TimestampMs: word('1767603600000'),
  },
  fc.oneof(anyText, fc.array(anyText, { maxLength: 3 })),
);

const readers: Readonly<Record<string, (form: WebhookForm) => object | undefined>> = {
  callArrived,
  digitsCollected,
  queueLeft,
  agentLegArrived,
  sentOn: sentOn('roomAsked'),
  messageLeft,
  callerNews,
  conferenceNews,
  legNews,
  recordingNews,
  taskRouterNews,
};

/** What a reader lets through into keys, addresses and queries. */
const shapes: Readonly<Record<string, RegExp>> = {
  interactionId: /^[\w-]{1,64}$/,
  legId: /^CA[0-9a-fA-F]{32}$/,
  partyId: /^(customer|agent-\w{1,64}|outside-\d{1,4})$/,
  ani: /^(\+[1-9]\d{6,14}|anonymous)$/,
  digits: /^[\d*#]*$/,
};

function expectShapes(read: object): void {
  for (const [name, value] of Object.entries(read)) {
    if (shapes[name] && !(typeof value === 'string' && shapes[name].test(value))) {
      throw new Error(`${name} was let through`);
    }
  }
}

const formParsers = Object.entries(readers).map(([name, read]) =>
  fuzzed({
    name: `webhook form, ${name}`,
    inputs: forms,
    check(form) {
      try {
        expectShapes(read(form) ?? {});
      } catch (failure) {
        if (!(failure instanceof WebhookInvalidError)) throw failure;
      }
    },
  }),
);

const signature = fuzzed({
  name: 'webhook signature',
  inputs: fc.record({
    signature: fc.oneof(anyText, mutated(fc.base64String()), anyJson),
    url: mutated(fc.constantFrom('https://cti.example.com/twilio/voice?i=i1&a=b', 'https://cti.example.com')),
    form: fc.oneof(forms, fc.dictionary(anyText, anyJson, { maxKeys: 4 }), fc.array(anyJson)),
  }),
  check(webhook) {
    if (isSignedByTwilio('0'.repeat(32), webhook as Parameters<typeof isSignedByTwilio>[1])) {
      throw new Error('It was taken for genuine.');
    }
  },
});

export const webhookParsers = [...formParsers, signature];
