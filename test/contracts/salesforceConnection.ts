import { createSign, generateKeyPairSync } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { Connection } from 'jsforce';
import { startSalesforce, wellKnown } from '../../simulators/salesforce/index.ts';
import type { SalesforceOptions, SalesforceStandIn } from '../../simulators/salesforce/index.ts';

export const CLIENT_ID = 'connected-app-key';
export const API_VERSION = '66.0';
const JWT_BEARER = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
const strangerKeys = generateKeyPairSync('rsa', { modulusLength: 2048 });

/** Starts a stand-in whose connected app signs with our key and may speak for everybody. */
export function startOrg(options: Partial<SalesforceOptions> = {}): Promise<SalesforceStandIn> {
  const { administrator, agents, integration } = wellKnown.users;
  return startSalesforce({
    port: 0,
    console: false,
    forceApp: fileURLToPath(new URL('salesforceMetadata', import.meta.url)),
    connectedApps: [
      {
        clientId: CLIENT_ID,
        certificate: keys.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
        preAuthorized: [administrator, agents[0], integration],
      },
    ],
    ...options,
  });
}

export interface AssertionClaims {
  readonly iss?: string;
  readonly sub?: string;
  readonly aud?: string;
  readonly exp?: number;
}

/** A signed assertion for the administrator, valid for three minutes, unless the claims say otherwise. */
export function assertionFor(
  org: SalesforceStandIn,
  claims: AssertionClaims = {},
  signer: 'app' | 'stranger' = 'app',
): string {
  const usual = {
    iss: CLIENT_ID,
    sub: wellKnown.users.administrator,
    aud: 'https://login.salesforce.com',
    exp: Math.floor(org.org.now() / 1000) + 180,
  };
  const signed = [{ alg: 'RS256' }, { ...usual, ...claims }]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  const { privateKey } = signer === 'app' ? keys : strangerKeys;
  return `${signed}.${createSign('RSA-SHA256').update(signed).sign(privateKey).toString('base64url')}`;
}

/** A jsforce connection signed in by assertion. */
export async function connect(org: SalesforceStandIn, claims: AssertionClaims = {}): Promise<Connection> {
  const connection = new Connection({ loginUrl: org.url, instanceUrl: org.url, version: API_VERSION });
  await connection.authorize({ grant_type: JWT_BEARER, assertion: assertionFor(org, claims) });
  return connection;
}

/** What the token endpoint answers to an assertion. */
export async function requestToken(
  org: SalesforceStandIn,
  assertion: string,
): Promise<{ status: number; body: unknown }> {
  const body = new URLSearchParams({ grant_type: JWT_BEARER, assertion });
  const response = await fetch(`${org.url}/services/oauth2/token`, { method: 'POST', body });
  return { status: response.status, body: await response.json() };
}

/** The error a promise is rejected with; undefined when it is not. */
export async function rejection(promise: PromiseLike<unknown>): Promise<unknown> {
  return await promise.then(
    () => undefined,
    (error: unknown) => error,
  );
}
