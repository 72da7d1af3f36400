import type { AgentId } from '../../../../softphone/core/index.ts';

/** A page with a softphone, at one of the instances. */
export interface OpenPage {
  /** Another one for each link of a page. */
  readonly key: string;
  /** Stays the same when a page links again. */
  readonly tabId: string;
  readonly instance: string;
}

/** What happens to pages, in the one order of all instances. */
export type PageNews =
  | { readonly type: 'opened'; readonly agentId: AgentId; readonly page: OpenPage }
  | { readonly type: 'closed'; readonly agentId: AgentId; readonly key: string; readonly instance: string }
  | { readonly type: 'phoneClaimed'; readonly agentId: AgentId; readonly key: string }
  /** All pages of an instance are closed: it has stopped, or is dead. */
  | { readonly type: 'instanceGone'; readonly instance: string }
  /** An instance has started, and knows of no page. */
  | { readonly type: 'asked'; readonly instance: string }
  /** What an instance answers: its own pages. */
  | { readonly type: 'told'; readonly instance: string; readonly agents: readonly ToldAgent[] };

export interface ToldAgent {
  readonly agentId: AgentId;
  readonly pages: readonly (OpenPage & { readonly since: number })[];
  /** Which of them has the phone; absent when it is at another instance. */
  readonly phone?: string;
}

/** What follows for an agent. */
export interface PageChange {
  readonly agentId: AgentId;
  /** The page with the phone, of which all pages of the agent are to hear. */
  readonly phone?: OpenPage;
  /** Whether the page that had the phone is gone. */
  readonly lostPhone: boolean;
}

type NumberedPage = ToldAgent['pages'][number];

/**
 * The open pages of every agent, and which one has the phone: the first until it closes or another one asks for it; then
 * the oldest. Every instance comes to the same picture from the same news.
 */
export interface OpenPages {
  /** Takes news in under its number, which only grows, or is 0 where there is one instance. */
  apply(news: PageNews, number: number): readonly PageChange[];
  isOpen(agentId: AgentId): boolean;
  /** The pages at one instance, by agent. */
  at(instance: string): readonly ToldAgent[];
}

export function createOpenPages(): OpenPages {
  const agents = new Map<AgentId, { pages: readonly NumberedPage[]; phone: string }>();

  function opened(agentId: AgentId, page: NumberedPage): PageChange {
    const { pages, phone } = agents.get(agentId) ?? { pages: [], phone: page.key };
    const withPhone = pages.find(({ key }) => key === phone);
    // A page whose link broke may come back before its old link is seen to be dead.
    const takesOver = withPhone?.tabId === page.tabId;
    return keep(agentId, [...pages, page], takesOver ? page.key : phone);
  }

  function keep(agentId: AgentId, pages: readonly NumberedPage[], phone: string): PageChange {
    const known = [...pages].sort((one, other) => one.since - other.since);
    agents.set(agentId, { pages: known, phone });
    const page = known.find(({ key }) => key === phone);
    return { agentId, ...(page && { phone: page }), lostPhone: false };
  }

  function closed(agentId: AgentId, isGone: (page: OpenPage) => boolean): PageChange[] {
    const agent = agents.get(agentId);
    if (!agent?.pages.some(isGone)) return [];
    const left = agent.pages.filter((page) => !isGone(page));
    const [oldest] = left;
    const lostPhone = left.every(({ key }) => key !== agent.phone);
    if (!oldest) {
      agents.delete(agentId);
      return [{ agentId, lostPhone }];
    }
    const change = keep(agentId, left, lostPhone ? oldest.key : agent.phone);
    return lostPhone ? [{ ...change, lostPhone }] : [];
  }

  function told({ agentId, pages, phone }: ToldAgent): PageChange[] {
    const known = agents.get(agentId);
    const fresh = pages.filter(({ key }) => !known?.pages.some((page) => page.key === key));
    const [first] = fresh;
    if (!first) return [];
    return [keep(agentId, [...(known?.pages ?? []), ...fresh], phone ?? known?.phone ?? first.key)];
  }

  return {
    apply(news, number) {
      switch (news.type) {
        case 'opened':
          return [opened(news.agentId, { ...news.page, since: number })];
        case 'closed':
          return closed(news.agentId, ({ key }) => key === news.key);
        case 'phoneClaimed': {
          const agent = agents.get(news.agentId);
          if (!agent || agent.phone === news.key || agent.pages.every(({ key }) => key !== news.key))
            return [];
          return [keep(news.agentId, agent.pages, news.key)];
        }
        case 'instanceGone':
          return [...agents.keys()].flatMap((agentId) =>
            closed(agentId, ({ instance }) => instance === news.instance),
          );
        case 'asked':
          return [];
        case 'told':
          return news.agents.flatMap(told);
      }
    },
    isOpen: (agentId) => agents.has(agentId),
    at: (instance) =>
      [...agents].flatMap(([agentId, { pages, phone }]) => {
        const own = pages.filter((page) => page.instance === instance);
        if (own.length === 0) return [];
        const withPhone = own.find(({ key }) => key === phone);
        return [{ agentId, pages: own, ...(withPhone && { phone: withPhone.key }) }];
      }),
  };
}
