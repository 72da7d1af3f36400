import { createSign, generateKeyPairSync } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe } from '@jest/globals';
import { Connection } from 'jsforce';
import { startSalesforce, wellKnown } from '../../simulators/salesforce/index.ts';
import type { SalesforceOptions, SalesforceStandIn } from '../../simulators/salesforce/index.ts';
import { addCustomers, removeSince } from './salesforceCustomers.ts';

/** The org under contract: a fresh stand-in, or the real org of `SALESFORCE_CONTRACT_*`. */
export interface ContractOrg {
  readonly url: string;
  /** Undefined when the org is real. */
  readonly standIn: SalesforceStandIn | undefined;
  /** Number of the well-known case; other records are known by name. */
  readonly caseNumber: string;
  stop(): Promise<void>;
}

interface RealOrg {
  readonly loginUrl: string;
  readonly clientId: string;
  readonly username: string;
  readonly privateKey: string;
}

export const API_VERSION = '66.0';
const JWT_BEARER = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
const realOrg = readRealOrg(process.env);
const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
const strangerKeys = generateKeyPairSync('rsa', { modulusLength: 2048 });
const clientId = realOrg?.clientId ?? 'connected-app-key';
const username = realOrg?.username ?? wellKnown.users.administrator;

/** Cases that need levers or people which a real org has not. */
export const describeInStandIn: typeof describe = realOrg ? (describe.skip as typeof describe) : describe;

/** Milliseconds that loading the customers into a real org and finding them by search may take. */
export const START_TIMEOUT_MS = realOrg ? 600_000 : 30_000;

/**
 * Starts a stand-in whose connected app signs with our key and may speak for everybody. A real org gets the well-known
 * customers when they are asked for, and loses at the end whatever its user has made since.
 */
export async function startOrg(
  options: Partial<SalesforceOptions> & { readonly customers?: true } = {},
): Promise<ContractOrg> {
  const { customers, ...ofStandIn } = options;
  if (realOrg) return await startRealOrg(realOrg, customers === true);
  const standIn = await startStandIn(ofStandIn);
  return {
    url: standIn.url,
    standIn,
    caseNumber: wellKnown.case.caseNumber,
    stop: () => standIn.stop(),
  };
}

async function startRealOrg({ loginUrl }: RealOrg, customers: boolean): Promise<ContractOrg> {
  const org = { url: loginUrl, standIn: undefined };
  const startedAt = new Date();
  const connection = await connect(org);
  return {
    ...org,
    caseNumber: customers ? await addCustomers(connection) : '',
    stop: () => removeSince(connection, startedAt),
  };
}

async function startStandIn(options: Partial<SalesforceOptions>): Promise<SalesforceStandIn> {
  const { administrator, agents, integration } = wellKnown.users;
  return await startSalesforce({
    port: 0,
    console: false,
    forceApp: fileURLToPath(new URL('salesforceMetadata', import.meta.url)),
    connectedApps: [
      {
        clientId,
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

type SignedOrg = Pick<ContractOrg, 'url' | 'standIn'>;

/** A signed assertion for the administrator, valid for three minutes, unless the claims say otherwise. */
export function assertionFor(
  org: SignedOrg,
  claims: AssertionClaims = {},
  signer: 'app' | 'stranger' = 'app',
): string {
  const usual = {
    iss: clientId,
    sub: username,
    aud: /test\.|sandbox|scratch/.test(org.url)
      ? 'https://test.salesforce.com'
      : 'https://login.salesforce.com',
    exp: Math.floor((org.standIn?.org.now() ?? Date.now()) / 1000) + 180,
  };
  const signed = [{ alg: 'RS256' }, { ...usual, ...claims }]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  const privateKey = signer === 'app' ? (realOrg?.privateKey ?? keys.privateKey) : strangerKeys.privateKey;
  return `${signed}.${createSign('RSA-SHA256').update(signed).sign(privateKey).toString('base64url')}`;
}

/** A jsforce connection signed in by assertion. */
export async function connect(org: SignedOrg, claims: AssertionClaims = {}): Promise<Connection> {
  const connection = new Connection({ loginUrl: org.url, instanceUrl: org.url, version: API_VERSION });
  await connection.authorize({ grant_type: JWT_BEARER, assertion: assertionFor(org, claims) });
  return connection;
}

/** What the token endpoint answers to an assertion. */
export async function requestToken(
  org: SignedOrg,
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

function readRealOrg(environment: NodeJS.ProcessEnv): RealOrg | undefined {
  const read = (name: string): string => environment[`SALESFORCE_CONTRACT_${name}`] ?? '';
  const [loginUrl, key] = [read('LOGIN_URL').replace(/\/$/, ''), read('PRIVATE_KEY')];
  if (loginUrl === '') return undefined;
  return {
    loginUrl,
    clientId: read('CLIENT_ID'),
    username: read('USERNAME'),
    privateKey: existsSync(key) ? readFileSync(key, 'utf8') : key.replaceAll('\\n', '\n'),
  };
}
