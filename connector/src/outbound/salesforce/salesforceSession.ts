import { sign } from 'node:crypto';
import { Connection } from 'jsforce/lib/connection.js';
import { setDefaults } from 'jsforce/lib/request.js';
import { CrmError } from '../../callCenter/ports/crm.ts';
import type { OutsideRequest, RequestCounter } from '../../callCenter/ports/requestCounter.ts';

export interface SalesforceAccess {
  /** Where the integration user signs in. */
  readonly loginUrl: string;
  /** Consumer key of the External Client App. */
  readonly clientId: string;
  readonly username: string;
  /** PEM of the key that belongs to the app's certificate. */
  readonly privateKey: string;
}

/** API calls of the org in the last 24 hours, and how many it may make. */
export interface ApiUsage {
  readonly used: number;
  readonly allowed: number;
}

export interface SalesforceSession {
  /**
   * Runs `work` with a signed-in connection, once more after a new sign-in when the session has run out.
   * Rejects with `CrmError` `CRM_UNAVAILABLE` when Salesforce cannot be used, else with jsforce's own error.
   */
  use<Result>(work: (connection: Connection) => Promise<Result>): Promise<Result>;
  /** API calls made so far, sign-ins not counted. */
  apiCalls(): number;
  /** As the org said last, with the answer to any call: its own calls, and those of others. */
  usage(): ApiUsage | undefined;
}

const API_VERSION = '66.0';
const ASSERTION_LIFE_SECONDS = 180;
const TIMEOUT_MS = 10_000;
const GRANT = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

/** Failures that pass: the work is worth another try later. */
const PASSING = new Set([
  'REQUEST_LIMIT_EXCEEDED',
  'UNABLE_TO_LOCK_ROW',
  'SERVER_UNAVAILABLE',
  'INVALID_SESSION_ID',
  'ERROR_HTTP_500',
  'ERROR_HTTP_502',
  'ERROR_HTTP_503',
  'ERROR_HTTP_504',
]);

/**
 * Signs in with the OAuth 2.0 JWT bearer flow (Salesforce Help: "OAuth 2.0 JWT Bearer Flow for Server-to-Server
 * Integration"). There is no refresh token: a session that has run out is replaced by a new assertion, once for
 * all who wait. jsforce's own refresh and retries stay off, because they go on for ever after a permanent 401.
 */
export function openSalesforceSession(
  access: SalesforceAccess,
  nowMs: () => number,
  count: RequestCounter = () => undefined,
): SalesforceSession {
  setDefaults({ timeout: TIMEOUT_MS, retry: { maxRetries: 0 } });
  let signedIn: Promise<Connection> | undefined;
  let calls = 0;
  let usage: ApiUsage | undefined;

  async function signIn(): Promise<Connection> {
    const connection = new Connection({ loginUrl: access.loginUrl, version: API_VERSION });
    await connection.authorize({ grant_type: GRANT, assertion: assertionOf(access, nowMs()) });
    return connection;
  }

  async function connected(stale?: Connection): Promise<Connection> {
    if (stale && signedIn && (await signedIn) === stale) signedIn = undefined;
    signedIn ??= counted(signIn, 'signInRefused').catch((cause: unknown) => {
      signedIn = undefined;
      throw new CrmError('CRM_UNAVAILABLE', { cause, detail: `sign-in refused, ${errorCodeOf(cause)}` });
    });
    return signedIn;
  }

  async function counted<Result>(
    request: () => Promise<Result>,
    refusal: OutsideRequest['result'] = 'refused',
  ): Promise<Result> {
    const begunAt = performance.now();
    const tell = (result: OutsideRequest['result']) =>
      count({ to: 'crm', result, seconds: (performance.now() - begunAt) / 1000 });
    try {
      const answer = await request();
      tell('ok');
      return answer;
    } catch (failure) {
      const result = resultOf(failure);
      tell(result === 'refused' ? refusal : result);
      throw failure;
    }
  }

  async function attempt<Result>(connection: Connection, work: (connection: Connection) => Promise<Result>) {
    calls += 1;
    try {
      return await counted(() => work(connection));
    } finally {
      const { apiUsage } = connection.limitInfo;
      if (apiUsage) usage = { used: apiUsage.used, allowed: apiUsage.limit };
    }
  }

  return {
    async use(work) {
      const connection = await connected();
      try {
        return await attempt(connection, work);
      } catch (failure) {
        if (errorCodeOf(failure) !== 'INVALID_SESSION_ID') throw passingOr(failure);
      }
      try {
        return await attempt(await connected(connection), work);
      } catch (failure) {
        throw passingOr(failure);
      }
    },
    apiCalls: () => calls,
    usage: () => usage,
  };
}

/** Salesforce's error code, or the network's, or `UNKNOWN`. */
export function errorCodeOf(failure: unknown): string {
  const { errorCode, code, name } = (failure ?? {}) as Record<string, unknown>;
  return [errorCode, code, name].find((each): each is string => typeof each === 'string') ?? 'UNKNOWN';
}

/** Whether an error code of Salesforce says that the same request may succeed later. */
export function isPassing(errorCode: string): boolean {
  return PASSING.has(errorCode);
}

/** A failure without Salesforce's error code is the network's; OAuth's refusals carry theirs as the error's name. */
function resultOf(failure: unknown): OutsideRequest['result'] {
  const code = errorCodeOf(failure);
  if (code === 'REQUEST_LIMIT_EXCEEDED') return 'tooMany';
  if (code === 'SERVER_UNAVAILABLE' || code.startsWith('ERROR_HTTP_5')) return 'failed';
  return isAnswer(failure) || code.startsWith('invalid_') ? 'refused' : 'unreachable';
}

function isAnswer(failure: unknown): boolean {
  return typeof (failure as { errorCode?: unknown } | null)?.errorCode === 'string';
}

function passingOr(failure: unknown): unknown {
  if (failure instanceof CrmError) return failure;
  const code = errorCodeOf(failure);
  return isAnswer(failure) && !isPassing(code)
    ? failure
    : new CrmError('CRM_UNAVAILABLE', { cause: failure, detail: code });
}

function assertionOf({ loginUrl, clientId, username, privateKey }: SalesforceAccess, nowMs: number): string {
  const part = (content: object) => Buffer.from(JSON.stringify(content)).toString('base64url');
  const claims = {
    iss: clientId,
    sub: username,
    aud: loginUrl,
    exp: Math.floor(nowMs / 1000) + ASSERTION_LIFE_SECONDS,
  };
  const body = `${part({ alg: 'RS256', typ: 'JWT' })}.${part(claims)}`;
  return `${body}.${sign('RSA-SHA256', Buffer.from(body), privateKey).toString('base64url')}`;
}
