import type { AgentId } from '../../../../softphone/core/index.ts';
import type { AgentListener } from '../callCenter.ts';
import type { CentreChanges } from '../turn.ts';
import type { TurnNews } from './centreNews.ts';

/** Who hears at this instance what happens: pages of agents, and what watches the whole centre. */
export interface Audience {
  /** The returned function ends it, as with `watch`. */
  subscribe(agentId: AgentId, listener: AgentListener): () => void;
  watch(watcher: (changes: CentreChanges) => void): () => void;
  /** Tells what a turn has changed. */
  tell(news: TurnNews): void;
  /** News was forgotten before it was read here: lists are asked for anew. */
  missed(): void;
}

export function createAudience(): Audience {
  const listeners = new Map<AgentId, Set<AgentListener>>();
  const watchers = new Set<(changes: CentreChanges) => void>();

  const of = (agentId: AgentId) => listeners.get(agentId) ?? new Set();

  function tellParked(): void {
    for (const own of listeners.values()) own.forEach((each) => each.parkedChanged());
  }

  return {
    subscribe(agentId, listener) {
      const own = of(agentId);
      listeners.set(agentId, own.add(listener));
      return () => {
        own.delete(listener);
        if (own.size === 0) listeners.delete(agentId);
      };
    },

    watch(watcher) {
      watchers.add(watcher);
      return () => void watchers.delete(watcher);
    },

    tell({ told, changedHistories, parkedChanged, changes }) {
      for (const { agentId, events } of told) {
        for (const { deskEvent } of of(agentId)) events.forEach(deskEvent);
      }
      for (const agentId of changedHistories) {
        for (const { historyChanged } of of(agentId)) historyChanged();
      }
      if (parkedChanged) tellParked();
      for (const watcher of watchers) watcher(changes);
    },

    missed() {
      for (const own of listeners.values()) own.forEach((each) => each.historyChanged());
      tellParked();
    },
  };
}
