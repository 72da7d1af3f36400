import { otherParty, WITHHELD, type ParkedCall } from '../../../../softphone/core/index.ts';
import type { Store } from '../ports/store.ts';

/** The calls that wait in orbits, in the order of the orbits. */
export async function listParkedCalls(
  store: Pick<Store, 'liveInteractions' | 'desk'>,
): Promise<readonly ParkedCall[]> {
  const parked: ParkedCall[] = [];
  for (const record of await store.liveInteractions()) {
    if (!record.parked) continue;
    const { orbit, agentId, at } = record.parked;
    const number = otherParty(record);
    parked.push({
      interactionId: record.id,
      orbit,
      parkedBy: (await store.desk(agentId))?.desk.agent.name ?? '',
      since: at,
      ...(number !== WITHHELD && { number }),
      ...(record.queue !== undefined && { queue: record.queue }),
    });
  }
  return parked.toSorted((one, other) => Number(one.orbit) - Number(other.orbit));
}
