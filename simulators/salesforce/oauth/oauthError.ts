/** A refusal of the token endpoint: HTTP 400 with `error` and `error_description` (RFC 6749, section 5.2). */
export class OAuthError extends Error {
  readonly code: string;

  constructor(code: string, description: string) {
    super(description);
    this.code = code;
  }
}

export function invalidGrant(description: string): OAuthError {
  return new OAuthError('invalid_grant', description);
}
