import type { AgentId } from '../../../../softphone/core/index.ts';
import type { ToSoftphone } from '../../../../softphone/protocol/messages.ts';

/** One open softphone page. */
export interface Tab {
  readonly tabId: string;
  send(message: ToSoftphone): void;
}

/**
 * The open tabs of every agent, and which one owns the phone.
 *
 * The first tab owns it until it closes or another tab asks for it; then the oldest open tab has it.
 * Every change is told to all tabs of the agent.
 */
export interface AgentTabs {
  add(agentId: AgentId, tab: Tab): void;
  /** Takes a tab out; `true` when it had the phone. */
  remove(agentId: AgentId, tab: Tab): boolean;
  claimPhone(agentId: AgentId, tab: Tab): void;
  /** Whether the agent has a tab open. */
  isOpen(agentId: AgentId): boolean;
  /** How many tabs are open, of all agents. */
  count(): number;
}

export function createAgentTabs(): AgentTabs {
  const tabsOf = new Map<AgentId, { tabs: Tab[]; owner: Tab }>();

  const announce = ({ tabs, owner }: { tabs: readonly Tab[]; owner: Tab }) => {
    for (const tab of tabs) tab.send({ type: 'phoneOwner', tabId: owner.tabId });
  };

  return {
    add(agentId, tab) {
      const known = tabsOf.get(agentId);
      const agent = known ?? { tabs: [], owner: tab };
      agent.tabs.push(tab);
      // A tab whose link broke may come back before its old socket is seen to be dead.
      if (agent.owner.tabId === tab.tabId) agent.owner = tab;
      tabsOf.set(agentId, agent);
      announce(agent);
    },
    remove(agentId, tab) {
      const agent = tabsOf.get(agentId);
      if (!agent) return false;
      agent.tabs = agent.tabs.filter((each) => each !== tab);
      if (agent.owner !== tab) return false;
      const [oldest] = agent.tabs;
      if (oldest) {
        agent.owner = oldest;
        announce(agent);
      } else tabsOf.delete(agentId);
      return true;
    },
    claimPhone(agentId, tab) {
      const agent = tabsOf.get(agentId);
      if (!agent || agent.owner === tab) return;
      agent.owner = tab;
      announce(agent);
    },
    isOpen: (agentId) => tabsOf.has(agentId),
    count: () => [...tabsOf.values()].reduce((total, { tabs }) => total + tabs.length, 0),
  };
}
