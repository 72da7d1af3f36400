/** A refusal of the org API: `code` for pages, `message` says what to do. */
export class OrgApiError extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.name = 'OrgApiError';
    this.status = status;
    this.code = code;
  }
}
