import { fastify, type FastifyInstance } from 'fastify';
import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks.js';
import { createVirtualClock, type VirtualClock } from '../../../callCenter/testing/virtualClock.ts';
import type { CallInstruction, CallQuestion, TelephonyNews } from '../../../callCenter/telephonyEvents.ts';
import { twilioAddresses } from '../../../twilioAddresses.ts';
import { twilioWebhooks } from '../twilioWebhooks.ts';

export const AUTH_TOKEN = '0123456789abcdef0123456789abcdef';
export const PUBLIC_URL = 'https://connector.example.com/connector';

export const sid = (prefix: string) => prefix + '1'.repeat(32);

/** The form of a call to one of our numbers. */
export const incoming = {
  CallSid: sid('CA'),
  From: '+14155550100',
  To: '+14155550199',
  CallStatus: 'ringing',
};

export interface WebhookKit {
  readonly app: FastifyInstance;
  readonly clock: VirtualClock;
  readonly asked: CallQuestion[];
  readonly told: TelephonyNews[];
  readonly problems: string[];
  /** What the call centre answers to every question. */
  instruction: CallInstruction;
  /** Set to let the call centre fail. */
  failure: Error | undefined;
  /** Posts a form as Twilio does, signed for the public address. */
  post(path: string, form: Record<string, string>, signature?: string): Promise<WebhookAnswer>;
}

type WebhookAnswer = Awaited<ReturnType<FastifyInstance['inject']>>;

/** Twilio's door with a call centre behind it that writes down what it is asked and told. */
export async function openWebhookKit(): Promise<WebhookKit> {
  const app = fastify();
  const clock = createVirtualClock();
  const kit: WebhookKit = {
    app,
    clock,
    asked: [],
    told: [],
    problems: [],
    instruction: { type: 'hangUp' },
    failure: undefined,
    post: (path, form, signature) =>
      app.inject({
        method: 'POST',
        url: path,
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          'x-twilio-signature': signature ?? getExpectedTwilioSignature(AUTH_TOKEN, PUBLIC_URL + path, form),
        },
        payload: new URLSearchParams(form).toString(),
      }),
  };
  await app.register(
    twilioWebhooks({
      callCenter: {
        ask(question) {
          kit.asked.push(question);
          return kit.failure ? Promise.reject(kit.failure) : Promise.resolve(kit.instruction);
        },
        tell(news) {
          kit.told.push(news);
          return kit.failure ? Promise.reject(kit.failure) : Promise.resolve();
        },
      },
      journal: { note: () => undefined, problem: (code) => void kit.problems.push(code) },
      clock,
      authToken: AUTH_TOKEN,
      publicUrl: PUBLIC_URL,
      places: { ...twilioAddresses(PUBLIC_URL), workflowSid: sid('WW') },
    }),
  );
  return kit;
}
