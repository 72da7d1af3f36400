import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import type { TrustedOrg } from '../orgToken.ts';

/** An org in a test: what the connector knows of it, and the key it signs with. */
export interface TestOrg {
  readonly org: TrustedOrg;
  readonly privateKey: KeyObject;
}

export function createTestOrg(): TestOrg {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const certificate = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  return { org: { orgId: '00D000000000001AAA', certificate }, privateKey };
}

/** A token with these claims, signed as `Auth.JWS` does. */
export function signedToken(
  claims: object,
  { privateKey, alg = 'RS256' }: { privateKey: KeyObject; alg?: string },
) {
  const part = (content: object) => Buffer.from(JSON.stringify(content)).toString('base64url');
  const body = `${part({ alg, typ: 'JWT' })}.${part(claims)}`;
  return `${body}.${sign('RSA-SHA256', Buffer.from(body), privateKey).toString('base64url')}`;
}
