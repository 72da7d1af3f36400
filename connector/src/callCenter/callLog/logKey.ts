import type { AgentId, InteractionId } from '../../../../softphone/core/index.ts';

/** The key under which a log is written once: of an agent's part in a call, or of a call without an agent. */
export function logKeyOf(interactionId: InteractionId, agentId?: AgentId): string {
  return agentId === undefined ? interactionId : `${interactionId}:${agentId}`;
}
