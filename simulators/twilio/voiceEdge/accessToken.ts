import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a valid Voice access token says. */
export interface AccessClaims {
  readonly identity: string;
  /** Seconds from now to the token's end. */
  readonly ttlSeconds: number;
  readonly expiresAt: number;
  readonly incomingAllowed: boolean;
  /** The TwiML app that answers outgoing calls; without it none are allowed. */
  readonly applicationSid: string | undefined;
}

/** A refusal with the code that the SDK maps to its own errors (Twilio's "Voice SDK error codes"). */
export interface TokenRefusal {
  readonly code: 31201 | 31202 | 31203 | 31204 | 31205 | 31207 | 31105;
  readonly message: string;
}

export interface TokenCheck {
  readonly accountSid: string;
  readonly keySecret: (apiKeySid: string) => string | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
}

const longestLifeSeconds = 86_400;
const clockSkewSeconds = 5;

/** Reads an access token (JWT, HS256 with the API key's secret; Twilio docs: "Access Tokens"). */
export function verifyAccessToken(token: string, check: TokenCheck): AccessClaims | TokenRefusal {
  const [head, body, signature] = token.split('.');
  const header = parse(head);
  const claims = parse(body);
  if (!header || !claims || !signature || header.alg !== 'HS256' || header.cty !== 'twilio-fpa;v=1') {
    return { code: 31204, message: 'JWT is invalid' };
  }
  const secret = typeof claims.iss === 'string' ? check.keySecret(claims.iss) : undefined;
  if (claims.sub !== check.accountSid || secret === undefined) {
    return { code: 31203, message: 'No valid account' };
  }
  if (!signedWith(secret, `${head ?? ''}.${body ?? ''}`, signature)) {
    return { code: 31202, message: 'JWT signature validation failed' };
  }
  return datesRefused(claims, check.now) ?? grantOf(claims, check.now);
}

export function isRefusal(result: AccessClaims | TokenRefusal): result is TokenRefusal {
  return 'code' in result;
}

function datesRefused(claims: Json, nowMs: number): TokenRefusal | undefined {
  const now = nowMs / 1000;
  const { exp, nbf, iat } = claims;
  if (typeof exp !== 'number' || exp <= now) return { code: 31205, message: 'JWT token expired' };
  if (typeof nbf === 'number' && nbf > now + clockSkewSeconds) {
    return { code: 31204, message: 'JWT is not valid yet' };
  }
  const start = [nbf, iat, now].find((each) => typeof each === 'number') ?? now;
  if (exp - start > longestLifeSeconds) {
    return { code: 31207, message: 'JWT token expiration too long' };
  }
  return undefined;
}

function grantOf(claims: Json, nowMs: number): AccessClaims | TokenRefusal {
  const grants = asJson(claims.grants);
  const voice = asJson(grants?.voice);
  const identity = grants?.identity;
  if (!voice || typeof identity !== 'string' || identity === '') {
    return { code: 31201, message: 'Authorization error: the token has no voice grant or no identity' };
  }
  if (!/^[\w.\-+@%~ ]{1,121}$/.test(identity)) return { code: 31105, message: 'Invalid client name' };
  const expiresAt = Number(claims.exp) * 1000;
  const applicationSid = asJson(voice.outgoing)?.application_sid;
  return {
    identity,
    expiresAt,
    ttlSeconds: Math.round((expiresAt - nowMs) / 1000),
    incomingAllowed: asJson(voice.incoming)?.allow === true,
    applicationSid: typeof applicationSid === 'string' ? applicationSid : undefined,
  };
}

function signedWith(secret: string, signed: string, signature: string): boolean {
  const expected = createHmac('sha256', secret).update(signed).digest();
  const given = Buffer.from(signature, 'base64url');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

type Json = Readonly<Record<string, unknown>>;

function parse(part: string | undefined): Json | undefined {
  try {
    return asJson(JSON.parse(Buffer.from(part ?? '', 'base64url').toString()));
  } catch {
    return undefined;
  }
}

function asJson(value: unknown): Json | undefined {
  return typeof value === 'object' && value !== null ? (value as Json) : undefined;
}
