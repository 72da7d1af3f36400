import type { CentreEntry } from '../../core/index.ts';
import type { Clock } from '../../ports/clock.ts';
import { ConnectorLinkError } from '../../ports/connectorLink.ts';

/** How long the connector may take to search. */
const SEARCH_MS = 5_000;

type Found = readonly CentreEntry[];

/** Searches that wait for the connector, by their ids. */
export interface DirectoryQuestions {
  /** Asks with `say`, which tells whether the question left. Rejects with `LINK_LOST`. */
  ask(searchId: string, say: () => boolean): Promise<Found>;
  answer(searchId: string, entries: Found): void;
  fail(): void;
}

export function createDirectoryQuestions(clock: Clock): DirectoryQuestions {
  const waiting = new Map<string, { settle: (entries: Found) => void; fail: () => void }>();

  return {
    ask(searchId, say) {
      if (!say()) return Promise.reject(new ConnectorLinkError());
      return new Promise((resolve, reject) => {
        const fail = () => {
          waiting.delete(searchId);
          forget();
          reject(new ConnectorLinkError());
        };
        const forget = clock.schedule(SEARCH_MS, fail);
        const settle = (entries: Found) => {
          waiting.delete(searchId);
          forget();
          resolve(entries);
        };
        waiting.set(searchId, { settle, fail });
      });
    },
    answer(searchId, entries) {
      waiting.get(searchId)?.settle(entries);
    },
    fail() {
      for (const { fail } of [...waiting.values()]) fail();
    },
  };
}
