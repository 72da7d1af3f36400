import { sign } from 'node:crypto';
import type { Org } from '../org/org.ts';
import { type ApexClass, ApexFailure } from './apexRegistry.ts';
import type { CodeAccess } from './codeAccess.ts';
import type { OrgCertificate } from './orgCertificate.ts';

/** Seconds a token is good for. */
const lifeSeconds = 90;

/** Custom permissions the connector asks about. */
const ownPermissions = ['CTI_Agent', 'CTI_Supervisor', 'CTI_Admin'];

const longestNonce = 512;

/**
 * Stands in for the Apex class ConnectorAuth: `issueAgentToken(nonce, audience)` answers a compact RS256 JWS that says
 * who the signed-in user is. Apex Reference, `Auth.JWT` and `Auth.JWS`.
 */
export function connectorAuth(seat: {
  org: Org;
  certificate: OrgCertificate;
  access: CodeAccess;
  newId: () => string;
}): ApexClass {
  const { org, certificate, access, newId } = seat;
  return {
    name: 'ConnectorAuth',
    mayUse: (user) => access.mayUse(user, 'apexClass', 'ConnectorAuth'),
    methods: {
      issueAgentToken: ({ user, params }) => {
        const nonce = params.get('nonce') ?? '';
        if (nonce.trim() === '' || nonce.length > longestNonce) {
          throw new ApexFailure(`The nonce must have 1 to ${longestNonce} characters.`);
        }
        const issuedAt = Math.floor(org.now() / 1000);
        const claims = {
          iss: org.id,
          sub: user.id,
          aud: params.get('audience') ?? '',
          nonce,
          jti: newId(),
          iat: issuedAt,
          exp: issuedAt + lifeSeconds,
          name: user.name,
          permissions: ownPermissions.filter((name) => user.customPermissions.includes(name)),
        };
        return compactJws({ alg: 'RS256', kid: certificate.name }, claims, certificate);
      },
    },
  };
}

function compactJws(header: object, claims: object, { privateKey }: OrgCertificate): string {
  const signed = [header, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  return `${signed}.${sign('sha256', Buffer.from(signed), privateKey).toString('base64url')}`;
}
