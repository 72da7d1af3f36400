import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openLink } from './support/agentSocket.ts';
import { incoming, LIGHTNING, sid, startComposedApp, type ComposedApp } from './support/composedApp.ts';

const RECORDING = sid('RE', 'a');

let app: ComposedApp;
let key: string;

beforeAll(async () => {
  app = await startComposedApp();
  app.outside.sounds.set(RECORDING, 'what they said');
  const twiml = await (await app.webhook('/twilio/voice', incoming)).text();
  key = /"interactionId":"(\w+)"/.exec(twiml.replaceAll('&quot;', '"'))?.[1] ?? '';
  await app.webhook('/twilio/voice/status', { ...incoming, CallStatus: 'completed' });
  await app.webhook(`/twilio/recording?i=${key}`, {
    CallSid: incoming.CallSid,
    RecordingSid: RECORDING,
    RecordingStatus: 'completed',
    RecordingDuration: '3',
    RecordingUrl: `https://api.twilio.com/2010-04-01/Accounts/x/Recordings/${RECORDING}`,
  });
});

afterAll(() => app.stop());

const asks = (claims?: Readonly<Record<string, unknown>>, path = key, method = 'GET') =>
  fetch(`${app.url}/org/recordings/${path}`, {
    method,
    headers: {
      origin: LIGHTNING,
      ...(claims && { authorization: `Bearer ${app.orgToken({ claims })}` }),
    },
  });
const mayHear = () => ({ permissions: ['CTI_Agent'], recording: key });

describe('a recording', () => {
  it('is heard by the one for whom the org signed its key', async () => {
    const answer = await asks(mayHear());

    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe('what they said');
  });

  it.each<[string, () => Readonly<Record<string, unknown>> | undefined, number]>([
    ['without a token', () => undefined, 401],
    ['with a token for no recording', () => ({ permissions: ['CTI_Admin'] }), 403],
    ['with a token for another', () => ({ permissions: ['CTI_Admin'], recording: 'id99' }), 403],
    ['without a permission of ours', () => ({ permissions: [], recording: key }), 403],
    ['with a token of another org', () => ({ ...mayHear(), iss: '00D000000000009AAA' }), 401],
    ['with a token for a session', () => ({ ...mayHear(), aud: 'https://cti.example.com' }), 401],
  ])('is not heard %s, nor asked of Twilio', async (_how, claims, status) => {
    const before = app.outside.asked.length;

    const answer = await asks(claims());

    expect(answer.status).toBe(status);
    expect(await answer.text()).not.toContain('what they said');
    expect(app.outside.asked.slice(before).filter(({ path }) => path.includes('Recordings'))).toEqual([]);
  });

  it('is heard once for each token: a link that leaks opens nothing', async () => {
    const headers = { authorization: `Bearer ${app.orgToken({ claims: mayHear() })}` };
    const address = `${app.url}/org/recordings/${key}`;

    const answers = [await fetch(address, { headers }), await fetch(address, { headers })];

    expect(answers.map(({ status }) => status)).toEqual([200, 401]);
    expect((await fetch(`${address}?token=${headers.authorization}`)).status).toBe(401);
  });

  it('is kept by no cache, and is nothing but sound', async () => {
    const { headers } = await asks(mayHear());

    expect(headers.get('cache-control')).toBe('private, no-store');
    expect(headers.get('content-type')).toBe('audio/mpeg');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('vary')).toContain('origin');
  });

  it('tells the browser neither its Twilio address nor its sid, however it is asked', async () => {
    const answers = await Promise.all([
      asks(mayHear()),
      asks(mayHear(), key, 'HEAD'),
      asks({ permissions: ['CTI_Agent'], recording: 'id99' }, 'id99'),
      asks(mayHear(), `..%2F..%2FAccounts`),
    ]);

    for (const answer of answers) {
      const told = JSON.stringify([...answer.headers]) + (await answer.text());
      expect(told).not.toMatch(/twilio|RE[0-9a-f]{32}|AC[0-9a-f]{32}|127\.0\.0\.1/i);
      expect(answer.redirected).toBe(false);
    }
  });

  it('is named to no agent by more than a mark', async () => {
    const page = await openLink(app, await app.session());

    expect(JSON.stringify(page.heard)).not.toMatch(/RE[0-9a-f]{32}|Recordings/);
    page.close();
  });
});
