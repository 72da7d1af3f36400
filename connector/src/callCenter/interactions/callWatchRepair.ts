import type { Instant, InteractionId } from '../../../../softphone/core/index.ts';
import type { Repair } from '../ports/repairs.ts';
import type { Attendee, LegEnd, LegId } from '../ports/telephony.ts';
import { requeueFirst } from '../routing/requeue.ts';
import type { Turn } from '../turn.ts';
import { oddity, type Sight } from './callWatchSight.ts';
import type { InteractionRecord } from './interactionRecord.ts';
import { legJoined, partyGone, partyWhoJoined } from './legs.ts';
import { changeParty, isGoneLeg, partyOfLeg } from './parties.ts';
import { isCustomer, isPresent, soundsOf, type PartyRecord } from './partyRecord.ts';
import { settle } from './settle.ts';

/** A repair that was made, with the ids of what it was about. */
export interface Repaired {
  readonly repair: Repair;
  readonly interaction: InteractionId;
  readonly party?: string;
  readonly leg?: LegId;
}

/** Longer than any phone of ours rings, and the requests for it are repeated. */
const COMING_MS = 90_000;

/** A repair of the interaction as it stands; `undefined` where there is nothing to put right. */
type Step = (turn: Turn, record: InteractionRecord) => Promise<Omit<Repaired, 'interaction'> | undefined>;

/**
 * Puts right what differs. The sight counts for the interaction as it stands now, which may know better by this time.
 */
export async function repairInteraction(
  turn: Turn,
  id: InteractionId,
  { sight, oddBefore }: { sight: Sight; oddBefore: ReadonlySet<string> },
): Promise<readonly Repaired[]> {
  const steps: Step[] = [
    ...[...sight.ends].map(([legId, end]) => endLeg({ legId, end })),
    ...sight.attendees.map((attendee) => admit(attendee, { sight, oddBefore })),
    ...sight.attendees.map((attendee) => correctSound(attendee, sight)),
    ...sight.astray.filter((leg) => oddBefore.has(oddity('astray', leg))).map((leg) => bringBack(leg, sight)),
    giveUpComing,
  ];
  const made: Repaired[] = [];
  for (const step of steps) {
    const record = await turn.store.interaction(id);
    if (!record || record.phase === 'ended') break;
    const repaired = await step(turn, record);
    if (repaired) made.push({ ...repaired, interaction: id });
  }
  return made;
}

function endLeg({ legId, end }: { legId: LegId; end: LegEnd }): Step {
  return async (turn, record) => {
    const party = partyOfLeg(record, legId);
    if (!party || !(await turn.store.once(`over:${legId}`))) return undefined;
    await partyGone(turn, endingAt(record, end, turn.at), { party, cause: end.cause });
    return { repair: 'legEnded', party: party.id, leg: legId };
  };
}

/** Two people talked until the carrier's time of the end, as far as the two clocks can agree on that. */
function endingAt(record: InteractionRecord, { endedAt }: LegEnd, now: Instant): InteractionRecord {
  const { phase, answeredAt } = record;
  if (phase !== 'connected' || answeredAt === undefined || endedAt === undefined) return record;
  return { ...record, endedAt: Math.min(Math.max(answeredAt, endedAt), now) as Instant };
}

/** Who is in the conference is in; who should not be there, at the second look, is put out. */
function admit(
  { legId, partyId, state, conferenceId }: Attendee,
  { sight, oddBefore }: { sight: Sight; oddBefore: ReadonlySet<string> },
): Step {
  return async (turn, record) => {
    if (state !== 'in' || record.room?.name !== sight.room?.name || !record.room) return undefined;
    if (isGoneLeg(record, legId)) return undefined;
    const news = {
      type: 'legJoined' as const,
      key: `seen:${legId}`,
      interactionId: record.id,
      legId,
      room: { name: record.room.name, conferenceId },
      ...(partyId !== undefined && { partyId }),
    };
    const awaited = partyWhoJoined(record, news);
    if (awaited?.state === 'in' || (!awaited && !oddBefore.has(oddity('in', legId)))) return undefined;
    await legJoined(turn, record, news);
    return { repair: awaited ? 'legJoined' : 'strayLeg', leg: legId, ...(awaited && { party: awaited.id }) };
  };
}

/** What the carrier plays counts as told; `settle` asks for what should be heard. */
function correctSound({ legId, held }: Attendee, { at }: Sight): Step {
  return async (turn, record) => {
    const party = partyOfLeg(record, legId);
    if (party?.state !== 'in' || record.answeredAt === undefined) return undefined;
    const { id, sound, soundSince } = party;
    const isToBe = soundsOf(record.parties).get(id) === sound;
    if (!isToBe || soundSince >= at || held === (sound !== 'talk')) return undefined;
    await settle(turn, changeParty(record, id, { sound: held ? 'music' : 'talk', soundSince: turn.at }));
    return { repair: 'sound', party: id, leg: legId };
  };
}

/** A leg is sent to where it should be, once: a carrier that does not tell the truth must not move callers about. */
function bringBack(legId: LegId, { at }: Sight): Step {
  return async (turn, record) => {
    const party = partyOfLeg(record, legId);
    const settledIn = record.phase !== 'arriving' && !record.voicemail;
    if (!party || !settledIn || party.since >= at) return undefined;
    if (!isCustomer(party)) return partyAstray(turn, record, { party, legId });
    if (!(await turn.store.once(`astray:${legId}`))) return undefined;
    const { id: interactionId, room } = record;
    const others = record.parties.some((each) => !isCustomer(each) && isPresent(each));
    if (!room) await turn.ask({ type: 'sendToQueue', interactionId, legId });
    else if (others || record.parked) {
      await turn.save({ ...record, room: { name: room.name } });
      await turn.ask({ type: 'sendToRoom', interactionId, legId });
    } else await requeueFirst(turn, record);
    return { repair: 'callerAstray', party: party.id, leg: legId };
  };
}

async function partyAstray(
  turn: Turn,
  record: InteractionRecord,
  { party, legId }: { party: PartyRecord; legId: LegId },
): Promise<Omit<Repaired, 'interaction'> | undefined> {
  if (!isPresent(party)) return undefined;
  await turn.ask({ type: 'endLeg', interactionId: record.id, legId });
  await partyGone(turn, record, { party, cause: 'failed' });
  return { repair: 'partyAstray', party: party.id, leg: legId };
}

/** A party of which the carrier never named a leg. */
const giveUpComing: Step = async (turn, record) => {
  const party = record.parties.find(
    ({ state, legId, since }) => state === 'ringing' && legId === undefined && turn.at - since > COMING_MS,
  );
  if (!party) return undefined;
  await partyGone(turn, record, { party, cause: 'noAnswer' });
  return { repair: 'notComing', party: party.id };
};
