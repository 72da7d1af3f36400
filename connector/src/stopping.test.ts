import { Agent, get, request, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks.js';
import { completeEnvironment } from './testing/completeEnvironment.ts';
import { openComposedApp, type ComposedApp } from './testing/composedApp.ts';

const call = {
  CallSid: `CA${'1'.repeat(32)}`,
  From: '+14155550142',
  To: '+14155550199',
  CallStatus: 'ringing',
};

let composed: ComposedApp;
let agent: Agent;
let port: number;

beforeEach(async () => {
  composed = await openComposedApp({ CONNECTOR_DRAIN_SECONDS: '5' });
  await composed.http.listen({ port: 0, host: '127.0.0.1' });
  ({ port } = composed.http.server.address() as AddressInfo);
  agent = new Agent({ keepAlive: true });
});

afterEach(async () => {
  agent.destroy();
  const stopped = composed.stop();
  composed.clock.advance(5_000);
  await stopped;
});

const answer = (asked: ReturnType<typeof request>) =>
  new Promise<IncomingMessage>((resolve, reject) => {
    asked.once('response', resolve).once('error', reject);
  });

async function probe(): Promise<number | undefined> {
  const response = await answer(get({ port, agent, path: '/ready' }));
  await text(response);
  return response.statusCode;
}

/** A webhook whose head has arrived, and whose form is still on its way. */
function beginWebhook() {
  const path = '/twilio/voice';
  const body = new URLSearchParams(call).toString();
  const signature = getExpectedTwilioSignature(
    completeEnvironment.TWILIO_AUTH_TOKEN,
    completeEnvironment.CONNECTOR_PUBLIC_URL.replace(/\/$/, '') + path,
    call,
  );
  const asked = request({
    port,
    path,
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': Buffer.byteLength(body),
      'x-twilio-signature': signature,
    },
  });
  asked.flushHeaders();
  return { answered: answer(asked), finish: () => asked.end(body) };
}

it('a connector that stops says so first, serves whom it still gets, and finishes what is under way', async () => {
  expect(await probe()).toBe(200);

  const stopped = composed.stopApp();
  expect(await probe()).toBe(503);
  const late = beginWebhook();
  late.finish();
  const served = await late.answered;
  expect([served.statusCode, served.headers.connection]).toEqual([200, 'close']);
  await text(served);

  const underWay = beginWebhook();
  await new Promise((resolve) => composed.http.server.once('request', resolve));
  composed.clock.advance(5_000);
  await expect(probeAnew()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  underWay.finish();
  const finished = await underWay.answered;
  expect(finished.statusCode).toBe(200);
  expect(await text(finished)).toContain('<Response>');
  await stopped;
});

/** On a new connection, until the listener is closed: that is the next thing to happen. */
async function probeAnew(): Promise<never> {
  for (;;) {
    const response = await answer(get({ port, agent: false, path: '/ready' }));
    await text(response);
  }
}
