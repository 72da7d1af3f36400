import type { Instant } from '../../../../softphone/core/index.ts';
import type { Attendee, LegEnd, LegId, Room, Telephony } from '../ports/telephony.ts';
import type { InteractionRecord } from './interactionRecord.ts';

/** What the carrier has of one interaction. */
export interface Sight {
  /** What has changed here since then, the carrier's answer may not know. */
  readonly at: Instant;
  readonly room?: Room;
  readonly attendees: readonly Attendee[];
  /** The legs that are over. */
  readonly ends: ReadonlyMap<LegId, LegEnd>;
  /** Legs that are up, and neither in the conference nor in a queue; they may be on their way. */
  readonly astray: readonly LegId[];
}

interface Looking {
  readonly at: Instant;
  /** The legs that wait in a queue; absent where the carrier does not tell. */
  readonly waiting: ReadonlySet<LegId> | undefined;
}

/** Asks the carrier who is in the conference, and only about the legs that are not there what has become of them. */
export async function sightOf(
  telephony: Pick<Telephony, 'legEnd' | 'attendees'>,
  record: InteractionRecord,
  { at, waiting }: Looking,
): Promise<Sight> {
  const { room, parties } = record;
  const attendees = room ? await telephony.attendees(room) : [];
  const there = new Set(attendees.map(({ legId }) => legId));
  const ends = new Map<LegId, LegEnd>();
  const astray: LegId[] = [];
  for (const { legId, state } of parties) {
    if (legId === undefined || there.has(legId) || waiting?.has(legId) === true) continue;
    const end = await telephony.legEnd(legId);
    if (end) ends.set(legId, end);
    else if (state === 'outside' ? waiting : room) astray.push(legId);
  }
  return { at, attendees, ends, astray, ...(room && { room }) };
}

/** Whether there may be something to put right; most looks find nothing, and cost no turn. */
export function mayDiffer({ parties }: InteractionRecord, { ends, astray, attendees }: Sight): boolean {
  const isAwaited = parties.some(({ state, legId }) => state === 'ringing' && legId === undefined);
  if (isAwaited || ends.size > 0 || astray.length > 0) return true;
  return attendees.some((attendee) => {
    const party = parties.find(({ legId }) => legId === attendee.legId);
    return attendee.state === 'in' && (party?.state !== 'in' || attendee.held !== (party.sound !== 'talk'));
  });
}

/** What may be wrong, or on its way: wrong when it is the same at the next look. */
export function odditiesIn({ attendees, astray }: Sight): readonly string[] {
  return [
    ...attendees.map(({ legId }) => oddity('in', legId)),
    ...astray.map((legId) => oddity('astray', legId)),
  ];
}

export function oddity(kind: 'in' | 'astray', legId: LegId): string {
  return `${kind}:${legId}`;
}
