import { eventually } from '../eventually.ts';
import { carrierOf } from '../everything.ts';
import type { World } from '../world.ts';

/** Waits until no leg is up, and none rings, at the carrier. */
export async function allLegsEnd({ system }: World): Promise<void> {
  await eventually('every leg is hung up', async () => {
    const { calls } = await carrierOf(system);
    return calls.every(({ status }) => status !== 'in-progress' && status !== 'ringing');
  });
}

/** How many callers wait in the queue. */
export async function waitingCallers({ system }: World): Promise<number> {
  const { tasks } = await carrierOf(system);
  return tasks.filter(({ status }) => status === 'pending').length;
}
