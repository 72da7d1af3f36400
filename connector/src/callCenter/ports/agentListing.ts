import type { AgentId } from '../../../../softphone/core/index.ts';

/** Whom the CRM names as people and numbers that agents may call. */
export interface AgentListing {
  readonly agents: readonly ListedAgent[];
  readonly numbers: readonly SharedNumber[];
}

/** A user of the CRM who may take calls. */
export interface ListedAgent {
  readonly id: AgentId;
  readonly name: string;
  /** Digits; two agents may have the same by mistake. */
  readonly extension?: string;
}

/** A number that the centre keeps for all agents. */
export interface SharedNumber {
  readonly name: string;
  /** As an administrator has typed it. */
  readonly number: string;
  /** Whether calls may be given to it. */
  readonly transferable: boolean;
}
