import { randomUUID } from 'node:crypto';
import type { Cluster } from '../../callCenter/ports/cluster.ts';
import type { Announcements } from '../../callCenter/ports/store.ts';

/** The instances on a database that one instance has for itself. */
export function aloneInCluster(): Cluster {
  const instance = randomUUID();
  return {
    instance,
    lead({ elected }) {
      elected();
      return { stop: () => Promise.resolve() };
    },
    instances: () => Promise.resolve([instance]),
    onGone: () => () => undefined,
  };
}

/** What the other instances are told where there is none. */
export const noAnnouncements: Announcements = {
  shared: false,
  last: () => Promise.resolve(0),
  after: () => Promise.resolve([]),
  onNews: () => () => undefined,
};
