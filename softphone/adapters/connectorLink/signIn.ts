import type { SignInRefusal } from '../../core/index.ts';
import type { Clock } from '../../ports/clock.ts';
import { CrmHostError } from '../../ports/crmHost.ts';
import type { SessionGrant } from '../../protocol/messages.ts';
import {
  parseSessionGrant,
  parseSessionNonce,
  parseSessionRefusal,
} from '../../protocol/parseToSoftphone.ts';

/** How long the connector may take to answer a request. */
const ANSWER_MS = 10_000;

export interface SignInParts {
  /** Where the connector is, as an absolute http(s) address. */
  readonly connectorUrl: () => Promise<string>;
  /** The org's signed word for the agent, good once; rejects with a `CrmHostError`. */
  readonly vouch: (request: { nonce: string; audience: string }) => Promise<string>;
  readonly fetch: (url: string, request: RequestInit) => Promise<Response>;
  readonly clock: Clock;
}

export type SignIn =
  | { readonly outcome: 'granted'; readonly grant: SessionGrant; readonly connectorUrl: string }
  | { readonly outcome: 'refused'; readonly code: SignInRefusal }
  /** The connector did not answer, or not in its own words: worth another attempt. */
  | { readonly outcome: 'unreachable'; readonly cause: unknown };

/** Opens a session: the connector's nonce, the org's token for it, the connector's session. */
export async function signIn(parts: SignInParts): Promise<SignIn> {
  let connectorUrl: string;
  try {
    connectorUrl = await parts.connectorUrl();
  } catch (cause) {
    return refusedByHost(cause);
  }
  const first = await signInOnce(parts, connectorUrl);
  // A token may have aged on its way; a second one of a fresh nonce has no such excuse.
  return first.outcome === 'refused' && first.code === 'TOKEN_REFUSED'
    ? signInOnce(parts, connectorUrl)
    : first;
}

async function signInOnce(parts: SignInParts, connectorUrl: string): Promise<SignIn> {
  try {
    const nonceAnswer = await ask(parts, addressOf(connectorUrl, 'session/nonce'), { method: 'GET' });
    const nonce = parseSessionNonce(await nonceAnswer.text());
    if (!nonce) return { outcome: 'unreachable', cause: new Error(`nonce answered ${nonceAnswer.status}`) };
    const vouched = await vouch(parts, nonce);
    if (vouched.outcome === 'refused') return vouched;
    return await exchange(parts, connectorUrl, vouched.agentToken);
  } catch (cause) {
    return { outcome: 'unreachable', cause };
  }
}

async function vouch(parts: SignInParts, request: { nonce: string; audience: string }) {
  try {
    return { outcome: 'vouched', agentToken: await parts.vouch(request) } as const;
  } catch (cause) {
    return refusedByHost(cause);
  }
}

async function exchange(parts: SignInParts, connectorUrl: string, agentToken: string): Promise<SignIn> {
  const answer = await ask(parts, addressOf(connectorUrl, 'session'), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ agentToken }),
  });
  const body = await answer.text();
  if (answer.status === 401) {
    return { outcome: 'refused', code: parseSessionRefusal(body) ?? 'TOKEN_REFUSED' };
  }
  const grant = answer.ok ? parseSessionGrant(body) : undefined;
  return grant
    ? { outcome: 'granted', grant, connectorUrl }
    : { outcome: 'unreachable', cause: new Error(`session answered ${answer.status}`) };
}

/** Without the org nobody can sign in; whether it refused or was silent, the agent has to act. */
function refusedByHost(cause: unknown): { readonly outcome: 'refused'; readonly code: SignInRefusal } {
  const refused = cause instanceof CrmHostError && cause.code === 'AGENT_NOT_VOUCHED';
  return { outcome: 'refused', code: refused ? 'NOT_AN_AGENT' : 'ORG_UNREACHABLE' };
}

async function ask({ fetch, clock }: SignInParts, url: string, request: RequestInit): Promise<Response> {
  const patience = new AbortController();
  const forget = clock.schedule(ANSWER_MS, () => {
    patience.abort();
  });
  try {
    return await fetch(url, { ...request, signal: patience.signal, cache: 'no-store', credentials: 'omit' });
  } finally {
    forget();
  }
}

/** The address of one of the connector's doors, whether or not the configured address ends in a slash. */
export function addressOf(connectorUrl: string, door: string): string {
  return `${connectorUrl.replace(/\/+$/, '')}/${door}`;
}
