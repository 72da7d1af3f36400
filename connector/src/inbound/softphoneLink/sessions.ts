import type { AgentId, Instant } from '../../../../softphone/core/index.ts';
import type { SessionGrant, SessionNonce } from '../../../../softphone/protocol/messages.ts';
import type { Clock } from '../../callCenter/ports/clock.ts';
import type { IdSource } from '../../callCenter/ports/idSource.ts';
import type { Store } from '../../callCenter/ports/store.ts';
import type { TrustedOrg } from '../identity/orgToken.ts';
import { createTokenReader } from './agentToken.ts';
import { createSeal } from './sealed.ts';

const NONCE_LIFE_MS = 120_000;
const SESSION_LIFE_MS = 10 * 3_600_000;

/** What a browser says of the page that asks; `undefined` for who is no browser. */
export type Origin = string | undefined;

export interface SessionAgent {
  readonly id: AgentId;
  readonly name: string;
  /** Whether the agent may supervise others. */
  readonly supervises: boolean;
}

export interface Sessions {
  nonce(): SessionNonce;
  /**
   * Opens a session for the agent whom the org vouches for, in pages of this origin alone; nothing for a token that is
   * not good, or not good any more.
   */
  grant(agentToken: string, origin: Origin): Promise<SessionGrant | undefined>;
  /** The agent of a session, or `undefined` when it is forged, over, of another org or of pages of another origin. */
  agentOf(session: string, origin: Origin): SessionAgent | undefined;
}

export interface SessionParts {
  readonly org: TrustedOrg;
  /** This connector's public address: a token for another connector opens nothing here. */
  readonly audience: string;
  readonly secret: string;
  readonly store: Pick<Store, 'rememberOnce'>;
  readonly clock: Clock;
  readonly ids: IdSource;
}

/** Who is no browser names no origin; a page cannot be one without a name. */
const NO_PAGE = '';

/**
 * Sessions of agents. Nonce and session are sealed values, so that a restart, or another instance with the
 * same secret, goes on with them; only what was used up is stored.
 */
export function createSessions({ org, audience, secret, store, clock, ids }: SessionParts): Sessions {
  const { seal, open } = createSeal(secret);
  const readToken = createTokenReader(org, audience);

  const useOnce = async (kind: string, value: string, expiresAtMs: number) =>
    store.rememberOnce(kind, value, expiresAtMs as Instant);

  return {
    nonce: () => ({
      nonce: seal('nonce', { id: ids.next(), expiresAt: clock.now() + NONCE_LIFE_MS }),
      audience,
    }),

    async grant(agentToken, origin = NO_PAGE) {
      const agent = readToken(agentToken, clock.now());
      const nonce = agent && open('nonce', agent.nonce);
      if (!nonce || Number(nonce['expiresAt']) <= clock.now()) return undefined;
      const firstUse =
        (await useOnce('nonce', String(nonce['id']), Number(nonce['expiresAt']))) &&
        (await useOnce('token', agent.tokenId, agent.expiresAtMs));
      if (!firstUse) return undefined;
      const expiresAt = clock.now() + SESSION_LIFE_MS;
      const { id: agentId, name, supervises } = agent;
      const content = { orgId: org.orgId, agentId, name, supervises, origin, expiresAt };
      return { session: seal('session', content), expiresAt };
    },

    agentOf(session, origin = NO_PAGE) {
      const content = open('session', session);
      if (!content || Number(content['expiresAt']) <= clock.now()) return undefined;
      if (content['orgId'] !== org.orgId || content['origin'] !== origin) return undefined;
      return {
        id: String(content['agentId']) as AgentId,
        name: String(content['name']),
        supervises: content['supervises'] === true,
      };
    },
  };
}
