import { randomUUID, sign, type KeyObject } from 'node:crypto';
import type { LocalSystem } from '../../../scripts/local/startLocal.ts';
import { orgCertificate } from '../../../simulators/salesforce/apex/orgCertificate.ts';
import { wellKnown } from '../../../simulators/salesforce/index.ts';

/** What is different from a token that opens a session. */
export interface TokenChanges {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly header?: Readonly<Record<string, unknown>>;
  readonly sign?: (signed: Buffer) => Buffer;
}

/** The org's token for the first agent, as its Apex signs it, with `changes`. */
export async function orgToken(system: LocalSystem, changes: TokenChanges = {}): Promise<string> {
  const { org } = system.salesforce;
  const { nonce, audience } = (await (await fetch(`${system.connector.url}/session/nonce`)).json()) as {
    nonce: string;
    audience: string;
  };
  const agent = org.users().find(({ username }) => username === wellKnown.users.agents[0]);
  const issuedAt = Math.floor(Date.now() / 1000);
  const claims = {
    iss: org.id,
    sub: agent?.id,
    aud: audience,
    nonce,
    jti: randomUUID(),
    iat: issuedAt,
    exp: issuedAt + 90,
    name: agent?.name,
    permissions: ['CTI_Agent'],
    ...changes.claims,
  };
  return signedByTheOrg(system, claims, changes);
}

/** A token with these claims, signed with the org's key unless `changes` has another signature. */
export function signedByTheOrg(
  { salesforce: { org } }: LocalSystem,
  claims: Readonly<Record<string, unknown>>,
  changes: Omit<TokenChanges, 'claims'> = {},
): string {
  const { privateKey } = orgCertificate(org.dataFolder);
  const signed = [{ alg: 'RS256', kid: 'CTI_Connector', ...changes.header }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  const signature = (changes.sign ?? signedBy(privateKey))(Buffer.from(signed));
  return `${signed}.${signature.toString('base64url')}`;
}

/** Signs as RS256 asks for. */
export function signedBy(key: KeyObject): (signed: Buffer) => Buffer {
  return (signed) => sign('RSA-SHA256', signed, key);
}

/** Asks the connector for a session. */
export function askForSession(system: LocalSystem, agentToken: unknown): Promise<Response> {
  return fetch(`${system.connector.url}/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ agentToken }),
  });
}
