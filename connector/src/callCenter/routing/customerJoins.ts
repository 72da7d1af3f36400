import { CUSTOMER_PARTY } from '../../../../softphone/core/index.ts';
import type { InteractionRecord } from '../interactions/interactionRecord.ts';
import { roomOf } from '../interactions/parties.ts';
import type { CallInstruction } from '../telephonyEvents.ts';

/** A caller who waits in the conference hears music until somebody else is in. */
export function customerJoins(record: InteractionRecord): CallInstruction {
  return {
    type: 'joinConference',
    interactionId: record.id,
    partyId: CUSTOMER_PARTY,
    room: roomOf(record),
    endsRoom: true,
    music: true,
  };
}
