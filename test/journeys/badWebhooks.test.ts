import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { centre } from '../../scripts/local/centre.ts';
import type { LocalSystem } from '../../scripts/local/startLocal.ts';
import { sign } from '../../simulators/twilio/webhooks/signature.ts';
import { eventually } from './support/eventually.ts';
import { carrierOf, changesNothing, metricsOf } from './support/everything.ts';
import { openSession, openWelcomedLink } from './support/rawLink.ts';
import { startSystem } from './support/world.ts';

let system: LocalSystem;
let remove: () => Promise<void>;
let session: string;

beforeAll(async () => {
  ({ system, remove } = await startSystem());
  session = await openSession(system);
  // A page that stays: an agent without one would be missed, which changes something.
  await openWelcomedLink(system, session);
});

afterAll(() => remove());

const sid = (prefix: string, digit: string) => prefix + digit.repeat(32);
const call = { CallSid: sid('CA', 'a'), From: '+14155550100', To: centre.mainNumber, CallStatus: 'ringing' };

interface Sent {
  readonly path?: string;
  readonly form?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Sends a webhook, signed as Twilio would unless `headers` say otherwise. */
async function webhook({ path = '/twilio/voice', form = call, headers, body }: Sent) {
  const url = system.connector.url + path;
  const answer = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-twilio-signature': sign(system.keys.authToken, url, form),
      ...headers,
    },
    body: body ?? new URLSearchParams(form).toString(),
  });
  return { status: answer.status, text: await answer.text() };
}

describe('a webhook that Twilio did not sign', () => {
  it.each<[string, () => Sent]>([
    ['without a signature', () => ({ headers: { 'x-twilio-signature': '' } })],
    ['signed with another token', () => ({ headers: signature('/twilio/voice', 'f'.repeat(32)) })],
    ['signed for another address', () => ({ headers: signature('/twilio/voice/status') })],
    [
      'signed for another query',
      () => ({ path: '/twilio/voice?i=1', headers: signature('/twilio/voice?i=2') }),
    ],
    [
      'with a field changed on its way',
      () => ({ body: new URLSearchParams({ ...call, From: '+1' }).toString() }),
    ],
    ['with a field added on its way', () => ({ body: `${new URLSearchParams(call).toString()}&Digits=1` })],
  ])('%s gets 403 and changes nothing', (_how, sent) =>
    changesNothing({ system, session }, async () => {
      const { status, text } = await webhook(sent());

      expect(status).toBe(403);
      expect(JSON.parse(text)).toMatchObject({ code: 'WEBHOOK_SIGNATURE_INVALID' });
    }),
  );

  it('cannot end a call that runs, which the same words with the right signature do', async () => {
    const running = system.network.call({ from: '+14155550190', to: centre.mainNumber, say: 'silence' });
    await eventually('the call is up', () => Promise.resolve(running.phase().state === 'answered'));
    const form = { ...call, CallSid: (await carrierOf(system)).calls[0]?.sid ?? '', CallStatus: 'completed' };
    const path = '/twilio/voice/status';
    const ended = async () => (await metricsOf(system)).some((line) => line.includes('"abandoned"'));

    const forged = await webhook({ path, form, headers: { 'x-twilio-signature': 'Zm9yZ2Vk' } });
    expect(forged.status).toBe(403);
    expect(await ended()).toBe(false);

    const genuine = await webhook({ path, form });
    expect(genuine.status).toBe(204);
    expect(await ended()).toBe(true);
    running.hangUp();
    await eventually('nothing is left', async () =>
      (await carrierOf(system)).calls.every(({ status }) => status === 'completed'),
    );
  });

  function signature(path: string, authToken = system.keys.authToken) {
    return { 'x-twilio-signature': sign(authToken, system.connector.url + path, call) };
  }
});

describe('a signed webhook that makes no sense', () => {
  const leg = { ...call, CallStatus: 'completed' };
  const conference = {
    ...call,
    ConferenceSid: sid('CF', 'c'),
    SequenceNumber: '1',
    StatusCallbackEvent: 'participant-join',
  };

  it.each<[string, Sent, string]>([
    ['a call without a sid', { form: { From: '+14155550100', To: centre.mainNumber } }, 'CallSid'],
    ['a call with a sid of something else', { form: { ...call, CallSid: sid('CF', 'a') } }, 'CallSid'],
    ['a call with a sid that is a path', { form: { ...call, CallSid: 'CA../../etc' } }, 'CallSid'],
    ['a call to nowhere', { form: { CallSid: call.CallSid, From: call.From } }, 'To'],
    [
      'keys that no telephone has',
      { path: '/twilio/voice/digits?i=x', form: { ...call, Digits: '12; DROP' } },
      'Digits',
    ],
    [
      'an interaction that is no id',
      { path: '/twilio/voice/queueLeft?i=..%2F..%2Fx', form: call },
      'i must be',
    ],
    ['a leg of nobody', { path: '/twilio/leg?i=x', form: leg }, 'party'],
    [
      'an agent who is none',
      { path: '/twilio/voice/outbound', form: { ...call, interactionId: 'x' } },
      'From',
    ],
    [
      'a conference without a sid',
      { path: '/twilio/conference?i=x', form: { ...conference, ConferenceSid: '' } },
      'ConferenceSid',
    ],
    [
      'an event of no type',
      { path: '/twilio/taskrouter/events', form: { TaskSid: sid('WT', '1') } },
      'EventType',
    ],
  ])('%s gets 400 with what is wrong, and changes nothing', (_what, sent, word) =>
    changesNothing({ system, session }, async () => {
      const { status, text } = await webhook(sent);

      expect({ status, text }).toEqual({ status: 400, text: expect.stringContaining(word) });
      expect(JSON.parse(text)).toMatchObject({ code: 'BODY_INVALID' });
    }),
  );

  it.each<[string, Sent, number]>([
    ['JSON', { headers: { 'content-type': 'application/json' }, body: '{"CallSid":"CA"}' }, 403],
    ['broken JSON', { headers: { 'content-type': 'application/json' }, body: '{' }, 400],
    ['a picture', { headers: { 'content-type': 'image/png' }, body: 'PNG' }, 415],
    ['more than any webhook has', { body: `CallSid=${'a'.repeat(70_000)}` }, 413],
  ])('%s for a body is refused, and changes nothing', (_what, sent, status) =>
    changesNothing({ system, session }, async () => {
      const answer = await webhook(sent);

      expect(answer.status).toBe(status);
      expect(JSON.parse(answer.text)).toHaveProperty('message');
    }),
  );

  it('an unknown interaction is taken note of and changes nothing', () =>
    changesNothing({ system, session }, async () => {
      const { status } = await webhook({ path: '/twilio/leg?i=nobody&party=customer', form: leg });
      expect(status).toBe(204);
    }));
});
