import { withdrawOffer } from '../offers/withdrawOffer.ts';
import type { Turn } from '../turn.ts';
import { openParts } from './agentParts.ts';
import { endPart } from './endInteraction.ts';
import type { InteractionRecord } from './interactionRecord.ts';
import { changeParty, customerOf } from './parties.ts';
import { isCustomer } from './partyRecord.ts';
import { putOut } from './putOut.ts';

/** The interaction whose customer is on the way out of the conference; everybody else is out of the call. */
export async function withCustomerOutside(turn: Turn, record: InteractionRecord): Promise<InteractionRecord> {
  let rest = record;
  for (const { agentId, answeredAt } of openParts(record)) {
    if (answeredAt === undefined) rest = await withdrawOffer(turn, rest, { agentId, left: 'withdrawn' });
    else rest = await endPart(turn, rest, { agentId, left: 'left', reason: 'left' });
  }
  for (const party of rest.parties) {
    if (!isCustomer(party)) rest = await putOut(turn, rest, party.id);
  }
  const customer = customerOf(rest);
  const {
    room: _left,
    queued: _over,
    returnTo: _none,
    ...moved
  } = customer
    ? changeParty(rest, customer.id, {
        state: 'outside',
        since: turn.at,
        held: false,
        sound: 'talk',
        soundSince: turn.at,
      })
    : rest;
  return { ...moved, phase: 'waiting' };
}
