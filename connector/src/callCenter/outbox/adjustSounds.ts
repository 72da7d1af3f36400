import type { InteractionId } from '../../../../softphone/core/index.ts';
import { soundChanges, soundSet, type SoundChange } from '../interactions/sounds.ts';
import type { Store } from '../ports/store.ts';
import { TelephonyError, type Room, type Telephony } from '../ports/telephony.ts';
import type { Turn } from '../turn.ts';

export interface SoundHands {
  readonly telephony: Pick<Telephony, 'setSound'>;
  readonly store: Pick<Store, 'interaction'>;
  readonly takeTurn: (decide: (turn: Turn) => Promise<void>) => Promise<void>;
}

/**
 * Makes everybody hear what they should. Music comes before talk, so that who is put on hold does not hear what comes
 * next; within that, parties do not wait for each other.
 */
export async function adjustSounds(hands: SoundHands, id: InteractionId): Promise<void> {
  const record = await hands.store.interaction(id);
  if (!record?.room || record.phase === 'ended') return;
  const { room } = record;
  const changes = soundChanges(record);
  await setAll(hands, { id, room, changes: changes.filter(({ sound }) => sound !== 'talk') });
  await setAll(hands, { id, room, changes: changes.filter(({ sound }) => sound === 'talk') });
}

interface Changes {
  readonly id: InteractionId;
  readonly room: Room;
  readonly changes: readonly SoundChange[];
}

/** Who is gone from the conference meanwhile does not keep the others from hearing what they should. */
async function setAll(hands: SoundHands, { id, room, changes }: Changes): Promise<void> {
  const outcomes = await Promise.allSettled(changes.map((change) => set(hands, { id, room, change })));
  const failed = outcomes.find((each) => each.status === 'rejected' && !isGone(each.reason));
  if (failed?.status === 'rejected') throw failed.reason;
}

async function set(
  { telephony, takeTurn }: SoundHands,
  { id, room, change }: { id: InteractionId; room: Room; change: SoundChange },
): Promise<void> {
  const { legId, sound } = change;
  await telephony.setSound({ interactionId: id, room, legId, sound });
  await takeTurn(async (turn) => {
    const current = await turn.store.interaction(id);
    if (current?.room?.name === room.name) await soundSet(turn, current, change);
  });
}

function isGone(failure: unknown): boolean {
  return failure instanceof TelephonyError && failure.code === 'TELEPHONY_GONE';
}
