import Fastify, { type FastifyInstance } from 'fastify';
import fc from 'fast-check';
import { createVirtualClock } from '../../../connector/src/callCenter/testing/virtualClock.ts';
import { webhookPaths } from '../../../connector/src/inbound/twilioWebhooks/webhookPaths.ts';
import { twilioWebhooks } from '../../../connector/src/inbound/twilioWebhooks/twilioWebhooks.ts';
import { twilioAddresses } from '../../../connector/src/twilioAddresses.ts';
import { fuzzed } from '../fuzzParser.ts';
import { anyText, mutated } from '../mutated.ts';

const PUBLIC_URL = 'https://cti.example.com';
const ignored = () => undefined;

/** Twilio's door, behind which nobody may get: nothing that is tried is signed. */
async function closedDoor(): Promise<FastifyInstance> {
  const app = Fastify();
  const clock = createVirtualClock();
  const reached = () => Promise.reject(new Error('A forged webhook got in.'));
  await app.register(
    twilioWebhooks({
      callCenter: { ask: reached, tell: reached },
      journal: {
        note: ignored,
        problem() {
          clock.advance(1_000);
        },
      },
      clock,
      authToken: '0'.repeat(32),
      publicUrl: PUBLIC_URL,
      places: { ...twilioAddresses(PUBLIC_URL), workflowSid: `WW${'1'.repeat(32)}` },
    }),
  );
  await app.ready();
  return app;
}

let door: Promise<FastifyInstance> | undefined;
const header = mutated(fc.constantFrom('c2lnbmF0dXJl', '')).map((text) =>
  text.replaceAll(/[^\x20-\x7e]/g, ''),
);

const requests = fuzzed({
  name: 'requests at Twilio’s door, whole',
  inputs: fc.record({
    path: fc.constantFrom(...Object.values(webhookPaths)),
    query: fc.oneof(mutated(fc.constant('i=i1&try=1')), anyText),
    type: fc.constantFrom(
      'application/x-www-form-urlencoded',
      'application/json',
      'text/plain',
      'multipart/form-data; boundary=x',
      'application/x-www-form-urlencoded; charset=utf-7',
    ),
    body: fc.oneof(
      mutated(fc.constant('CallSid=CA1&From=%2B14155550100&a[]=1&a[]=2')),
      mutated(fc.json()),
      anyText,
    ),
    signature: header,
  }),
  async check({ path, query, type, body, signature }) {
    door ??= closedDoor();
    const address = `${path}?${encodeURI(query.replaceAll(/\p{Surrogate}/gu, ''))}`;
    const answer = await (
      await door
    ).inject({
      method: 'POST',
      url: address.slice(0, 2_000),
      headers: { 'content-type': type, 'x-twilio-signature': signature },
      payload: body,
    });
    if (answer.statusCode < 400 || answer.statusCode >= 500)
      throw new Error(`It was answered ${answer.statusCode}`);
  },
});

export const requestParsers = [requests];
