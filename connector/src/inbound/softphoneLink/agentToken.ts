import type { AgentId } from '../../../../softphone/core/index.ts';
import { createOrgTokenReader, type TrustedOrg } from '../identity/orgToken.ts';

export interface VouchedAgent {
  readonly id: AgentId;
  readonly name: string;
  readonly supervises: boolean;
  readonly nonce: string;
  readonly tokenId: string;
  readonly expiresAtMs: number;
}

/** The custom permission that makes a user an agent. */
const AGENT_PERMISSION = 'CTI_Agent';
/** The one that lets an agent supervise others. */
const SUPERVISOR_PERMISSION = 'CTI_Supervisor';

/**
 * Reads the token by which an org vouches for an agent.
 *
 * Returns nothing for a token that is not good, or of a user who is no agent. Whether it was used before is the
 * caller's question: `nonce` and `tokenId`.
 */
export function createTokenReader(
  org: TrustedOrg,
  audience: string,
): (token: string, nowMs: number) => VouchedAgent | undefined {
  const read = createOrgTokenReader(org, audience);
  return (token, nowMs) => {
    const vouched = read(token, nowMs);
    const nonce = vouched?.claims['nonce'];
    if (!vouched?.permissions.includes(AGENT_PERMISSION) || typeof nonce !== 'string') return undefined;
    const { userId, name, permissions, tokenId, expiresAtMs } = vouched;
    const supervises = permissions.includes(SUPERVISOR_PERMISSION);
    return { id: userId as AgentId, name, supervises, nonce, tokenId, expiresAtMs };
  };
}
