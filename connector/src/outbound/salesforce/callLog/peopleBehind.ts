import type { RecordMatch } from '../../../../../softphone/core/index.ts';
import type { CallLog } from '../../../callCenter/ports/crm.ts';
import { askTogether, queryPath, rowsOf } from '../orgSettings/askTogether.ts';
import type { SalesforceSession } from '../salesforceSession.ts';
import { recordsToLookBehind, type PersonBehind } from './relationsOf.ts';

/** The lookup to the contact, by object. `PersonContactId` exists in orgs with person accounts only. */
const LOOKUPS = { Case: 'ContactId', Account: 'PersonContactId' } as const;

/**
 * Who is behind the cases and person accounts of these logs: what `known` tells, and for the rest one API call.
 * A record that the org does not tell of stands alone.
 */
export async function peopleBehind(
  session: SalesforceSession,
  logs: readonly CallLog[],
  known: PersonBehind,
): Promise<PersonBehind> {
  const records = logs.flatMap((log) => recordsToLookBehind(log, known));
  const queries = Object.entries(LOOKUPS).flatMap(([objectType, lookup]) => {
    const ids = idsOf(records, objectType);
    return ids.length === 0
      ? []
      : [`SELECT Id, ${lookup} FROM ${objectType} WHERE Id IN (${ids.map((id) => `'${id}'`).join(', ')})`];
  });
  if (queries.length === 0) return known;
  const answers = await askTogether(session, queries.map(queryPath));
  const found = new Map<string, string>();
  for (const row of answers.flatMap((answer) => rowsOf(answer) ?? [])) {
    const person = row['ContactId'] ?? row['PersonContactId'];
    if (typeof person === 'string') found.set(String(row['Id']).slice(0, 15), person);
  }
  return (recordId) => known(recordId) ?? found.get(recordId.slice(0, 15));
}

function idsOf(records: readonly RecordMatch[], objectType: string): readonly string[] {
  const ids = records
    .filter((record) => record.objectType === objectType && /^\w{15,18}$/.test(record.recordId))
    .map(({ recordId }) => recordId);
  return [...new Set(ids)];
}
