import { mainRecord, otherParty, type Interaction, type RecordRef } from '../interaction/interaction.ts';
import type { Softphone } from './softphone.ts';
import type { Step } from './step.ts';

/**
 * What this agent may see of a record. The connector knows records by their ids only; the agent's own desktop
 * says what they are called, so that nobody reads a name without access to the record.
 */
export type RecordSight =
  | { readonly state: 'reading' }
  | ({ readonly state: 'seen' } & RecordFace)
  | { readonly state: 'hidden' }
  /** The desktop did not answer; it is asked again when the link comes back. */
  | { readonly state: 'unread' };

/** How a record is shown. */
export interface RecordFace {
  readonly name: string;
  /** One line that tells this record from its neighbours: an account's name, a case's subject. */
  readonly detail?: string;
  /** A picture of the caller, as a path or an https address. */
  readonly imageUrl?: string;
}

/** A record as the desktop shows it to this agent. */
export type SeenRecord = RecordFace & Pick<RecordRef, 'recordId'>;

/** What is known of the records at hand, by record id. */
export type RecordSights = Readonly<Record<string, RecordSight>>;

/** The face of a record, once it has been read and the agent may see it. */
export function faceOf(records: RecordSights, record: RecordRef | undefined): RecordFace | undefined {
  const sight = record && records[record.recordId];
  return sight?.state === 'seen' ? sight : undefined;
}

/** How the other party is called: a person's name, else what the call is about, else the number. */
export function partyName(records: RecordSights, interaction: Interaction): string {
  if (interaction.direction === 'internal') return colleagueName(interaction);
  const face = faceOf(records, interaction.person) ?? faceOf(records, mainRecord(interaction));
  return face?.name ?? otherParty(interaction);
}

/** Agents are known by their names; one who is in the call no more, by who called. */
function colleagueName(interaction: Interaction): string {
  const names = interaction.parties.map(({ name }) => name);
  return names.find((name) => name) ?? interaction.from ?? otherParty(interaction);
}

/** Has the desktop read the records that have come to hand; forgets those that are no longer. */
export function withRecordsRead({ softphone, effects }: Step): Step {
  const atHand = recordsAtHand(softphone);
  const unknown = [...atHand.values()].filter(({ recordId }) => softphone.records[recordId] === undefined);
  if (unknown.length === 0 && Object.keys(softphone.records).length === atHand.size) {
    return { softphone, effects };
  }
  const records = Object.fromEntries(
    [...atHand.keys()].map((id) => [id, softphone.records[id] ?? { state: 'reading' as const }]),
  );
  return {
    softphone: { ...softphone, records },
    effects: unknown.length > 0 ? [...effects, { type: 'readRecords', records: unknown }] : effects,
  };
}

/** Takes in what the desktop has said about `asked`: what it left out is hidden from this agent. */
export function takeInSights(
  records: RecordSights,
  asked: readonly RecordRef[],
  found: readonly SeenRecord[],
): RecordSights {
  const faces = new Map(found.map((face) => [face.recordId, face]));
  return withSights(records, asked, ({ recordId }) => {
    const face = faces.get(recordId);
    return face ? { ...face, state: 'seen' } : { state: 'hidden' };
  });
}

/** The same for `asked` when the desktop did not answer. */
export function leaveUnread(records: RecordSights, asked: readonly RecordRef[]): RecordSights {
  return withSights(records, asked, () => ({ state: 'unread' }));
}

/** Lets what could not be read be asked for again. */
export function withoutUnread(records: RecordSights): RecordSights {
  return Object.fromEntries(Object.entries(records).filter(([, { state }]) => state !== 'unread'));
}

function withSights(
  records: RecordSights,
  asked: readonly RecordRef[],
  sightOf: (record: RecordRef) => RecordSight,
): RecordSights {
  return { ...records, ...Object.fromEntries(asked.map((each) => [each.recordId, sightOf(each)])) };
}

function recordsAtHand({ desk, history, inView }: Softphone): ReadonlyMap<string, RecordRef> {
  const interactions = desk?.interactions ?? [];
  const refs = [
    ...interactions.flatMap(({ matches, person, subject }) => [...matches, person, subject]),
    ...history.flatMap(({ person, subject }) => [person, subject]),
    // What is in view matters to a call only.
    ...(interactions.length > 0 ? [inView] : []),
  ];
  return new Map(
    refs.flatMap((ref) =>
      ref ? [[ref.recordId, { objectType: ref.objectType, recordId: ref.recordId }]] : [],
    ),
  );
}
