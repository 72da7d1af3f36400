import { roomNamed } from './scenes.ts';
import type { InteractionRecord } from '../interactions/interactionRecord.ts';
import type { Store } from '../ports/store.ts';
import type { Attendee, LegId, Room, Telephony } from '../ports/telephony.ts';

/** A carrier that has everybody where the connector believes them to be, except for legs that are over. */
export function agreeingSight(
  store: Pick<Store, 'liveInteractions'>,
  over: ReadonlyMap<LegId, unknown>,
): Pick<Telephony, 'attendees' | 'waitingLegs'> {
  return {
    async attendees(room) {
      const records = await store.liveInteractions();
      const attendees = records.filter(isIn(room)).flatMap((record) => attendeesOf(record, room));
      return attendees.filter(({ legId }) => !over.has(legId));
    },
    async waitingLegs() {
      const parties = (await store.liveInteractions()).flatMap((record) => record.parties);
      return new Set(
        parties.flatMap(({ state, legId }) =>
          state === 'outside' && legId && !over.has(legId) ? [legId] : [],
        ),
      );
    },
  };
}

const isIn =
  ({ name }: Room) =>
  ({ room }: InteractionRecord) =>
    room?.name === name;

function attendeesOf({ parties }: InteractionRecord, { name }: Room): readonly Attendee[] {
  return parties.flatMap(({ id, legId, state, sound }) =>
    legId !== undefined && (state === 'in' || state === 'ringing')
      ? [
          attendee(legId, {
            partyId: id,
            state,
            held: sound !== 'talk',
            conferenceId: roomNamed(name).conferenceId,
          }),
        ]
      : [],
  );
}

function attendee(legId: LegId, facts: Omit<Attendee, 'legId'>): Attendee {
  return { legId, ...facts };
}
