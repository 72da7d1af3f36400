import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { fastify, type FastifyInstance } from 'fastify';
import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks.js';
import type { CallInstruction, CallQuestion, TelephonyNews } from '../../callCenter/telephonyEvents.ts';
import { WITHHELD, type InteractionId } from '../../../../softphone/core/index.ts';
import { StoreError } from '../../callCenter/ports/store.ts';
import { twilioAddresses } from '../../twilioAddresses.ts';
import { twilioWebhooks } from './twilioWebhooks.ts';

const AUTH_TOKEN = '0123456789abcdef0123456789abcdef';
const PUBLIC_URL = 'https://connector.example.com/connector';
const sid = (prefix: string, digit = '1') => prefix + digit.repeat(32);

let app: FastifyInstance;
let asked: CallQuestion[];
let told: TelephonyNews[];
let problems: string[];
let instruction: CallInstruction;
let failure: Error | undefined;

beforeEach(async () => {
  asked = [];
  told = [];
  problems = [];
  failure = undefined;
  instruction = { type: 'hangUp' };
  app = fastify();
  await app.register(
    twilioWebhooks({
      callCenter: {
        ask(question) {
          asked.push(question);
          return failure ? Promise.reject(failure) : Promise.resolve(instruction);
        },
        tell(news) {
          told.push(news);
          return failure ? Promise.reject(failure) : Promise.resolve();
        },
      },
      journal: { note: () => undefined, problem: (code) => void problems.push(code) },
      authToken: AUTH_TOKEN,
      publicUrl: PUBLIC_URL,
      places: { ...twilioAddresses(PUBLIC_URL), workflowSid: sid('WW') },
    }),
  );
});

afterEach(() => app.close());

/** Posts a form as Twilio does, signed for the public address. */
function post(path: string, form: Record<string, string>, signature?: string) {
  return app.inject({
    method: 'POST',
    url: path,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-twilio-signature': signature ?? getExpectedTwilioSignature(AUTH_TOKEN, PUBLIC_URL + path, form),
    },
    payload: new URLSearchParams(form).toString(),
  });
}

const incoming = { CallSid: sid('CA'), From: '+14155550100', To: '+14155550199', CallStatus: 'ringing' };

describe('a webhook that Twilio did not sign', () => {
  const routes = [
    '/twilio/voice',
    '/twilio/voice/digits?i=i1',
    '/twilio/voice/queueLeft?i=i1',
    '/twilio/voice/wait?i=i1',
    '/twilio/voice/outbound',
    '/twilio/voice/status',
    '/twilio/taskrouter/assignment',
    '/twilio/taskrouter/events',
    '/twilio/conference?i=i1',
    '/twilio/leg?i=i1&role=customer',
  ];

  it.each(routes)('gets 403 and changes nothing: %s', async (path) => {
    const forged = getExpectedTwilioSignature('another token', PUBLIC_URL + path, incoming);

    const answers = [
      await post(path, incoming, forged),
      await post(path, incoming, ''),
      await app.inject({ method: 'POST', url: path }),
    ];

    for (const answer of answers) {
      expect(answer.statusCode).toBe(403);
      expect(answer.json()).toMatchObject({ code: 'WEBHOOK_SIGNATURE_INVALID' });
    }
    expect([...asked, ...told]).toEqual([]);
  });

  it('gets 403 for a form or an address that was changed on the way', async () => {
    const signature = getExpectedTwilioSignature(AUTH_TOKEN, `${PUBLIC_URL}/twilio/voice`, incoming);

    expect((await post('/twilio/voice', { ...incoming, From: '+14155550111' }, signature)).statusCode).toBe(
      403,
    );
    expect((await post('/twilio/voice?i=i1', incoming, signature)).statusCode).toBe(403);
    expect(asked).toEqual([]);
  });
});

describe('a question of Twilio', () => {
  it('about a call that arrives is asked in our words', async () => {
    await post('/twilio/voice', incoming);

    expect(asked).toEqual([
      { type: 'callArrived', legId: sid('CA'), ani: '+14155550100', dnis: '+14155550199' },
    ]);
  });

  it('about a caller who withholds the number says so', async () => {
    await post('/twilio/voice', { ...incoming, From: '+266696687' });

    expect(asked).toMatchObject([{ ani: WITHHELD }]);
  });

  it('about digits tells them, and an empty answer of the menu too', async () => {
    await post('/twilio/voice/digits?i=i1', { ...incoming, Digits: '00001026' });
    await post('/twilio/voice/digits?i=i1', incoming);

    expect(asked).toEqual([
      { type: 'digitsCollected', interactionId: 'i1', digits: '00001026' },
      { type: 'digitsCollected', interactionId: 'i1', digits: '' },
    ]);
  });

  it('about a caller who left the queue tells whether the caller hung up', async () => {
    await post('/twilio/voice/queueLeft?i=i1', { ...incoming, QueueResult: 'hangup' });
    await post('/twilio/voice/queueLeft?i=i1', { ...incoming, QueueResult: 'redirected' });

    expect(asked).toEqual([
      { type: 'queueLeft', interactionId: 'i1', callerGone: true },
      { type: 'queueLeft', interactionId: 'i1', callerGone: false },
    ]);
  });

  it('about an agent’s own leg names the agent of the access token', async () => {
    await post('/twilio/voice/outbound', { ...incoming, From: 'client:005A', interactionId: 'i1' });

    expect(asked).toEqual([
      { type: 'agentLegArrived', interactionId: 'i1', agentId: '005A', legId: sid('CA') },
    ]);
  });

  it('is answered in TwiML', async () => {
    instruction = { type: 'enqueue', interactionId: 'i1' as InteractionId, queue: 'Support' };

    const answer = await post('/twilio/voice', incoming);

    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toBe('text/xml; charset=utf-8');
    expect(answer.body).toContain('{"interactionId":"i1","queue":"Support"}');
  });

  it('about the wait in the queue is answered with music that can be fetched', async () => {
    const answer = await post('/twilio/voice/wait?i=i1', incoming);
    const [, address = ''] = /<Play loop="0">(.*)<\/Play>/.exec(answer.body) ?? [];
    const music = await app.inject(address.slice(PUBLIC_URL.length));

    expect(music.statusCode).toBe(200);
    expect(music.headers['content-type']).toBe('audio/wav');
    expect(music.rawPayload.subarray(0, 4).toString()).toBe('RIFF');
  });

  it('about an assignment is answered with no instruction', async () => {
    const answer = await post('/twilio/taskrouter/assignment', { ReservationSid: sid('WR') });

    expect(answer.headers['content-type']).toContain('application/json');
    expect(answer.json()).toEqual({});
  });

  it.each([
    ['/twilio/voice', {}],
    ['/twilio/voice', { ...incoming, CallSid: 'CA1' }],
    ['/twilio/voice/digits', incoming],
    ['/twilio/voice/digits?i=i1', { ...incoming, Digits: 'DROP TABLE' }],
    ['/twilio/voice/digits?i=../etc', incoming],
    ['/twilio/voice/outbound', { ...incoming, interactionId: 'i1' }],
    ['/twilio/voice/outbound', { ...incoming, From: 'client:005A' }],
    ['/twilio/leg?i=i1&role=supervisor', incoming],
    ['/twilio/conference?i=i1', { ...incoming, StatusCallbackEvent: 'participant-join' }],
    ['/twilio/taskrouter/events', {}],
  ])('that is malformed gets 400 and a reason: %s', async (path, form) => {
    const answer = await post(path, form);

    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toMatchObject({ code: 'BODY_INVALID', message: expect.stringMatching(/must be/) });
    expect([...asked, ...told]).toEqual([]);
  });

  it('that is too large, or no form, gets a clear refusal', async () => {
    const large = await post('/twilio/voice', { ...incoming, Extra: 'x'.repeat(70_000) });
    const json = await app.inject({
      method: 'POST',
      url: '/twilio/voice',
      payload: '<xml/>',
      headers: { 'content-type': 'text/xml' },
    });

    expect([large.statusCode, json.statusCode]).toEqual([413, 415]);
    expect(json.json()).toMatchObject({ code: 'BODY_INVALID' });
  });

  it('that could not be stored gets 503, so that Twilio asks again', async () => {
    failure = new StoreError({ cause: new Error('disk full') });

    expect((await post('/twilio/voice', incoming)).statusCode).toBe(503);
    expect(problems).toEqual(['WEBHOOK_FAILED']);
  });
});

describe('news of Twilio', () => {
  const leg = (CallStatus: string, more: Record<string, string> = {}) => ({
    ...incoming,
    CallStatus,
    SequenceNumber: '2',
    ...more,
  });
  const conference = (StatusCallbackEvent: string, SequenceNumber = '1') => ({
    ConferenceSid: sid('CF'),
    CallSid: sid('CA'),
    StatusCallbackEvent,
    SequenceNumber,
  });
  const task = (EventType: string, more: Record<string, string> = {}) => ({
    EventType,
    Sid: sid('EV'),
    TaskSid: sid('WT'),
    ReservationSid: sid('WR'),
    WorkerName: '005A',
    TaskAttributes: '{"interactionId":"i1","queue":"Support"}',
    ...more,
  });
  const legKey = `leg:${sid('CA')}:2`;
  const reserved = {
    key: `taskrouter:${sid('EV')}`,
    interactionId: 'i1',
    agentId: '005A',
    reservation: { taskId: sid('WT'), reservationId: sid('WR') },
  };
  const legNews = { key: legKey, interactionId: 'i1', legId: sid('CA') };
  const inConference = { interactionId: 'i1', legId: sid('CA'), key: `conference:${sid('CF')}:1` };

  it.each([
    [
      '/twilio/leg?i=i1&role=customer',
      leg('in-progress'),
      { ...legNews, type: 'legAnswered', role: 'customer' },
    ],
    [
      '/twilio/leg?i=i1&role=agent',
      leg('completed'),
      { ...legNews, type: 'legEnded', role: 'agent', cause: 'completed' },
    ],
    [
      '/twilio/leg?i=i1&role=customer',
      leg('busy'),
      { ...legNews, type: 'legEnded', role: 'customer', cause: 'busy' },
    ],
    [
      '/twilio/leg?i=i1&role=customer',
      leg('no-answer'),
      { ...legNews, type: 'legEnded', role: 'customer', cause: 'noAnswer' },
    ],
    [
      '/twilio/leg?i=i1&role=customer',
      leg('failed'),
      { ...legNews, type: 'legEnded', role: 'customer', cause: 'failed' },
    ],
    [
      '/twilio/leg?i=i1&role=customer',
      leg('canceled'),
      { ...legNews, type: 'legEnded', role: 'customer', cause: 'canceled' },
    ],
    ['/twilio/conference?i=i1', conference('participant-join'), { ...inConference, type: 'legJoined' }],
    ['/twilio/conference?i=i1', conference('participant-leave'), { ...inConference, type: 'legLeft' }],
    [
      '/twilio/conference?i=i1',
      conference('conference-end', '9'),
      { key: `conference:${sid('CF')}:9`, type: 'conferenceEnded', interactionId: 'i1' },
    ],
    ['/twilio/taskrouter/events', task('reservation.created'), { ...reserved, type: 'reservationCreated' }],
    [
      '/twilio/taskrouter/events',
      task('reservation.rejected'),
      { ...reserved, type: 'reservationEnded', outcome: 'rejected' },
    ],
    [
      '/twilio/taskrouter/events',
      task('reservation.timeout'),
      { ...reserved, type: 'reservationEnded', outcome: 'expired' },
    ],
    [
      '/twilio/taskrouter/events',
      task('reservation.canceled'),
      { ...reserved, type: 'reservationEnded', outcome: 'canceled' },
    ],
    [
      '/twilio/taskrouter/events',
      task('reservation.rescinded'),
      { ...reserved, type: 'reservationEnded', outcome: 'rescinded' },
    ],
    [
      '/twilio/taskrouter/events',
      task('task.canceled', { TaskCanceledReason: 'hangup' }),
      { key: `taskrouter:${sid('EV')}`, type: 'taskCanceled', interactionId: 'i1', callerGone: true },
    ],
    [
      '/twilio/taskrouter/events',
      task('task.canceled', { TaskCanceledReason: 'workflow timeout' }),
      { key: `taskrouter:${sid('EV')}`, type: 'taskCanceled', interactionId: 'i1', callerGone: false },
    ],
    [
      '/twilio/voice/status',
      leg('completed'),
      { key: `caller:${sid('CA')}:2`, type: 'callerGone', legId: sid('CA') },
    ],
    [
      '/twilio/voice/status',
      { ...incoming, CallStatus: 'canceled' },
      { key: `caller:${sid('CA')}:canceled`, type: 'callerGone', legId: sid('CA') },
    ],
  ])('is told in our words: %s %j', async (path, form, expected) => {
    const answer = await post(path, form);

    expect(answer.statusCode).toBe(204);
    expect(told).toEqual([expected]);
  });

  it.each([
    ['/twilio/leg?i=i1&role=customer', leg('initiated')],
    ['/twilio/leg?i=i1&role=customer', leg('ringing')],
    ['/twilio/voice/status', leg('in-progress')],
    ['/twilio/conference?i=i1', conference('conference-start')],
    ['/twilio/conference?i=i1', conference('participant-mute')],
    ['/twilio/taskrouter/events', task('reservation.accepted')],
    ['/twilio/taskrouter/events', task('task.created')],
    ['/twilio/taskrouter/events', { EventType: 'worker.activity.update', WorkerName: '005A' }],
    ['/twilio/taskrouter/events', task('reservation.created', { TaskAttributes: '{"orderId":7}' })],
    ['/twilio/taskrouter/events', task('reservation.created', { TaskAttributes: 'not JSON' })],
  ])('that decides nothing is taken and forgotten: %s %j', async (path, form) => {
    const answer = await post(path, form);

    expect(answer.statusCode).toBe(204);
    expect(told).toEqual([]);
  });

  it('has the same key when Twilio repeats it, and another for the next event', async () => {
    await post('/twilio/conference?i=i1', conference('participant-join', '1'));
    await post('/twilio/conference?i=i1', conference('participant-join', '1'));
    await post('/twilio/conference?i=i1', conference('participant-leave', '2'));

    const [first, repeated, next] = told.map(({ key }) => key);
    expect(repeated).toBe(first);
    expect(next).not.toBe(first);
  });
});
