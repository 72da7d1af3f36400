import recordingLink from '@salesforce/apex/CallRecordings.link';
import issueToken from '@salesforce/apex/OrgToken.issue';
import PERMISSION_MISSING from '@salesforce/label/c.Connector_PermissionMissing';
import REFUSED from '@salesforce/label/c.Connector_Refused';
import UNREACHABLE from '@salesforce/label/c.Connector_Unreachable';
import RECORDING_MISSING from '@salesforce/label/c.Recording_Missing';
import RECORDING_NOT_READY from '@salesforce/label/c.Recording_NotReady';
import RECORDING_UNAVAILABLE from '@salesforce/label/c.Recording_Unavailable';
import { fill } from 'c/softphoneFormat';

/** A token of the org, good for one request, and the address that takes it. */
export interface Pass {
  readonly token: string;
  readonly address: string;
}

/** The connector refused, or was not reached; the message is for people. */
export class ConnectorError extends Error {
  /** As docs/errors.md lists it; `UNREACHABLE` when nothing answered. */
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

const WORDS: Readonly<Record<string, string>> = {
  PERMISSION_MISSING,
  RECORDING_MISSING,
  RECORDING_NOT_READY,
  RECORDING_UNAVAILABLE,
};

/** A token for one request, for the user who asks. Rejects as Apex does. */
export async function newPass(): Promise<Pass> {
  return (await issueToken()) as Pass;
}

/** Asks the connector's org API at `path`, such as `/setup`. Rejects with a ConnectorError, or as Apex does. */
export async function ask<Answer>(path: string, method: 'GET' | 'POST' = 'GET'): Promise<Answer> {
  const { token, address } = await newPass();
  const response = await send(`${address}${path}`, { token, method });
  return (await response.json()) as Answer;
}

/** The sound of a call that the user may read. Rejects with a ConnectorError, or as Apex does. */
export async function recordingOf(key: string): Promise<Blob> {
  const { token, address } = (await recordingLink({ key })) as Pass;
  const response = await send(address, { token, method: 'GET' });
  return response.blob();
}

/** What went wrong, in words: what Apex said, the connector, or the browser. */
export function wordsOf(failure: unknown): string {
  const { body, message } = failure as { body?: { message?: string }; message?: string };
  return body?.message ?? message ?? String(failure);
}

async function send(
  url: string,
  { token, method }: { token: string; method: 'GET' | 'POST' },
): Promise<Response> {
  const response = await fetch(url, { method, headers: { authorization: `Bearer ${token}` } }).catch(() => {
    throw new ConnectorError('UNREACHABLE', fill(UNREACHABLE, new URL(url).host));
  });
  if (response.ok) return response;
  const refusal = (await response.json().catch(() => ({}))) as { code?: string; message?: string };
  const code = refusal.code ?? String(response.status);
  throw new ConnectorError(code, WORDS[code] ?? refusal.message ?? fill(REFUSED, code));
}
