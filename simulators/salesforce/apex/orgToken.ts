import type { OrgUser } from '../org/org.ts';
import { type ApexClass, ApexFailure, type AuraCall } from './apexRegistry.ts';
import { claimsFor, ownConnector, signedToken, type TokenSeat } from './connectorToken.ts';

/** Seconds a token is good for. */
const lifeSeconds = 90;

/** A token, and the address that takes it. */
interface Pass {
  readonly token: string;
  readonly address: string;
}

/** Stands in for the Apex class OrgToken: opens the connector's org API to pages of the org. */
export function orgToken(seat: TokenSeat): ApexClass {
  return { name: 'OrgToken', auraMethods: { issue: ({ user }) => passWith(seat, user, {}) } };
}

/** Stands in for the Apex class CallRecordings: a token for the recording of a call that the user may read. */
export function callRecordings(seat: TokenSeat): ApexClass {
  return { name: 'CallRecordings', auraMethods: { link: (call) => linkOf(seat, call) } };
}

function passWith(seat: TokenSeat, user: OrgUser, more: object): Pass {
  const address = `${ownConnector(seat.org).audience}/org`;
  const claims = claimsFor(seat, user, { audience: address, seconds: lifeSeconds });
  return { address, token: signedToken(seat, { ...claims, ...more }) };
}

function linkOf(seat: TokenSeat, { user, params }: AuraCall): Pass {
  const { key } = params;
  const logs =
    typeof key === 'string' && key !== ''
      ? seat.org.query(
          `SELECT Interaction_Key__c FROM Task WHERE Interaction_Key__c = '${key.replace(/[\\']/g, '\\$&')}' LIMIT 1`,
          user.id,
        ).records
      : [];
  if (logs.length === 0) throw new ApexFailure('This call is not in the org, or you may not see it.');
  const recording = String(logs[0]?.['Interaction_Key__c']);
  const { token, address } = passWith(seat, user, { recording });
  return { token, address: `${address}/recordings/${encodeURIComponent(recording)}` };
}
