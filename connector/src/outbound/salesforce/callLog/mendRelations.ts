import type { RecordMatch, RelatedRecords } from '../../../../../softphone/core/index.ts';
import { askTogether, queryAllPath, rowsOf, type Row } from '../orgSettings/askTogether.ts';
import type { SalesforceSession } from '../salesforceSession.ts';

/** What became of a record that a Task may not point to. */
export type Fate =
  /** It was merged into this one. */
  | { readonly kind: 'merged'; readonly into: string }
  /** The lead became this contact. */
  | { readonly kind: 'converted'; readonly into: string }
  | { readonly kind: 'deleted' }
  /** The connector may not see it, or it is not there. */
  | { readonly kind: 'hidden' }
  /** Nothing is wrong with the record itself. */
  | { readonly kind: 'there' };

/** Related records with what became of those that could not be written. */
export interface MendedRecords {
  readonly records: RelatedRecords;
  readonly remarks: readonly string[];
  /** Whether they differ from what was refused. */
  readonly changed: boolean;
}

/** Objects whose records can be merged. Source: Object Reference, `MasterRecordId`. */
const MERGED_OBJECTS = new Set(['Account', 'Contact', 'Lead', 'Case']);
const MOST_QUERIES = 5;
/** Who merges a merged record again and again is followed this far. */
const MOST_MERGES = 5;

/** Looks up what became of the records: one API call for up to five objects, and one more for each merge of a merge. */
export async function fatesOf(
  session: SalesforceSession,
  records: readonly RecordMatch[],
): Promise<ReadonlyMap<string, Fate>> {
  const fates = new Map<string, Fate>();
  let asked = records.map((record) => ({ first: record.recordId, ...record }));
  for (let round = 0; round < MOST_MERGES && asked.length > 0; round += 1) {
    const rows = await rowsOfRecords(session, asked);
    asked = asked.flatMap((record) => {
      const fate = fateIn(rows.get(record.recordId.slice(0, 15)));
      const seen = fate.kind === 'there' && record.recordId !== record.first;
      fates.set(record.first, seen ? { kind: 'merged', into: record.recordId } : fate);
      return fate.kind === 'merged' ? [{ ...record, recordId: fate.into }] : [];
    });
  }
  return fates;
}

/** The related records as they can be written: merged ones as what they are now, others that are gone left out. */
export function mended(records: RelatedRecords, fates: ReadonlyMap<string, Fate>): MendedRecords {
  const { person, subject } = records;
  const parts = [mendOne(person, fates), mendOne(subject, fates)] as const;
  const [mendedPerson, mendedSubject] = parts;
  return {
    records: {
      ...(mendedPerson.record && { person: mendedPerson.record }),
      ...(mendedSubject.record && { subject: mendedSubject.record }),
    },
    remarks: parts.flatMap(({ remark }) => remark ?? []),
    changed: mendedPerson.record !== person || mendedSubject.record !== subject,
  };
}

function mendOne(
  record: RecordMatch | undefined,
  fates: ReadonlyMap<string, Fate>,
): { readonly record?: RecordMatch; readonly remark?: string } {
  const fate = record && fates.get(record.recordId);
  if (!record || !fate) return record ? { record } : {};
  const { objectType, recordId } = record;
  switch (fate.kind) {
    case 'there':
      return { record };
    case 'merged': {
      const { belongsTo: _before, ...rest } = record;
      return { record: { ...rest, recordId: fate.into } };
    }
    case 'converted':
      return { record: { objectType: 'Contact', recordId: fate.into, part: 'person' } };
    case 'deleted':
      return { remark: `The call was about ${objectType} ${recordId}, which has been deleted.` };
    case 'hidden':
      return {
        remark: `The call was about ${objectType} ${recordId}, which the connector’s user may not see.`,
      };
  }
}

async function rowsOfRecords(
  session: SalesforceSession,
  records: readonly RecordMatch[],
): Promise<ReadonlyMap<string, Row>> {
  const types = [...new Set(records.map(({ objectType }) => objectType))].filter((type) =>
    /^\w+$/.test(type),
  );
  const rows = new Map<string, Row>();
  for (let first = 0; first < types.length; first += MOST_QUERIES) {
    const queries = types.slice(first, first + MOST_QUERIES).map((type) => queryOf(type, records));
    for (const answer of await askTogether(session, queries.map(queryAllPath))) {
      for (const row of rowsOf(answer) ?? []) rows.set(String(row['Id']).slice(0, 15), row);
    }
  }
  return rows;
}

function queryOf(objectType: string, records: readonly RecordMatch[]): string {
  const ids = records
    .filter((record) => record.objectType === objectType && /^\w{15,18}$/.test(record.recordId))
    .map(({ recordId }) => `'${recordId}'`);
  const master = MERGED_OBJECTS.has(objectType) ? ', MasterRecordId' : '';
  const contact = objectType === 'Lead' ? ', ConvertedContactId' : '';
  const wanted = ids.length > 0 ? [...new Set(ids)].join(', ') : "''";
  return `SELECT Id, IsDeleted${master}${contact} FROM ${objectType} WHERE Id IN (${wanted})`;
}

function fateIn(row: Row | undefined): Fate {
  if (!row) return { kind: 'hidden' };
  const contactId = row['ConvertedContactId'];
  if (typeof contactId === 'string') return { kind: 'converted', into: contactId };
  if (row['IsDeleted'] !== true) return { kind: 'there' };
  const into = row['MasterRecordId'];
  return typeof into === 'string' ? { kind: 'merged', into } : { kind: 'deleted' };
}
