import { withCustomerOutside } from '../interactions/customerOutside.ts';
import { endInteraction } from '../interactions/endInteraction.ts';
import type { InteractionRecord } from '../interactions/interactionRecord.ts';
import { customerOf } from '../interactions/parties.ts';
import type { Turn } from '../turn.ts';

/** Callers who have been served before do not wait behind those who have not. */
const RETURNED_PRIORITY = 50;
const FIRST_PRIORITY = 100;

/** Sends the caller to the queue of the interaction; everybody else is out of the call. */
export function requeue(turn: Turn, record: InteractionRecord): Promise<void> {
  return sendToQueue(turn, record, RETURNED_PRIORITY);
}

/** The same, to the front of the queue. */
export function requeueFirst(turn: Turn, record: InteractionRecord): Promise<void> {
  return sendToQueue(turn, record, FIRST_PRIORITY);
}

/** The carrier does not move the caller, for good: the call is over, and the agent who gave it away is told. */
export async function notMoved(turn: Turn, record: InteractionRecord): Promise<void> {
  if (record.phase === 'ended') return;
  await endInteraction(turn, record, 'failed');
  const giver = record.parts.findLast(({ left }) => left === 'transferred');
  if (!giver) return;
  await turn.tellAgent(giver.agentId, {
    type: 'commandFailed',
    command: 'transfer',
    refusal: { code: 'COMMAND_FAILED' },
    at: turn.at,
  });
}

async function sendToQueue(turn: Turn, record: InteractionRecord, priority: number): Promise<void> {
  const customer = customerOf(record);
  const queue = record.queue ?? turn.settings.queues[0];
  if (!customer?.legId || queue === undefined) return endInteraction(turn, record, 'failed');
  const { queued: waited } = record;
  const queued = waited?.queue === queue ? waited : { queue, at: turn.at };
  const moved = await withCustomerOutside(turn, record);
  await turn.save({ ...moved, queue, queued, priority });
  await turn.ask({ type: 'sendToQueue', interactionId: record.id, legId: customer.legId });
}
