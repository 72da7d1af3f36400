import { createPublicKey, verify, type KeyObject } from 'node:crypto';

/** An org whose word about its users is taken. */
export interface TrustedOrg {
  /** The org's 18-character id, as the token's issuer. */
  readonly orgId: string;
  /** PEM of the certificate, or of its public key, that the org signs with. */
  readonly certificate: string;
}

/** What a token of the org says about one of its users. */
export interface OrgToken {
  readonly userId: string;
  readonly name: string;
  /** Custom permissions of the user, such as `CTI_Agent`. */
  readonly permissions: readonly string[];
  readonly tokenId: string;
  readonly expiresAtMs: number;
  /** Every claim, for those that only one door knows. */
  readonly claims: Readonly<Record<string, unknown>>;
}

/** The longest life of a token that is accepted, and the clock difference that is forgiven. */
const LONGEST_LIFE_SECONDS = 120;
const CLOCK_SKEW_SECONDS = 30;
const LONGEST_TOKEN = 4_096;

/**
 * Reads the token that an org's Apex (`Auth.JWS`) signed for one of its users.
 *
 * Returns nothing for a token that is forged, foreign, expired, too long-lived, or meant for another audience.
 * Whether it was used before, and what its user may do, are the caller's questions.
 */
export function createOrgTokenReader(
  org: TrustedOrg,
  audience: string,
): (token: string, nowMs: number) => OrgToken | undefined {
  const key = createPublicKey(org.certificate);
  return (token, nowMs) => {
    const claims = token.length <= LONGEST_TOKEN ? verifiedClaims(token, key) : undefined;
    if (claims?.iss !== org.orgId || claims.aud !== audience) return undefined;
    return orgTokenOf(claims, nowMs / 1000);
  };
}

function verifiedClaims(token: string, key: KeyObject): Record<string, unknown> | undefined {
  const [header, payload, signature, ...rest] = token.split('.');
  if (!header || !payload || !signature || rest.length > 0) return undefined;
  if (decode(header)?.alg !== 'RS256') return undefined;
  const signed = Buffer.from(`${header}.${payload}`);
  return verify('RSA-SHA256', signed, key, Buffer.from(signature, 'base64url')) ? decode(payload) : undefined;
}

function orgTokenOf(claims: Record<string, unknown>, nowSeconds: number): OrgToken | undefined {
  const { sub, name, jti, iat, exp, permissions } = claims;
  if (typeof sub !== 'string' || typeof jti !== 'string') return undefined;
  if (typeof iat !== 'number' || typeof exp !== 'number') return undefined;
  const fresh = exp > nowSeconds && iat <= nowSeconds + CLOCK_SKEW_SECONDS;
  if (!fresh || exp - iat > LONGEST_LIFE_SECONDS + CLOCK_SKEW_SECONDS) return undefined;
  return {
    userId: sub,
    name: typeof name === 'string' ? name : sub,
    permissions: Array.isArray(permissions) ? permissions.filter((each) => typeof each === 'string') : [],
    tokenId: jti,
    expiresAtMs: exp * 1000,
    claims,
  };
}

function decode(part: string): Record<string, unknown> | undefined {
  try {
    const content: unknown = JSON.parse(Buffer.from(part, 'base64url').toString());
    return typeof content === 'object' && content !== null ? (content as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
