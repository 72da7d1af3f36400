import type { RecordMatch, RelatedRecords } from '../../../../../softphone/core/index.ts';

/** The records of a Task: WhoId is a person, WhatId anything else. Source: Object Reference, "Task". */
export interface Relations {
  readonly whoId?: string;
  readonly whatId?: string;
  /** Lines for the description: what could not be related, and why. */
  readonly remarks: readonly string[];
}

/** The contact behind a case, or inside a person account. */
export type PersonBehind = (recordId: string) => string | undefined;

/** Ids of contacts begin so in every org. Source: "Standard field record ID prefix decoder". */
const CONTACT_PREFIX = '003';

/**
 * A person goes into WhoId, everything else into WhatId; a person account stands in WhoId as its own contact, a case
 * brings its contact. With a lead in WhoId, WhatId must stay empty. A user can be neither.
 */
export function relationsOf({ person, subject }: RelatedRecords, personBehind: PersonBehind): Relations {
  const what = subject && isRelatable(subject) ? subject : undefined;
  const who = person && isRelatable(person) ? person : undefined;
  if (who?.objectType === 'Lead') return { whoId: who.recordId, remarks: [] };
  if (who && !isContact(who)) return ofStandIn(who, what, personBehind);
  const whoId = who?.recordId ?? (what && contactOf(what, personBehind));
  return related(whoId, what?.recordId);
}

/** The records whose contact is to be looked up, because nothing at hand tells it. */
export function recordsToLookBehind(
  { person, subject }: RelatedRecords,
  personBehind: PersonBehind,
): readonly RecordMatch[] {
  if (person) return person.objectType === 'Account' && !personBehind(person.recordId) ? [person] : [];
  return subject?.objectType === 'Case' && contactOf(subject, personBehind) === undefined ? [subject] : [];
}

/** A person account, or a record of a custom object that stands for a person. */
function ofStandIn(
  { recordId }: RecordMatch,
  what: RecordMatch | undefined,
  personBehind: PersonBehind,
): Relations {
  return related(personBehind(recordId), what?.recordId ?? recordId);
}

/** The contact through which a record was found is the one it belongs to. */
function contactOf(record: RecordMatch, personBehind: PersonBehind): string | undefined {
  if (record.objectType !== 'Case') return undefined;
  const through = record.belongsTo?.startsWith(CONTACT_PREFIX) === true ? record.belongsTo : undefined;
  return through ?? personBehind(record.recordId);
}

function isContact({ objectType }: RecordMatch): boolean {
  return objectType === 'Contact';
}

function isRelatable({ objectType }: RecordMatch): boolean {
  return objectType !== 'User';
}

function related(whoId: string | undefined, whatId: string | undefined): Relations {
  return { remarks: [], ...(whoId !== undefined && { whoId }), ...(whatId !== undefined && { whatId }) };
}
