import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks.js';
import { WITHHELD, type InteractionId } from '../../../../softphone/core/index.ts';
import { StoreError } from '../../callCenter/ports/store.ts';
import {
  AUTH_TOKEN,
  incoming,
  openWebhookKit,
  PUBLIC_URL,
  sid,
  type WebhookKit,
} from './testing/webhookKit.ts';

let kit: WebhookKit;

beforeEach(async () => {
  kit = await openWebhookKit();
});

afterEach(() => kit.app.close());

describe('a webhook that Twilio did not sign', () => {
  const routes = [
    '/twilio/voice',
    '/twilio/voice/digits?i=i1',
    '/twilio/voice/queueLeft?i=i1',
    '/twilio/voice/wait?i=i1',
    '/twilio/voice/silence',
    '/twilio/voice/queue?i=i1',
    '/twilio/voice/conference?i=i1',
    '/twilio/voice/message?i=i1',
    '/twilio/voice/messageLeft?i=i1',
    '/twilio/voice/outbound',
    '/twilio/voice/status',
    '/twilio/taskrouter/assignment',
    '/twilio/taskrouter/events',
    '/twilio/conference?i=i1',
    '/twilio/leg?i=i1&party=customer',
  ];

  it.each(routes)('gets 403 and changes nothing: %s', async (path) => {
    const forged = getExpectedTwilioSignature('another token', PUBLIC_URL + path, incoming);

    const answers = [
      await kit.post(path, incoming, forged),
      await kit.post(path, incoming, ''),
      await kit.app.inject({ method: 'POST', url: path }),
    ];

    for (const answer of answers) {
      expect(answer.statusCode).toBe(403);
      expect(answer.json()).toMatchObject({ code: 'WEBHOOK_SIGNATURE_INVALID' });
    }
    expect([...kit.asked, ...kit.told]).toEqual([]);
  });

  it('gets 403 for a form or an address that was changed on the way', async () => {
    const signature = getExpectedTwilioSignature(AUTH_TOKEN, `${PUBLIC_URL}/twilio/voice`, incoming);

    expect(
      (await kit.post('/twilio/voice', { ...incoming, From: '+14155550111' }, signature)).statusCode,
    ).toBe(403);
    expect((await kit.post('/twilio/voice?i=i1', incoming, signature)).statusCode).toBe(403);
    expect(kit.asked).toEqual([]);
  });
});

describe('a question of Twilio', () => {
  it('about a call that arrives is asked in our words', async () => {
    await kit.post('/twilio/voice', incoming);

    expect(kit.asked).toEqual([
      { type: 'callArrived', legId: sid('CA'), ani: '+14155550100', dnis: '+14155550199' },
    ]);
  });

  it('about a caller who withholds the number says so', async () => {
    await kit.post('/twilio/voice', { ...incoming, From: '+266696687' });

    expect(kit.asked).toMatchObject([{ ani: WITHHELD }]);
  });

  it('about digits tells them, and an empty answer of the menu too', async () => {
    await kit.post('/twilio/voice/digits?i=i1&try=1', { ...incoming, Digits: '00001026' });
    await kit.post('/twilio/voice/digits?i=i1&try=2', incoming);

    expect(kit.asked).toEqual([
      { type: 'digitsCollected', interactionId: 'i1', digits: '00001026', attempt: 1 },
      { type: 'digitsCollected', interactionId: 'i1', digits: '', attempt: 2 },
    ]);
  });

  it('about a caller who left the queue tells whether the caller hung up', async () => {
    await kit.post('/twilio/voice/queueLeft?i=i1', { ...incoming, QueueResult: 'hangup' });
    await kit.post('/twilio/voice/queueLeft?i=i1', { ...incoming, QueueResult: 'bridged' });

    expect(kit.asked).toEqual([
      { type: 'queueLeft', interactionId: 'i1', callerGone: true },
      { type: 'queueLeft', interactionId: 'i1', callerGone: false },
    ]);
  });

  it.each(['redirected', 'redirected-from-bridged', 'bridging-in-process'])(
    'about a caller whom we sent out of the queue says so: %s',
    async (QueueResult) => {
      await kit.post('/twilio/voice/queueLeft?i=i1', { ...incoming, QueueResult });

      expect(kit.asked).toEqual([
        { type: 'queueLeft', interactionId: 'i1', callerGone: false, sentOn: true },
      ]);
    },
  );

  it('about a caller who was sent on and hung up then says that the caller hung up', async () => {
    const gone = { ...incoming, QueueResult: 'redirected', CallStatus: 'completed' };
    await kit.post('/twilio/voice/queueLeft?i=i1', gone);

    expect(kit.asked).toEqual([{ type: 'queueLeft', interactionId: 'i1', callerGone: true }]);
  });

  it.each([
    ['/twilio/voice/queue?i=i1', 'queueAsked'],
    ['/twilio/voice/conference?i=i1', 'roomAsked'],
    ['/twilio/voice/message?i=i1', 'messageAsked'],
  ])('about a leg that was sent on names what it asks: %s', async (path, type) => {
    await kit.post(path, incoming);

    expect(kit.asked).toEqual([{ type, interactionId: 'i1' }]);
  });

  it('about an agent who is away is answered with silence that asks again', async () => {
    const answer = await kit.post('/twilio/voice/silence', incoming);

    expect(answer.body).toContain('<Pause length="3600"/><Redirect method="POST">');
  });

  it('about an agent’s own leg names the agent of the access token', async () => {
    await kit.post('/twilio/voice/outbound', { ...incoming, From: 'client:005A', interactionId: 'i1' });

    expect(kit.asked).toEqual([
      { type: 'agentLegArrived', interactionId: 'i1', agentId: '005A', legId: sid('CA') },
    ]);
  });

  it('is answered in TwiML', async () => {
    kit.instruction = { type: 'enqueue', interactionId: 'i1' as InteractionId, queue: 'Support' };

    const answer = await kit.post('/twilio/voice', incoming);

    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toBe('text/xml; charset=utf-8');
    expect(answer.body).toContain('{"interactionId":"i1","queue":"Support"}');
  });

  it('about the wait in the queue is answered with music that can be fetched', async () => {
    const answer = await kit.post('/twilio/voice/wait?i=i1', incoming);
    const [, address = ''] = /<Play loop="0">(.*)<\/Play>/.exec(answer.body) ?? [];
    const music = await kit.app.inject(address.slice(PUBLIC_URL.length));

    expect(music.statusCode).toBe(200);
    expect(music.headers['content-type']).toBe('audio/wav');
    expect(music.rawPayload.subarray(0, 4).toString()).toBe('RIFF');
  });

  it('about an assignment is answered with no instruction', async () => {
    const answer = await kit.post('/twilio/taskrouter/assignment', { ReservationSid: sid('WR') });

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
    ['/twilio/leg?i=i1&party=supervisor', incoming],
    ['/twilio/conference?i=i1', { ...incoming, StatusCallbackEvent: 'participant-join' }],
    ['/twilio/taskrouter/events', {}],
  ])('that is malformed gets 400 and a reason: %s', async (path, form) => {
    const answer = await kit.post(path, form);

    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toMatchObject({ code: 'BODY_INVALID', message: expect.stringMatching(/must be/) });
    expect([...kit.asked, ...kit.told]).toEqual([]);
  });

  it('that is too large, or no form, gets a clear refusal', async () => {
    const large = await kit.post('/twilio/voice', { ...incoming, Extra: 'x'.repeat(70_000) });
    const json = await kit.app.inject({
      method: 'POST',
      url: '/twilio/voice',
      payload: '<xml/>',
      headers: { 'content-type': 'text/xml' },
    });

    expect([large.statusCode, json.statusCode]).toEqual([413, 415]);
    expect(json.json()).toMatchObject({ code: 'BODY_INVALID' });
  });

  it('that could not be stored gets 503, so that Twilio asks again', async () => {
    kit.failure = new StoreError({ cause: new Error('disk full') });

    expect((await kit.post('/twilio/voice', incoming)).statusCode).toBe(503);
    expect(kit.problems).toEqual(['WEBHOOK_FAILED']);
  });
});
