import type { Clock } from '../../../callCenter/ports/clock.ts';
import { openStore, type OpenStore } from '../openStore.ts';

/** A store whose instance leads, so that effects are due in it. */
export async function openLeadingStore(database: string, clock: Clock): Promise<OpenStore> {
  const store = await openStore({ database, clock });
  await new Promise<void>((resolve) => {
    store.cluster.lead({ elected: resolve, deposed: () => undefined });
  });
  return store;
}
