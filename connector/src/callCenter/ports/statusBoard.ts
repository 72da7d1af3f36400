import type { AgentId, AgentStatus } from '../../../../softphone/core/index.ts';

/** Where the CRM shows in which state each agent is now. Rejects with `CrmError`. */
export interface StatusBoard {
  /** What the CRM shows, by agent; what makes no sense is left out. */
  read(): Promise<ReadonlyMap<AgentId, AgentStatus>>;
  /** Shows these in place of those before; resolves with why the CRM does not take some, by agent. */
  save(statuses: ReadonlyMap<AgentId, AgentStatus>): Promise<ReadonlyMap<AgentId, string>>;
  /** How long to wait between two looks now, in milliseconds; grows as the CRM's daily budget runs out. */
  paceMs(): number;
}
