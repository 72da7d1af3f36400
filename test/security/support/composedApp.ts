import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks.js';
import { buildApp } from '../../../connector/src/app.ts';
import {
  createVirtualClock,
  type VirtualClock,
} from '../../../connector/src/callCenter/testing/virtualClock.ts';
import { readConfig, type Config } from '../../../connector/src/config.ts';
import { createTestOrg, signedToken } from '../../../connector/src/inbound/identity/testing/orgKeys.ts';
import { completeEnvironment } from '../../../connector/src/testing/completeEnvironment.ts';
import { startOutside, type Outside } from './outside.ts';

export const AGENT_PAGE = 'https://acme--c.vf.force.com';
export const LIGHTNING = 'https://acme.lightning.force.com';
export const ADA = { id: '005000000000001AAA', name: 'Ada Lovelace' };
export const BOB = { id: '005000000000002AAA', name: 'Bob Babbage' };
export const OUR_NUMBER = '+14155550199';

const PUBLIC_URL = 'https://cti.example.com';
const { org, privateKey } = createTestOrg();
const stranger = createTestOrg();

export interface TokenChanges {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly alg?: string;
  /** Signed with the key of another org. */
  readonly forged?: boolean;
}

export interface WebhookChanges {
  readonly signature?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The whole connector as `main.ts` composes it, listening, with nobody outside but who notes what is asked. */
export interface ComposedApp {
  readonly http: FastifyInstance;
  readonly config: Config;
  readonly environment: Readonly<Record<string, string>>;
  readonly url: string;
  readonly port: number;
  readonly clock: VirtualClock;
  readonly outside: Outside;
  readonly problems: { readonly code: string; readonly ids: object }[];
  /** A token as the org's Apex signs it for an agent, with a fresh nonce. */
  agentToken(changes?: TokenChanges): Promise<string>;
  /** A token as the org's Apex signs it for one request of the org API. */
  orgToken(changes?: TokenChanges): string;
  askForSession(agentToken: unknown, headers?: Readonly<Record<string, string>>): Promise<Response>;
  /** A session that pages of `AGENT_PAGE` have. */
  session(claims?: Readonly<Record<string, unknown>>): Promise<string>;
  /** Posts a form as Twilio does. */
  webhook(path: string, form: Readonly<Record<string, string>>, changes?: WebhookChanges): Promise<Response>;
  stop(): Promise<void>;
}

export async function startComposedApp(changes: Record<string, string> = {}): Promise<ComposedApp> {
  const folder = mkdtempSync(join(tmpdir(), 'cti-security-'));
  const outside = await startOutside();
  const environment = {
    ...completeEnvironment,
    CONNECTOR_PUBLIC_URL: PUBLIC_URL,
    CONNECTOR_DATABASE: join(folder, 'connector.sqlite'),
    CONNECTOR_SESSION_SECRET: randomBytes(32).toString('hex'),
    CONNECTOR_ALLOWED_ORIGINS: AGENT_PAGE,
    CONNECTOR_ORG_ORIGINS: LIGHTNING,
    SALESFORCE_ORG_ID: org.orgId,
    SALESFORCE_ORG_CERTIFICATE: org.certificate,
    SALESFORCE_LOGIN_URL: outside.url,
    TWILIO_AUTH_TOKEN: randomBytes(16).toString('hex'),
    TWILIO_API_KEY_SECRET: randomBytes(16).toString('hex'),
    TWILIO_API_URL: outside.url,
    ...changes,
  };
  const config = readConfig(environment);
  const clock = createVirtualClock();
  const problems: ComposedApp['problems'] = [];
  let lastId = 0;
  const app = await buildApp(config, {
    clock,
    ids: { next: () => `id${++lastId}` },
    journal: { note: () => undefined, problem: (code, ids) => void problems.push({ code, ids }) },
  });
  await app.http.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.http.server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  let tokens = 0;

  const signed = (claims: Record<string, unknown>, { alg = 'RS256', forged, ...more }: TokenChanges) => {
    const seconds = clock.now() / 1000;
    const usual = { iss: org.orgId, sub: ADA.id, name: ADA.name, iat: seconds, exp: seconds + 90 };
    const key = forged ? stranger.privateKey : privateKey;
    return signedToken(
      { ...usual, jti: `token-${++tokens}`, ...claims, ...more.claims },
      { privateKey: key, alg },
    );
  };

  const composed: ComposedApp = {
    http: app.http,
    config,
    environment,
    url,
    port,
    clock,
    outside,
    problems,
    async agentToken(tokenChanges = {}) {
      const { nonce, audience } = (await (await fetch(`${url}/session/nonce`)).json()) as {
        nonce: string;
        audience: string;
      };
      return signed({ nonce, aud: audience, permissions: ['CTI_Agent'] }, tokenChanges);
    },
    orgToken: (tokenChanges = {}) =>
      signed({ aud: `${PUBLIC_URL}/org`, permissions: ['CTI_Admin'] }, tokenChanges),
    askForSession: (agentToken, headers = { origin: AGENT_PAGE }) =>
      fetch(`${url}/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ agentToken }),
      }),
    async session(claims = {}) {
      const answer = await composed.askForSession(await composed.agentToken({ claims }));
      return ((await answer.json()) as { session: string }).session;
    },
    webhook(path, form, { headers = {}, ...given } = {}) {
      const right = getExpectedTwilioSignature(config.twilio.authToken, PUBLIC_URL + path, { ...form });
      const signature = 'signature' in given ? given.signature : right;
      return fetch(url + path, {
        method: 'POST',
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          ...(signature !== undefined && { 'x-twilio-signature': signature }),
          ...headers,
        },
        body: new URLSearchParams(form).toString(),
      });
    },
    async stop() {
      // What waits for its time ends when that has come.
      const ending = new AbortController();
      const stopping = app.stop().finally(() => ending.abort());
      while (!ending.signal.aborted) {
        clock.advance(60_000);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      await stopping;
      await outside.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return composed;
}

export const sid = (prefix: string, digit = '1') => prefix + digit.repeat(32);

/** The form of a call to one of our numbers. */
export const incoming = {
  CallSid: sid('CA'),
  From: '+14155550100',
  To: OUR_NUMBER,
  CallStatus: 'ringing',
};
