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

/** Hears which of the agent's pages has the phone. */
export type TellPhone = (tabId: string) => void;

export interface AgentPages {
  /** Takes in a page; `tellPhone` hears, at first and after each change, which of the agent's pages has the phone. */
  open(agentId: AgentId, tabId: string, tellPhone: TellPhone): Promise<LinkedPage>;
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
  /** What the pages linked here hear, by agent and key. */
  const linked = new Map<AgentId, Map<string, TellPhone>>();
  const answers = new Map<string, () => void>();
  let links = 0;

  function tellPhone({ agentId, phone }: PageChange): void {
    if (!phone) return;
    for (const tell of linked.get(agentId)?.values() ?? []) tell(phone.tabId);
  }

  /** Whether the page was linked here until now. */
  function unlink(agentId: AgentId, key: string): boolean {
    const own = linked.get(agentId);
    const wasLinked = own?.delete(key) ?? false;
    if (own?.size === 0) linked.delete(agentId);
    return wasLinked;
  }

  function answer(): void {
    void publish({ type: 'told', instance, agents: known.at(instance) });
  }

  return {
    async open(agentId, tabId, tell) {
      const key = `${instance}/${++links}`;
      const own = linked.get(agentId) ?? new Map<string, TellPhone>();
      linked.set(agentId, own.set(key, tell));
      await publish({ type: 'opened', agentId, page: { key, tabId, instance } });
      return {
        claimPhone: () => publish({ type: 'phoneClaimed', agentId, key }),
        async close() {
          if (unlink(agentId, key)) await publish({ type: 'closed', agentId, key, instance });
        },
        forget: () => void unlink(agentId, key),
      };
    },
    isOpen: known.isOpen,
    count: () => [...linked.values()].reduce((sum, own) => sum + own.size, 0),
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
