import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { OUR_NUMBER, startKit, type TwilioKit } from './twilioKit.ts';

let kit: TwilioKit;

const CALLER = '+14155550199';
const CALLEE = '+14155550142';

beforeEach(async () => {
  kit = await startKit();
  const [number] = await kit.client.incomingPhoneNumbers.list();
  await kit.client.incomingPhoneNumbers(number?.sid ?? '').update({
    voiceUrl: `${kit.appUrl}/voice`,
    voiceFallbackUrl: `${kit.appUrl}/fallback`,
    statusCallback: `${kit.appUrl}/call`,
  });
});

afterEach(() => kit.stop());

function answerWith(twiml: string) {
  kit.on('/voice', `<Response>${twiml}</Response>`);
  return kit.parties.call(CALLER, OUR_NUMBER);
}

describe('Say, Play and Pause', () => {
  it('take their time and then hang up', async () => {
    const caller = answerWith(
      `<Say>${'x'.repeat(50)}</Say><Pause length="2"/><Play loop="2">/music.wav</Play>`,
    );

    await kit.advance(10.9);
    expect(caller.heard).toEqual(['ringing', 'answered']);
    await kit.advance(0.2);

    expect(caller.heard).toEqual(['ringing', 'answered', 'completed']);
    expect(kit.at('/call')[0]?.params.CallDuration).toBe('11');
  });
});

describe('Gather', () => {
  const menu = '<Gather numDigits="3" timeout="4" action="/digits"><Say>Your number please</Say></Gather>';

  it('sends the digits to its action; the first digit ends the prompt', async () => {
    const caller = answerWith(menu);
    await kit.advance(0.2);

    caller.press('12');
    await kit.advance(3);
    caller.press('3');
    await kit.advance(0.1);

    expect(kit.at('/digits').map(({ params }) => params.Digits)).toEqual(['123']);
  });

  it('ends with the finishing key, which is not among the digits', async () => {
    const caller = answerWith(menu);
    await kit.advance(0.2);

    caller.press('1#');
    await kit.advance(0.1);

    expect(kit.at('/digits')[0]?.params).toMatchObject({ Digits: '1', FinishedOnKey: '#' });
  });

  it('sends what there is when the caller stops', async () => {
    const caller = answerWith(menu);
    await kit.advance(0.2);

    caller.press('12');
    await kit.advance(5);

    expect(kit.at('/digits').map(({ params }) => params.Digits)).toEqual(['12']);
  });

  it('goes on to the next verb when nothing is pressed', async () => {
    answerWith(`${menu}<Redirect>/nothing</Redirect>`);

    await kit.advance(6);

    expect(kit.at('/digits')).toEqual([]);
    expect(kit.at('/nothing')).toHaveLength(1);
  });
});

describe('Dial', () => {
  it('connects with a number and reports how it went', async () => {
    kit.parties.teach(CALLEE, 'answer');
    const caller = answerWith(
      `<Dial callerId="${OUR_NUMBER}" action="/dialled"><Number>${CALLEE}</Number></Dial>`,
    );
    await kit.advance(11.2);

    kit.parties.rung(CALLEE)[0]?.hangUp();
    await kit.advance(0.1);

    const [result] = kit.at('/dialled');
    const [child] = await kit.client.calls.list({ to: CALLEE });
    expect(result?.params).toMatchObject({
      DialCallStatus: 'completed',
      DialCallDuration: '10',
      DialCallSid: child?.sid,
      DialBridged: 'true',
    });
    expect(child).toMatchObject({ direction: 'outbound-dial', parentCallSid: result?.params.CallSid });
    expect(caller.heard.at(-1)).toBe('completed');
  });

  it.each([
    { habit: 'busy' as const, status: 'busy' },
    { habit: 'noAnswer' as const, status: 'no-answer' },
  ])('reports a number that is $status', async ({ habit, status }) => {
    kit.parties.teach(CALLEE, habit);
    answerWith(`<Dial timeout="10" action="/dialled">${CALLEE}</Dial>`);

    await kit.advance(20);

    expect(kit.at('/dialled')[0]?.params.DialCallStatus).toBe(status);
  });

  it('rings a browser client with parameters', async () => {
    answerWith(
      '<Dial><Client><Identity>ada</Identity><Parameter name="interactionId" value="i 1"/></Client></Dial>',
    );

    await kit.advance(1);

    expect(kit.parties.rung('client:ada')[0]?.params).toEqual({ interactionId: 'i 1' });
  });

  it('stops ringing when the caller gives up, and tells the action', async () => {
    kit.parties.teach(CALLEE, 'wait');
    const caller = answerWith(`<Dial action="/dialled">${CALLEE}</Dial>`);
    await kit.advance(2);

    caller.hangUp();
    await kit.advance(1);

    expect(kit.parties.rung(CALLEE)[0]?.heard).toEqual(['canceled']);
    expect(kit.at('/dialled')[0]?.params.CallStatus).toBe('completed');
  });
});

describe('Enqueue', () => {
  it('asks for what waiting callers hear, again and again, with their place in the queue', async () => {
    kit.on('/wait', '<Response><Say>Please hold the line</Say></Response>');
    answerWith('<Enqueue waitUrl="/wait">park</Enqueue>');

    await kit.advance(4);

    const waits = kit.at('/wait').map(({ params }) => params);
    expect(waits.length).toBeGreaterThan(2);
    expect(waits[0]).toMatchObject({ QueuePosition: '1', CurrentQueueSize: '1', QueueTime: '0' });
    expect(waits[0]?.QueueSid).toMatch(/^QU/);
  });

  it('ends the call when what waiting callers hear cannot be had', async () => {
    kit.on('/wait', '<Response><Dial>+14155550142</Dial></Response>');
    kit.on('/fallback', () => ({ status: 404 }));
    const caller = answerWith('<Enqueue waitUrl="/wait">park</Enqueue>');

    await kit.advance(4);

    expect(caller.heard.at(-1)).toBe('completed');
  });

  it('lets the caller leave', async () => {
    kit.on('/wait', '<Response><Leave/></Response>');
    answerWith('<Enqueue waitUrl="/wait" action="/left">park</Enqueue>');

    await kit.advance(1);

    expect(kit.at('/left')[0]?.params.QueueResult).toBe('leave');
  });
});

describe('a document that Twilio does not carry out', () => {
  it.each([
    ['<Sing>la</Sing>', '12200'],
    ['<Say loudness="9">la</Say>', '12200'],
    ['<Say><Dial/></Say>', '12200'],
    ['<Dial><Conference beep="sometimes">x</Conference></Dial>', '12200'],
    ['<Say>la', '12100'],
  ])('%s sends the call to its fallback with error %s', async (twiml, code) => {
    kit.on('/fallback', '<Response><Pause length="9"/></Response>');

    answerWith(twiml);
    await kit.advance(1);

    expect(kit.at('/fallback')[0]?.params).toMatchObject({
      ErrorCode: code,
      ErrorUrl: `${kit.appUrl}/voice`,
    });
  });

  it('can be inspected, with the reason', async () => {
    const caller = answerWith('<Sing>la</Sing>');
    await kit.advance(5);

    const state = (await (await fetch(`${kit.standIn.url}/_sim/state`)).json()) as { refusals: object[] };

    expect(state.refusals[0]).toMatchObject({
      code: 12_200,
      message: 'Schema validation warning: <Sing> does not belong into <Response>',
      url: `${kit.appUrl}/voice`,
    });
    expect(caller.heard.at(-1)).toBe('completed');
  });

  it('is also an application that answers with an error', async () => {
    kit.on('/voice', () => ({ status: 500, body: 'oops' }));
    kit.on('/fallback', '<Response><Pause length="9"/></Response>');
    kit.parties.call(CALLER, OUR_NUMBER);

    await kit.advance(1);

    expect(kit.at('/fallback')[0]?.params.ErrorCode).toBe('11200');
  });
});
