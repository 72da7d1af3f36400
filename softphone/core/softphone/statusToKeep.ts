import { statusOf, type AgentStatus } from '../agent/agentStatus.ts';
import type { Softphone } from './softphone.ts';

/** What the desktop is to keep of the agent's state: the tab that owns the phone tells it, while its desk is true. */
export function statusToKeep({ phone, link, desk }: Softphone): AgentStatus | undefined {
  return phone.owner === 'here' && link === 'open' && desk ? statusOf(desk) : undefined;
}
