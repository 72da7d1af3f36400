import { sign } from 'node:crypto';
import type { Org, OrgUser } from '../org/org.ts';
import { SYSTEM } from '../org/people.ts';
import { ApexFailure } from './apexRegistry.ts';
import type { OrgCertificate } from './orgCertificate.ts';

/** What signs, and for which org. */
export interface TokenSeat {
  readonly org: Org;
  readonly certificate: OrgCertificate;
  /** Ids of tokens. */
  readonly newId: () => string;
}

/** A record of the custom metadata type Connector. */
export interface Connector {
  readonly name: string;
  readonly audience: string;
  readonly certificate: string;
}

/** Custom permissions the connector asks about. */
const ownPermissions = ['CTI_Agent', 'CTI_Supervisor', 'CTI_Admin'];

/** Who asks, for so many seconds; `audience` is the address that will take the token. */
export function claimsFor(
  { org, newId }: TokenSeat,
  user: OrgUser,
  { audience, seconds }: { audience: string; seconds: number },
): Record<string, unknown> {
  const issuedAt = Math.floor(org.now() / 1000);
  return {
    iss: org.id,
    sub: user.id,
    aud: audience,
    jti: newId(),
    iat: issuedAt,
    exp: issuedAt + seconds,
    name: user.name,
    permissions: ownPermissions.filter((name) => user.customPermissions.includes(name)),
  };
}

/** A compact JWS, RS256: Apex Reference, `Auth.JWS`. */
export function signedToken({ certificate }: TokenSeat, claims: object): string {
  const signed = [{ alg: 'RS256', kid: certificate.name }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  return `${signed}.${sign('sha256', Buffer.from(signed), certificate.privateKey).toString('base64url')}`;
}

/** The connectors that the org vouches to; none in an org without the type. */
export function connectorsOf(org: Org): readonly Connector[] {
  if (!org.schema.object('Connector__mdt')) return [];
  const { records } = org.query(
    'SELECT DeveloperName, Audience__c, Certificate__c FROM Connector__mdt ORDER BY DeveloperName',
    SYSTEM,
  );
  return records.map((record) => ({
    name: String(record['DeveloperName']),
    audience: String(record['Audience__c']),
    certificate: String(record['Certificate__c']),
  }));
}

/** The connector that the org's own pages ask: the one named Default, else the only one. */
export function ownConnector(org: Org): Connector {
  const connectors = connectorsOf(org);
  const own =
    connectors.find(({ name }) => name === 'Default') ??
    (connectors.length === 1 ? connectors[0] : undefined);
  if (!own) {
    throw new ApexFailure('This org has no Connector named Default: add it under Custom Metadata Types.');
  }
  return own;
}
