import type { Instant } from '../../../../softphone/core/index.ts';
import type { Clock } from '../../callCenter/ports/clock.ts';
import type { Store } from '../../callCenter/ports/store.ts';
import { createOrgTokenReader, type TrustedOrg } from '../identity/orgToken.ts';
import { createAllowance } from '../limits/allowance.ts';
import { TOO_MANY_REQUESTS } from '../limits/tooMany.ts';
import { OrgApiError } from './orgApiError.ts';

export type CtiPermission = 'CTI_Admin' | 'CTI_Supervisor' | 'CTI_Agent';

/** A user of the org who asks, as the org's token says. */
export interface Visitor {
  readonly userId: string;
  /** The log key of the one recording that this token opens. */
  readonly recording?: string;
}

export interface VisitorParts {
  readonly org: TrustedOrg;
  /** The address of the org API: a token for another place opens nothing here. */
  readonly audience: string;
  readonly store: Pick<Store, 'rememberOnce'>;
  readonly clock: Clock;
}

/** Finds out who asks. */
export interface Visitors {
  /**
   * The user whose token is in the `Authorization` header, who has at least one of `permissions`.
   * A token is good for one request. Rejects with `OrgApiError`.
   */
  admit(authorization: string | undefined, permissions: readonly CtiPermission[]): Promise<Visitor>;
}

const REQUESTS_PER_MINUTE = 120;

export function createVisitors({ org, audience, store, clock }: VisitorParts): Visitors {
  const read = createOrgTokenReader(org, audience);
  const allowance = createAllowance(clock, { atOnce: REQUESTS_PER_MINUTE, perMinute: REQUESTS_PER_MINUTE });

  return {
    async admit(authorization, permissions) {
      const [, bearer] = /^Bearer (\S+)$/.exec(authorization ?? '') ?? [];
      if (bearer === undefined) throw tokenMissing();
      const token = read(bearer, clock.now());
      if (!token) throw tokenRefused();
      if (!(await store.rememberOnce('orgToken', token.tokenId, token.expiresAtMs as Instant))) {
        throw tokenUsed();
      }
      const waitSeconds = allowance.take(token.userId);
      if (waitSeconds !== undefined) throw new TooManyRequestsError(waitSeconds);
      if (!permissions.some((permission) => token.permissions.includes(permission))) {
        throw permissionMissing(permissions);
      }
      const { recording } = token.claims;
      return { userId: token.userId, ...(typeof recording === 'string' && { recording }) };
    },
  };
}

export class TooManyRequestsError extends OrgApiError {
  readonly retryAfterSeconds: number;

  constructor(retryAfterSeconds: number) {
    super(429, TOO_MANY_REQUESTS, `Ask again in ${retryAfterSeconds} s.`);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

const tokenMissing = () =>
  new OrgApiError(401, 'TOKEN_MISSING', 'Send "Authorization: Bearer" with a token of the org.');

const tokenRefused = () =>
  new OrgApiError(
    401,
    'TOKEN_REFUSED',
    'Ask the org for a new token. If that is refused too, compare SALESFORCE_ORG_ID, SALESFORCE_ORG_CERTIFICATE, CONNECTOR_SOFTPHONE_URL and the clock with the org.',
  );

const tokenUsed = () =>
  new OrgApiError(401, 'TOKEN_USED', 'A token is good for one request. Ask the org for another one.');

const permissionMissing = (permissions: readonly CtiPermission[]) =>
  new OrgApiError(403, 'PERMISSION_MISSING', `Only users with ${permissions.join(' or ')} may ask this.`);
