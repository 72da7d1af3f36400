import { afterEach, describe, expect, it } from '@jest/globals';
import { openComposedApp, type ComposedApp } from './testing/composedApp.ts';

const operatorToken = 'o'.repeat(40);
const NUMBER = '+14155550142';
const call = { CallSid: `CA${'1'.repeat(32)}`, From: NUMBER, To: '+14155550199', CallStatus: 'ringing' };

let composed: ComposedApp;

afterEach(() => composed.stop());

const erase = () =>
  composed.http.inject({
    method: 'POST',
    url: '/operators/erasure',
    headers: { authorization: `Bearer ${operatorToken}` },
    payload: { number: NUMBER },
  });

describe('the erasure of a person', () => {
  it('waits for the end of a call that goes on, then leaves nothing of it', async () => {
    composed = await openComposedApp({ CONNECTOR_OPERATOR_TOKEN: operatorToken });
    await composed.webhook('/twilio/voice', call);

    expect((await erase()).json()).toMatchObject({ code: 'CALL_UNDER_WAY' });

    await composed.webhook('/twilio/voice/status', { ...call, CallStatus: 'completed' });
    await composed.until(() => composed.vendors.tasks.length > 0);
    const answer = await erase();
    expect(answer.json()).toMatchObject({
      result: 'erased',
      erased: { interactions: 1 },
      elsewhere: { interactions: ['interaction-1'], legs: [call.CallSid] },
    });
    expect((await erase()).json()).toMatchObject({ erased: { interactions: 0 } });
  });

  it('is not there where no operator may do it', async () => {
    composed = await openComposedApp();

    expect((await erase()).statusCode).toBe(404);
  });
});
