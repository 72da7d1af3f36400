import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks.js';
import { incoming, sid, startComposedApp, type ComposedApp } from './support/composedApp.ts';

let app: ComposedApp;

beforeAll(async () => {
  app = await startComposedApp();
});

afterEach(() => {
  // Who forged too much in one test may do so again in the next.
  app.clock.advance(60_000);
});

afterAll(() => app.stop());

const signatureFor = (url: string, form: Record<string, string> = incoming, token?: string) =>
  getExpectedTwilioSignature(token ?? app.config.twilio.authToken, url, form);
const voice = 'https://cti.example.com/twilio/voice';
const calls = async () => {
  const metrics = await (await fetch(`${app.url}/metrics`)).text();
  return metrics.split('\n').filter((line) => line.startsWith('cti_queue_waiting_calls'));
};

describe('a webhook', () => {
  it.each<[string, () => string | undefined]>([
    ['without a signature', () => undefined],
    ['with an empty one', () => ''],
    ['signed with another token', () => signatureFor(voice, incoming, 'f'.repeat(32))],
    ['signed for another address of ours', () => signatureFor(`${voice}/status`)],
    ['signed for another host', () => signatureFor('https://evil.example.com/twilio/voice')],
    ['signed for the address behind the proxy', () => signatureFor(`${app.url}/twilio/voice`)],
    ['signed for another query', () => signatureFor(`${voice}?i=1`)],
    ['with the signature of another form', () => signatureFor(voice, { ...incoming, From: '+14155550101' })],
  ])('%s is refused with 403, and no call is known', async (_how, signature) => {
    const answer = await app.webhook('/twilio/voice', incoming, { signature: signature() });

    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({ code: 'WEBHOOK_SIGNATURE_INVALID' });
    expect(await calls()).toEqual(['cti_queue_waiting_calls{queue="Support"} 0']);
  });

  it('cannot talk itself into another address by headers of a proxy', async () => {
    const answer = await app.webhook('/twilio/voice', incoming, {
      signature: signatureFor('https://evil.example.com/twilio/voice'),
      headers: { 'x-forwarded-host': 'evil.example.com', 'x-forwarded-proto': 'https' },
    });

    expect(answer.status).toBe(403);
  });

  it('that is replayed is answered as before, and is one call', async () => {
    const call = { ...incoming, CallSid: sid('CA', '2') };

    const answers = [await app.webhook('/twilio/voice', call), await app.webhook('/twilio/voice', call)];

    const [first, second] = await Promise.all(answers.map((answer) => answer.text()));
    expect(first).toContain('<Enqueue');
    expect(second).toBe(first);
    expect(await calls()).toEqual(['cti_queue_waiting_calls{queue="Support"} 1']);
  });

  it('whose news of an end is replayed ends the call once', async () => {
    const call = { ...incoming, CallSid: sid('CA', '2'), CallStatus: 'completed' };
    const ended = async () =>
      (await (await fetch(`${app.url}/metrics`)).text())
        .split('\n')
        .filter((line) => line.startsWith('cti_calls_total{'));

    const statuses = [1, 2, 3].map(() => app.webhook('/twilio/voice/status', call));

    expect((await Promise.all(statuses)).map(({ status }) => status)).toEqual([204, 204, 204]);
    expect(await ended()).toEqual(['cti_calls_total{direction="inbound",outcome="abandoned"} 1']);
  });

  it('is refused with 429 and leaves no more lines in the log, once too many were forged', async () => {
    const lines = () => app.problems.filter(({ code }) => code === 'WEBHOOK_SIGNATURE_INVALID').length;
    const before = lines();
    const forged = Array.from({ length: 100 }, () =>
      app.webhook('/twilio/voice', incoming, { signature: 'Zm9yZ2Vk' }),
    );

    const answers = await Promise.all(forged);

    const late = answers.filter(({ status }) => status === 429);
    expect(late).toHaveLength(40);
    expect(late[0]?.headers.get('retry-after')).toBe('1');
    expect(await late[0]?.json()).toMatchObject({ code: 'TOO_MANY_REQUESTS' });
    expect(lines() - before).toBe(60);
  });

  it('that Twilio signed is taken while others forge from the same address', async () => {
    await Promise.all(
      Array.from({ length: 70 }, () => app.webhook('/twilio/voice', incoming, { signature: 'Zm9yZ2Vk' })),
    );

    const genuine = await app.webhook('/twilio/voice/wait?i=x', incoming);

    expect(genuine.status).toBe(200);
  });
});
