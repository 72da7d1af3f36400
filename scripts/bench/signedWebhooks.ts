import { randomBytes } from 'node:crypto';
import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks.js';
import { centre } from '../local/centre.ts';

/** What a webhook says, and at which path. */
export interface Webhook {
  readonly path: string;
  readonly form: Readonly<Record<string, string>>;
}

/** A webhook as Twilio sends it. */
export interface SignedWebhook {
  readonly method: 'POST';
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** Where a webhook goes, and with which token it is signed. */
export interface WebhookTarget {
  readonly url: string;
  readonly authToken: string;
}

export function signWebhook({ url, authToken }: WebhookTarget, { path, form }: Webhook): SignedWebhook {
  return {
    method: 'POST',
    path,
    headers: {
      'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
      'x-twilio-signature': getExpectedTwilioSignature(authToken, url + path, form),
      'i-twilio-idempotency-token': newSid(''),
    },
    body: new URLSearchParams(form).toString(),
  };
}

/** A call that nobody announced before. Its number is withheld, so that nothing is asked of Salesforce. */
export function newCall(): Webhook {
  return {
    path: '/twilio/voice',
    form: {
      ...account,
      CallSid: newSid('CA'),
      ApiVersion: '2010-04-01',
      CallStatus: 'ringing',
      Direction: 'inbound',
      From: '+266696687',
      Caller: '+266696687',
      To: centre.mainNumber,
      Called: centre.mainNumber,
      FromCountry: '',
      ToCountry: 'US',
    },
  };
}

/** A call that the connector knows. */
export interface KnownCall {
  readonly interactionId: string;
  readonly callSid: string;
}

/** Lets a call arrive, and reads its interaction from the connector's TwiML. */
export async function arrive(target: WebhookTarget): Promise<KnownCall> {
  const call = newCall();
  const { path, headers, body } = signWebhook(target, call);
  const answer = await fetch(target.url + path, { method: 'POST', headers, body });
  return knownCall(call, await answer.text());
}

/** The call that the connector's TwiML is for. */
export function knownCall({ form }: Webhook, twiml: string): KnownCall {
  const [, interactionId] = /[?&]i=([\w-]+)/.exec(twiml) ?? [];
  if (interactionId === undefined) throw new Error(`The connector did not take a call: ${twiml}`);
  return { interactionId, callSid: form['CallSid'] ?? '' };
}

/** The caller joins the conference: the connector remembers the event and writes the record. */
export function newJoin({ interactionId, callSid }: KnownCall): Webhook {
  return {
    path: `/twilio/conference?i=${encodeURIComponent(interactionId)}`,
    form: {
      ...account,
      ConferenceSid: newSid('CF'),
      FriendlyName: `i-${interactionId}`,
      StatusCallbackEvent: 'participant-join',
      SequenceNumber: '2',
      Timestamp: new Date().toUTCString(),
      CallSid: callSid,
      Muted: 'false',
      Hold: 'false',
      Coaching: 'false',
      EndConferenceOnExit: 'true',
      StartConferenceOnEnter: 'true',
    },
  };
}

/** The caller hangs up, as the number's own status callback tells it. */
export function newEnd({ callSid }: KnownCall): Webhook {
  return { path: '/twilio/voice/status', form: { ...account, CallSid: callSid, CallStatus: 'completed' } };
}

const account = { AccountSid: newSid('AC') };

function newSid(prefix: string): string {
  return prefix + randomBytes(16).toString('hex');
}
