import type { AgentId, SavedNumber } from '../core/index.ts';

/** Where an agent's own numbers are kept. They stay with the agent: names of customers are not the connector's. */
export interface SavedNumbers {
  /** The newest first. */
  read(agentId: AgentId): readonly SavedNumber[];
  keep(agentId: AgentId, numbers: readonly SavedNumber[]): void;
}
