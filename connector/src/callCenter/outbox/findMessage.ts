import type { InteractionId } from '../../../../softphone/core/index.ts';
import { customerLegOf } from '../interactions/interactionRecord.ts';
import type { Store } from '../ports/store.ts';
import { TelephonyError, type Telephony } from '../ports/telephony.ts';
import type { Turn } from '../turn.ts';
import { messageKnown } from '../voicemail/messageKnown.ts';
import { awaitsMessage } from '../voicemail/voicemail.ts';

export interface MessageHands {
  readonly telephony: Pick<Telephony, 'findMessage'>;
  readonly store: Pick<Store, 'interaction'>;
  readonly takeTurn: (decide: (turn: Turn) => Promise<void>) => Promise<void>;
}

/** Asks the carrier whether a caller who is gone has left a message; what it has not decided yet is asked again. */
export async function findMessage(hands: MessageHands, id: InteractionId): Promise<void> {
  const record = await hands.store.interaction(id);
  const legId = record && customerLegOf(record);
  if (!legId || !awaitsMessage(record)) return;
  const message = await hands.telephony.findMessage(legId);
  if (!message) throw new TelephonyError('TELEPHONY_UNAVAILABLE');
  await hands.takeTurn(async (turn) => {
    const current = await turn.store.interaction(id);
    if (current) await messageKnown(turn, current, message);
  });
}
