import { createPublicKey, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { Org, OrgUser } from '../org/org.ts';
import { OAuthError, invalidGrant } from './oauthError.ts';

/** A connected app (or external client app) that may sign in without a person. */
export interface ConnectedApp {
  /** The consumer key: `iss` of the assertion. */
  readonly clientId: string;
  /** PEM of the certificate or public key the app signs with. */
  readonly certificate: string;
  /** Usernames an administrator has approved beforehand. */
  readonly preAuthorized: readonly string[];
}

interface JwtBearer {
  readonly org: Org;
  readonly apps: readonly ConnectedApp[];
  /** Accepted as `aud`, besides Salesforce's own login addresses. */
  readonly audiences: readonly string[];
}

interface Claims {
  readonly iss?: unknown;
  readonly sub?: unknown;
  readonly aud?: unknown;
  readonly exp?: unknown;
}

const LOGIN_ADDRESSES = ['https://login.salesforce.com', 'https://test.salesforce.com'];
const CLOCK_SKEW_SECONDS = 30;

/**
 * The user an assertion speaks for.
 *
 * "OAuth 2.0 JWT Bearer Flow for Server-to-Server Integration", Salesforce Help. Throws `OAuthError`.
 */
export function userOfAssertion({ org, apps, audiences }: JwtBearer, assertion: string): OrgUser {
  const { claims, algorithm, signed, signature } = readAssertion(assertion);
  if (algorithm !== 'RS256') throw invalidGrant('algorithm not supported');
  const app = apps.find((one) => one.clientId === claims.iss);
  if (!app) throw new OAuthError('invalid_client_id', 'client identifier invalid');
  if (!verify('RSA-SHA256', signed, keyOf(app), signature)) throw invalidGrant('invalid assertion');

  const accepted = [...LOGIN_ADDRESSES, ...audiences];
  const wanted = [claims.aud].flat().map((audience) => String(audience).replace(/\/$/, ''));
  if (!wanted.some((audience) => accepted.includes(audience))) throw invalidGrant('audience is invalid');
  if (!(expirySeconds(claims.exp) > org.now() / 1000 - CLOCK_SKEW_SECONDS))
    throw invalidGrant('expired authorization code');

  const username = String(claims.sub).toLowerCase();
  const approved = app.preAuthorized.some((one) => one.toLowerCase() === username);
  const user = org.users().find((one) => one.username.toLowerCase() === username);
  if (!user || !approved) throw invalidGrant("user hasn't approved this consumer");
  return user;
}

function readAssertion(assertion: string): {
  claims: Claims;
  algorithm: unknown;
  signed: Buffer;
  signature: Buffer;
} {
  const [header = '', payload = '', signature = '', ...others] = assertion.split('.');
  try {
    if (others.length > 0) throw new Error('more than three parts');
    const parse = (part: string): Record<string, unknown> =>
      JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>;
    return {
      claims: parse(payload),
      algorithm: parse(header).alg,
      signed: Buffer.from(`${header}.${payload}`),
      signature: Buffer.from(signature, 'base64url'),
    };
  } catch {
    throw invalidGrant('invalid assertion');
  }
}

function keyOf(app: ConnectedApp): KeyObject {
  return createPublicKey(app.certificate);
}

/** The sf CLI signs `exp` in milliseconds, which Salesforce accepts too. */
function expirySeconds(exp: unknown): number {
  const number = Number(exp);
  return number > 1e11 ? number / 1000 : number;
}
