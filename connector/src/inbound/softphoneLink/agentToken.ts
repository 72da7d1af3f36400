import { createPublicKey, verify, type KeyObject } from 'node:crypto';
import type { AgentId } from '../../../../softphone/core/index.ts';

/** An org whose word about its agents is taken. */
export interface TrustedOrg {
  /** The org's 18-character id, as the token's issuer. */
  readonly orgId: string;
  /** PEM of the certificate, or of its public key, that the org signs with. */
  readonly certificate: string;
}

export interface VouchedAgent {
  readonly id: AgentId;
  readonly name: string;
  readonly nonce: string;
  readonly tokenId: string;
  readonly expiresAtMs: number;
}

/** The custom permission that makes a user an agent. */
const AGENT_PERMISSION = 'CTI_Agent';
/** The longest life of a token that is accepted, and the clock difference that is forgiven. */
const LONGEST_LIFE_SECONDS = 120;
const CLOCK_SKEW_SECONDS = 30;
const LONGEST_TOKEN = 4_096;

/**
 * Reads the token that an org's Apex (`Auth.JWS`) signed for one agent.
 *
 * Returns nothing for a token that is forged, foreign, expired, too long-lived, meant for another audience,
 * or of a user who is no agent. Whether it was used before is the caller's question: `nonce` and `tokenId`.
 */
export function createTokenReader(
  org: TrustedOrg,
  audience: string,
): (token: string, nowMs: number) => VouchedAgent | undefined {
  const key = createPublicKey(org.certificate);
  return (token, nowMs) => {
    const claims = token.length <= LONGEST_TOKEN ? verifiedClaims(token, key) : undefined;
    if (claims?.iss !== org.orgId || claims.aud !== audience) return undefined;
    return agentOf(claims, nowMs / 1000);
  };
}

function verifiedClaims(token: string, key: KeyObject): Record<string, unknown> | undefined {
  const [header, payload, signature, ...rest] = token.split('.');
  if (!header || !payload || !signature || rest.length > 0) return undefined;
  if (decode(header)?.alg !== 'RS256') return undefined;
  const signed = Buffer.from(`${header}.${payload}`);
  return verify('RSA-SHA256', signed, key, Buffer.from(signature, 'base64url')) ? decode(payload) : undefined;
}

function agentOf(claims: Record<string, unknown>, nowSeconds: number): VouchedAgent | undefined {
  const { sub, name, nonce, jti, iat, exp, permissions } = claims;
  if (typeof sub !== 'string' || typeof nonce !== 'string' || typeof jti !== 'string') return undefined;
  if (typeof iat !== 'number' || typeof exp !== 'number') return undefined;
  const fresh = exp > nowSeconds && iat <= nowSeconds + CLOCK_SKEW_SECONDS;
  if (!fresh || exp - iat > LONGEST_LIFE_SECONDS + CLOCK_SKEW_SECONDS) return undefined;
  if (!Array.isArray(permissions) || !permissions.includes(AGENT_PERMISSION)) return undefined;
  return {
    id: sub as AgentId,
    name: typeof name === 'string' ? name : sub,
    nonce,
    tokenId: jti,
    expiresAtMs: exp * 1000,
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
