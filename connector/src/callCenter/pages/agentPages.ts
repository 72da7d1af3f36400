import type { AgentId } from '../../../../softphone/core/index.ts';
import { createOpenPages, type PageChange, type PageNews } from './openPages.ts';

/** A page of an agent that is linked to this instance. */
export interface LinkedPage {
  /** Gives the agent's phone to this page. */
  claimPhone(): Promise<void>;
  /** The page is not linked any more. */
  close(): Promise<void>;
  /** This instance stops: the page is not to blame, and no other one gets the phone of it. */
  forget(): void;
}

export interface AgentPages {
  /** Takes in a page; `tellPhone` hears, at first and after each change, which of the agent's pages has the phone. */
  open(agentId: AgentId, tabId: string, tellPhone: (tabId: string) => void): Promise<LinkedPage>;
  /** Whether the agent has a page open, at whichever instance. */
  isOpen(agentId: AgentId): boolean;
  /** The pages that are linked to this instance. */
  count(): number;
  /** Takes in what all instances hear; the agents whose page with the phone is gone. */
  deliver(news: PageNews, number: number): readonly AgentId[];
  /** Asks the other instances for their pages; resolves when all of `others` have answered. */
  ask(others: readonly string[]): Promise<void>;
  /** Tells the other instances that no page is linked here any more. */
  leave(): Promise<void>;
}

export interface AgentPagesParts {
  readonly instance: string;
  /** Brings news to all instances, this one among them; resolves when it is delivered here. */
  readonly publish: (news: PageNews) => Promise<void>;
}

/** The pages of agents, those linked here and those that other instances tell of. */
export function createAgentPages({ instance, publish }: AgentPagesParts): AgentPages {
  const known = createOpenPages();
  const linked = new Map<
    string,
    { readonly agentId: AgentId; readonly tellPhone: (tabId: string) => void }
  >();
  const answers = new Map<string, () => void>();
  let links = 0;

  function tellPhone({ agentId, phone }: PageChange): void {
    if (!phone) return;
    for (const page of linked.values()) if (page.agentId === agentId) page.tellPhone(phone.tabId);
  }

  function answer(): void {
    void publish({ type: 'told', instance, agents: known.at(instance) });
  }

  return {
    async open(agentId, tabId, tell) {
      const key = `${instance}/${++links}`;
      linked.set(key, { agentId, tellPhone: tell });
      await publish({ type: 'opened', agentId, page: { key, tabId, instance } });
      return {
        claimPhone: () => publish({ type: 'phoneClaimed', agentId, key }),
        async close() {
          if (linked.delete(key)) await publish({ type: 'closed', agentId, key, instance });
        },
        forget: () => void linked.delete(key),
      };
    },
    isOpen: known.isOpen,
    count: () => linked.size,
    deliver(news, number) {
      const changes = known.apply(news, number);
      changes.forEach(tellPhone);
      if (news.type === 'asked' && news.instance !== instance) answer();
      if (news.type === 'told') answers.get(news.instance)?.();
      return changes.filter(({ lostPhone }) => lostPhone).map(({ agentId }) => agentId);
    },
    async ask(others) {
      const told = others.map((other) => new Promise<void>((resolve) => answers.set(other, resolve)));
      await publish({ type: 'asked', instance });
      await Promise.all(told);
      answers.clear();
    },
    leave: () => publish({ type: 'instanceGone', instance }),
  };
}
