import type { InteractionRecord } from '../interactions/interactionRecord.ts';
import { requeue } from '../routing/requeue.ts';
import type { Turn } from '../turn.ts';
import { putIntoOrbit } from './park.ts';

/** Who picked the call up did not come: it waits on as before. */
export async function parkAgain(turn: Turn, record: InteractionRecord): Promise<void> {
  const parkedBy = record.parts.findLast(({ left }) => left === 'parked')?.agentId;
  if (parkedBy === undefined) return requeue(turn, record);
  await putIntoOrbit(turn, record, parkedBy);
}
