import type { Instant, MatchReason, RecordMatch } from '../../../../../softphone/core/index.ts';
import type { FoundRecord, IndexReader } from './indexReader.ts';
import type { ObjectShape } from './objectShape.ts';

const ACCOUNT = 'Account';
const CONTACT = 'Contact';
/** More of one caller are no help in the moment of a ring. */
const MOST_RECORDS = 10;
const MOST_CASES = 5;

/** What ranking reads: the objects in the admin's order, and what the index knows around a record. */
export interface Surroundings {
  readonly shapes: readonly ObjectShape[];
  readonly reader: Pick<IndexReader, 'ofPerson'>;
}

/**
 * Matches for what was found by a number or by digits, best first: the admin's order of objects, then those with an
 * open case, then the latest activity. What hangs together follows: open cases and the account of a person, the
 * contact behind a case.
 */
export function rankMatches(
  found: readonly FoundRecord[],
  surroundings: Surroundings,
  reason?: MatchReason,
): readonly RecordMatch[] {
  const ranked = found
    .map((record) => ({ record, cases: casesOf(record, surroundings) }))
    .toSorted(
      (one, other) =>
        orderOf(one, surroundings) - orderOf(other, surroundings) || latestFirst(one.record, other.record),
    )
    .slice(0, MOST_RECORDS);
  const records = ranked.map(({ record }) => record);
  const matches = ranked.map(({ record }) =>
    matchOf(record, surroundings, {
      reason: reason ?? { kind: 'number', field: record.field ?? '' },
      belongsTo: ownerAmong(records, record),
    }),
  );
  const around = ranked.flatMap(({ record, cases }) => [
    ...cases.map((each) =>
      matchOf(each, surroundings, { reason: { kind: 'openCase' }, belongsTo: record.recordId }),
    ),
    ...personBehind(record, surroundings),
  ]);
  const accounts = records.flatMap((record) => accountOf(record, surroundings));
  return unique([...matches, ...around, ...accounts]);
}

/** The contact that logs and cases know a person by: itself, or the one inside a person account. */
function contactOf({ objectType, recordId, personId }: FoundRecord): string | undefined {
  if (objectType === CONTACT) return recordId;
  return objectType === ACCOUNT ? personId : undefined;
}

function casesOf(record: FoundRecord, { reader }: Surroundings): readonly FoundRecord[] {
  const contact = contactOf(record);
  if (contact === undefined) return [];
  return reader
    .ofPerson(contact, MOST_CASES + 1)
    .filter(({ objectType }) => objectType !== ACCOUNT)
    .slice(0, MOST_CASES);
}

/** The contact behind a case, or the person account that it is inside of. */
function personBehind(record: FoundRecord, surroundings: Surroundings): readonly RecordMatch[] {
  const { objectType, personId, recordId } = record;
  if (personId === undefined || objectType === ACCOUNT) return [];
  const account = surroundings.reader
    .ofPerson(personId, MOST_CASES + 1)
    .find((each) => each.objectType === ACCOUNT);
  const person = account ?? { objectType: CONTACT, recordId: personId };
  return [
    {
      ...matchOf(person, surroundings, { reason: { kind: 'contact' }, belongsTo: recordId }),
      part: 'person',
    },
  ];
}

function accountOf(
  { objectType, accountId, recordId }: FoundRecord,
  { shapes }: Surroundings,
): readonly RecordMatch[] {
  if (
    accountId === undefined ||
    objectType === ACCOUNT ||
    !shapes.some((shape) => shape.objectType === ACCOUNT)
  )
    return [];
  return [
    {
      objectType: ACCOUNT,
      recordId: accountId,
      part: 'subject',
      reason: { kind: 'account' },
      belongsTo: recordId,
    },
  ];
}

/** The person among the records found whose account or case this one is. */
function ownerAmong(records: readonly FoundRecord[], record: FoundRecord): string | undefined {
  const owner = records.find(
    (each) =>
      (record.objectType === ACCOUNT && each.accountId === record.recordId) ||
      (record.objectType !== ACCOUNT && record.personId !== undefined && contactOf(each) === record.personId),
  );
  return owner?.recordId;
}

function matchOf(
  { objectType, recordId, personId, lastActivity }: FoundRecord,
  { shapes }: Surroundings,
  { reason, belongsTo }: { readonly reason: MatchReason; readonly belongsTo: string | undefined },
): RecordMatch {
  const isPersonAccount = objectType === ACCOUNT && personId !== undefined;
  const part = shapes.find((shape) => shape.objectType === objectType)?.part ?? 'subject';
  return {
    objectType,
    recordId,
    part: isPersonAccount ? 'person' : part,
    reason,
    ...(belongsTo !== undefined && { belongsTo }),
    ...(lastActivity !== undefined && { lastActivityAt: (lastActivity * 1000) as Instant }),
  };
}

/** Objects in the admin's order, and within one those with an open case first. */
function orderOf(
  { record, cases }: { record: FoundRecord; cases: readonly FoundRecord[] },
  { shapes }: Surroundings,
): number {
  const place = shapes.findIndex(({ objectType }) => objectType === record.objectType);
  return (place < 0 ? shapes.length : place) * 2 + (cases.length > 0 ? 0 : 1);
}

function latestFirst(one: FoundRecord, other: FoundRecord): number {
  return (other.lastActivity ?? 0) - (one.lastActivity ?? 0) || (one.recordId < other.recordId ? -1 : 1);
}

function unique(matches: readonly RecordMatch[]): readonly RecordMatch[] {
  return matches.filter(
    ({ recordId }, place) => matches.findIndex((each) => each.recordId === recordId) === place,
  );
}
