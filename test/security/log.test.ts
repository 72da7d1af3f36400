import { createPrivateKey } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { signedToken } from '../../connector/src/inbound/identity/testing/orgKeys.ts';
import { openJournal } from '../../connector/src/journal.ts';
import { completeEnvironment } from '../../connector/src/testing/completeEnvironment.ts';
import { openComposedApp, type ComposedApp } from '../../connector/src/testing/composedApp.ts';
import { openPageSocket, orders } from './support/agentSocket.ts';
import { sid } from './support/composedApp.ts';

const FORGED_LINE = '\n{"level":30,"msg":"FORGED"}\n';
const CALLER = '+14155550142';
const agent = { id: '005000000000001AAA', name: `Ada Lovelace${FORGED_LINE}` };
const notes = `He is very ill${FORGED_LINE}`;
const secrets = {
  CONNECTOR_SESSION_SECRET: 'the session secret of this very test, long',
  TWILIO_AUTH_TOKEN: 'theAuthTokenOfThisTest',
  TWILIO_API_KEY_SECRET: 'theApiKeySecretOfThisTest',
  CONNECTOR_METRICS_TOKEN: 'the metrics token of this very test, long',
};

let app: ComposedApp;
let session: string;
let token: string;

beforeAll(async () => {
  app = await openComposedApp(secrets);
  await app.http.listen({ port: 0, host: '127.0.0.1' });
  await theWholeCall();
});

afterAll(() => app.stop());

/** A call with all that a caller and an agent can put into words, and what goes wrong beside it. */
async function theWholeCall(): Promise<void> {
  const call = {
    CallSid: sid('CA'),
    From: CALLER,
    To: '+14155550199',
    CallStatus: 'ringing',
    CallerName: `MARIA LOPEZ${FORGED_LINE}`,
  };
  await app.webhook('/twilio/voice', call);
  await app.webhook('/twilio/voice', { ...call, CallSid: `CA${FORGED_LINE}` });
  await app.webhook(`/twilio/voice/digits?i=interaction-1`, { ...call, Digits: `12${FORGED_LINE}` });
  await app.webhook(`/twilio/leg?i=${encodeURIComponent(FORGED_LINE)}`, call);
  await app.http.inject({
    method: 'POST',
    url: '/twilio/voice',
    headers: { 'x-twilio-signature': FORGED_LINE.trim() },
  });
  await app.http.inject({ method: 'GET', url: `/${encodeURIComponent(FORGED_LINE)}` });

  const seconds = app.clock.now() / 1000;
  const { nonce, audience } = (await app.http.inject('/session/nonce')).json<Record<string, string>>();
  token = signedToken(
    {
      iss: completeEnvironment.SALESFORCE_ORG_ID,
      sub: agent.id,
      name: agent.name,
      aud: audience,
      nonce,
      jti: FORGED_LINE,
      iat: seconds,
      exp: seconds + 90,
      permissions: ['CTI_Agent'],
    },
    { privateKey: createPrivateKey(completeEnvironment.SALESFORCE_PRIVATE_KEY) },
  );
  const grant = () => app.http.inject({ method: 'POST', url: '/session', payload: { agentToken: token } });
  session = (await grant()).json<{ session: string }>().session;
  await grant();
  const { port } = app.http.server.address() as AddressInfo;
  const page = await openPageSocket({ port }, { headers: {} });
  page.say({ type: 'hello', session, tabId: FORGED_LINE });
  await page.hears('phoneOwner');
  page.say({ type: 'voiceToken' });
  await page.hears('voiceToken');
  page.say({ type: 'searchDirectory', searchId: 's', text: `Maria Lopez${FORGED_LINE}` });
  await page.hears('directory');
  await orders(page, { type: 'setAgentState', state: { name: 'ready' } });
  await orders(page, { type: 'dial', target: { kind: 'number', number: `+14155550123\n{"msg":"FORGED"}` } });
  await orders(page, { type: 'dial', target: { kind: 'number', number: '+14155550123' } });
  await app.until(() => page.heard.some(({ type }) => type === 'deskEvent'));
  const interactionId = /"interactionId":"([\w-]+)"/.exec(JSON.stringify(page.heard))?.[1] ?? 'interaction-1';
  await orders(page, { type: 'writeNotes', interactionId, notes });
  page.say(FORGED_LINE);
  await page.closed;
  await app.webhook('/twilio/voice/status', { ...call, CallStatus: 'completed' });
  await app.until(() => app.vendors.tasks.length > 0);
}

describe('the log of a whole call', () => {
  const text = () =>
    app
      .log()
      .map((line) => JSON.stringify(line))
      .join('\n');

  it('is one object a line, and none that a caller or an agent wrote', () => {
    expect(app.log().length).toBeGreaterThan(20);
    expect(app.log().filter(({ level, time, msg }) => !level || !time || !msg)).toEqual([]);
    expect(text()).not.toContain('FORGED');
  });

  it('holds no number, no name and no words', () => {
    const said = [
      CALLER,
      '4155550142',
      '4155550199',
      '4155550123',
      'MARIA',
      'Lopez',
      'Ada',
      'Lovelace',
      'very ill',
    ];

    expect(said.filter((word) => text().toLowerCase().includes(word.toLowerCase()))).toEqual([]);
  });

  it('holds no token, no session and no secret', () => {
    const kept = [...Object.values(secrets), completeEnvironment.SALESFORCE_PRIVATE_KEY, token, session];

    expect(token.length + session.length).toBeGreaterThan(100);
    expect(kept.filter((secret) => text().includes(secret))).toEqual([]);
    expect(text()).not.toMatch(/eyJ|Bearer |Basic |PRIVATE KEY/);
  });
});

describe('what others say of a failure', () => {
  it('reaches the log without numbers, addresses, tokens and line breaks', () => {
    const lines: string[] = [];
    const journal = openJournal('info', { write: (line) => void lines.push(line) });
    const said =
      `The number ${CALLER} of maria.lopez@example.com, 415 555 0142, is wrong.${FORGED_LINE}` +
      `Authorization: Bearer abc.def sent eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.c2lnbmF0dXJl and Basic QUM6dG9rZW4=`;

    journal.problem('EFFECT_RETRIED', { interaction: 'i1', reason: said }, new Error(said));

    expect(lines).toHaveLength(1);
    expect(lines[0]?.trimEnd()).not.toContain('\n');
    expect(lines[0]).not.toMatch(/0142|maria|example\.com|abc\.def|eyJ|QUM6/);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      msg: 'EFFECT_RETRIED',
      interaction: 'i1',
      cause: expect.stringContaining('The number (number) of (address), (number), is wrong.'),
    });
  });
});
