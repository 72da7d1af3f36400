import { openParts } from '../interactions/agentParts.ts';
import { endInteraction } from '../interactions/endInteraction.ts';
import type { InteractionRecord } from '../interactions/interactionRecord.ts';
import { changeParty, customerOf } from '../interactions/parties.ts';
import { isCustomer } from '../interactions/partyRecord.ts';
import { withdrawOffer } from '../offers/withdrawOffer.ts';
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

async function sendToQueue(turn: Turn, record: InteractionRecord, priority: number): Promise<void> {
  const customer = customerOf(record);
  const queue = record.queue ?? turn.settings.queues[0];
  if (!customer?.legId || queue === undefined) return endInteraction(turn, record, 'failed');
  let rest = record;
  for (const { agentId } of openParts(record)) rest = await withdrawOffer(turn, rest, agentId, 'withdrawn');
  for (const party of rest.parties) {
    if (party.legId && !isCustomer(party)) {
      await turn.ask({ type: 'endLeg', interactionId: record.id, legId: party.legId });
    }
  }
  const {
    room: _left,
    returnTo: _none,
    ...moved
  } = changeParty(rest, customer.id, {
    state: 'outside',
    since: turn.at,
    held: false,
    sound: 'talk',
    soundSince: turn.at,
  });
  const parties = moved.parties.filter(isCustomer);
  await turn.save({ ...moved, parties, queue, priority, phase: 'waiting' });
  await turn.ask({ type: 'sendToQueue', interactionId: record.id, legId: customer.legId });
}
