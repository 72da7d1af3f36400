import { randomBytes } from 'node:crypto';
import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openLink, type PageSocket } from './support/agentSocket.ts';
import { LIGHTNING, startComposedApp, type ComposedApp } from './support/composedApp.ts';

const root = join(import.meta.dirname, '../..');
const METRICS_TOKEN = 'the token of the metrics of this test ...';
const OPERATOR_TOKEN = 'the token of the operators of this test .';
const DATA_KEY = randomBytes(32).toString('base64');

let app: ComposedApp;
let page: PageSocket;

beforeAll(async () => {
  app = await startComposedApp({
    CONNECTOR_METRICS_TOKEN: METRICS_TOKEN,
    CONNECTOR_OPERATOR_TOKEN: OPERATOR_TOKEN,
    CONNECTOR_DATA_KEY: DATA_KEY,
  });
  page = await openLink(app, await app.session({ permissions: ['CTI_Agent', 'CTI_Supervisor'] }));
});

afterAll(async () => {
  page.close();
  await app.stop();
});

/** Every secret that the connector was told, in the spellings in which it could leak. */
function spellings(): readonly string[] {
  const { twilio, salesforce, sessionSecret } = app.config;
  const body = salesforce.privateKey.replaceAll(/-----.*-----|\s/g, '');
  const told = [METRICS_TOKEN, OPERATOR_TOKEN, DATA_KEY];
  const secrets = [twilio.authToken, twilio.apiKeySecret, sessionSecret, ...told, body.slice(100, 160)];
  const basic = Buffer.from(`${twilio.accountSid}:${twilio.authToken}`).toString('base64');
  return [
    basic,
    ...secrets.flatMap((secret) =>
      (['utf8', 'base64', 'base64url', 'hex'] as const).map((spelling) =>
        Buffer.from(secret).toString(spelling).replace(/=+$/, ''),
      ),
    ),
  ];
}

const leaksIn = (text: string) => spellings().filter((secret) => text.includes(secret));

describe('what a browser gets of the connector', () => {
  it('holds no secret: welcome, settings, session, answers', async () => {
    page.say({ type: 'searchDirectory', searchId: 's', text: 'Support' });
    await page.hears('directory');
    const told = [
      JSON.stringify(page.heard),
      await (await app.askForSession(await app.agentToken())).text(),
      await (await fetch(`${app.url}/session/nonce`)).text(),
      await (await fetch(`${app.url}/ready`)).text(),
      await (
        await fetch(`${app.url}/org/setup`, {
          headers: { origin: LIGHTNING, authorization: `Bearer ${app.orgToken()}` },
        })
      ).text(),
    ].join('\n');

    expect(spellings().filter((secret) => secret.length < 12)).toEqual([]);
    expect(told).toContain('"type":"welcome"');
    expect(leaksIn(told)).toEqual([]);
  });

  it('holds no secret inside what is sealed and signed', async () => {
    page.say({ type: 'voiceToken' });
    const { token } = await page.hears('voiceToken');
    const inside = [String(token), await app.session()]
      .flatMap((text) => text.split('.'))
      .map((part) => Buffer.from(part, 'base64url').toString());

    expect(leaksIn(inside.join('\n'))).toEqual([]);
  });

  it('lets an agent make and take calls as this agent, for an hour, and nothing else', async () => {
    page.say({ type: 'voiceToken' });
    const { token } = await page.hears('voiceToken');
    const claims = JSON.parse(
      Buffer.from(String(token).split('.')[1] ?? '', 'base64url').toString(),
    ) as Record<string, unknown> & { iat: number; exp: number };

    expect(claims['grants']).toEqual({
      identity: '005000000000001AAA',
      voice: {
        incoming: { allow: true },
        outgoing: { application_sid: app.config.twilio.applicationSid },
      },
    });
    expect(claims.exp - claims.iat).toBe(3_600);
  });
});

describe('what is installed in the org', () => {
  const installed = globSync('force-app/main/default/**/*', { cwd: root }).filter((file) =>
    statSync(join(root, file)).isFile(),
  );

  it('holds no secret, no account and no key: bundles, call center, pages, settings', () => {
    expect(installed.some((file) => file.endsWith('.callCenter-meta.xml'))).toBe(true);
    for (const file of installed.filter((each) => !/\/__tests__\/|\/testing\//.test(each))) {
      const text = readFileSync(join(root, file), 'latin1');

      expect([file, leaksIn(text)]).toEqual([file, []]);
      expect([file, /-----BEGIN (?:\w+ )*PRIVATE KEY|\b(?:AC|SK)[0-9a-f]{32}\b/.exec(text)?.[0]]).toEqual([
        file,
        undefined,
      ]);
    }
  });

  it('tells the call center where the connector is, and how the softphone looks, alone', () => {
    const [file = ''] = installed.filter((each) => each.endsWith('.callCenter-meta.xml'));
    const labels = [...readFileSync(join(root, file), 'utf8').matchAll(/<label>([^<]*)<\/label>/g)];

    expect(labels.filter(([, label = '']) => /secret|password|token|key|auth/i.test(label))).toEqual([]);
  });
});
