import { sign } from 'node:crypto';
import type { Org, OrgUser } from '../org/org.ts';
import type { ApexClass } from './apexRegistry.ts';
import type { OrgCertificate } from './orgCertificate.ts';

/** Seconds a token is good for. */
const lifeSeconds = 90;

/** The permission set that grants the class ConnectorAuth. */
const agentPermission = 'CTI_Agent';

/**
 * Stands in for the Apex class ConnectorAuth: `issueAgentToken(nonce, audience)` answers a compact RS256 JWS that says
 * who the signed-in user is. Apex Reference, `Auth.JWT` and `Auth.JWS`.
 */
export function connectorAuth(seat: {
  org: Org;
  certificate: OrgCertificate;
  newId: () => string;
}): ApexClass {
  const { org, certificate, newId } = seat;
  return {
    name: 'ConnectorAuth',
    mayUse: (user) => user.permissionSets.includes(agentPermission),
    methods: {
      issueAgentToken: ({ user, params }) => {
        const issuedAt = Math.floor(org.now() / 1000);
        const claims = {
          iss: org.id,
          sub: user.id,
          aud: params.get('audience') ?? '',
          nonce: params.get('nonce') ?? '',
          jti: newId(),
          iat: issuedAt,
          exp: issuedAt + lifeSeconds,
          name: user.name,
          permissions: ownPermissions(user),
        };
        return compactJws({ alg: 'RS256', kid: certificate.name }, claims, certificate);
      },
    },
  };
}

function ownPermissions(user: OrgUser): readonly string[] {
  const names = new Set([...user.customPermissions, ...user.permissionSets]);
  return [...names].filter((name) => name.startsWith('CTI_')).sort();
}

function compactJws(header: object, claims: object, { privateKey }: OrgCertificate): string {
  const signed = [header, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  return `${signed}.${sign('sha256', Buffer.from(signed), privateKey).toString('base64url')}`;
}
