import type { Connection } from 'jsforce/lib/connection.js';
import { WITHHELD, type RecordMatch } from '../../../../softphone/core/index.ts';
import type { Crm } from '../../callCenter/ports/crm.ts';
import { countriesFor, phoneSearch, sameNumber, searched, type SearchedObject } from './phoneSearch.ts';
import type { SalesforceSession } from './salesforceSession.ts';

const MOST_MATCHES = 10;
/** Shorter numbers are extensions, services and tests: they match by accident. */
const SHORTEST_NUMBER_DIGITS = 7;
const CASE_NUMBER_DIGITS = 8;

type Row = Readonly<Record<string, unknown>> & { readonly Id: string };

/** Records for what the caller keyed in, else for the number; nothing for a withheld or short one. */
export async function findMatches(
  session: SalesforceSession,
  { number, collected }: Parameters<Crm['findMatches']>[0],
  country: string,
): Promise<readonly RecordMatch[]> {
  const byCase = collected === undefined ? [] : await findCase(session, collected);
  if (byCase.length > 0) return byCase;
  if (number === WITHHELD || number.replace(/\D/g, '').length < SHORTEST_NUMBER_DIGITS) return [];
  const found = await session.use((connection) => searchPhones(connection, number));
  const verified = found.filter(({ objectType, row }) => hasNumber(objectType, row, { number, country }));
  const matches = inOrder(verified).map(({ objectType, row }) => matchOf(objectType, row));
  return [...matches, ...(await casesOf(session, matches))].slice(0, MOST_MATCHES);
}

/** A case number that exists is what the caller means, whoever calls. */
async function findCase(session: SalesforceSession, collected: string): Promise<RecordMatch[]> {
  const digits = collected.replace(/\D/g, '');
  if (digits === '' || digits.length > CASE_NUMBER_DIGITS) return [];
  const caseNumber = digits.padStart(CASE_NUMBER_DIGITS, '0');
  const { records } = await session.use(async (connection) =>
    connection.query<Row>(
      `SELECT Id, CaseNumber, Subject FROM Case WHERE CaseNumber = '${caseNumber}' LIMIT 1`,
    ),
  );
  return records.map((row) => matchOf('Case', row));
}

async function searchPhones(
  connection: Connection,
  e164: string,
): Promise<{ objectType: SearchedObject; row: Row }[]> {
  const { searchRecords } = await connection.search(phoneSearch(e164));
  return (searchRecords as (Row & { attributes?: { type?: string } })[]).flatMap((row) => {
    const objectType = row.attributes?.type;
    return objectType !== undefined && objectType in searched
      ? [{ objectType: objectType as SearchedObject, row }]
      : [];
  });
}

/** The open cases of the people found, newest first: they belong to those matches. */
async function casesOf(session: SalesforceSession, matches: readonly RecordMatch[]): Promise<RecordMatch[]> {
  const contactIds = matches
    .filter(({ objectType }) => objectType === 'Contact')
    .map(({ recordId }) => recordId);
  if (contactIds.length === 0) return [];
  const known = new Set(matches.map(({ recordId }) => recordId));
  const { records } = await session.use(async (connection) =>
    connection.query<Row>(
      `SELECT Id, CaseNumber, Subject, ContactId FROM Case WHERE IsClosed = false ` +
        `AND ContactId IN (${contactIds.map((id) => `'${id}'`).join(', ')}) ` +
        `ORDER BY LastModifiedDate DESC LIMIT ${MOST_MATCHES}`,
    ),
  );
  return records
    .filter(({ Id }) => !known.has(Id))
    .map((row) => ({ ...matchOf('Case', row), belongsTo: String(row['ContactId']) }));
}

function hasNumber(
  objectType: SearchedObject,
  row: Row,
  { number, country }: { number: string; country: string },
) {
  const { MailingCountry, Country, BillingCountry } = row;
  const countries = countriesFor(MailingCountry ?? Country ?? BillingCountry, country, number);
  return searched[objectType].fields
    .filter((field) => field.endsWith('Phone'))
    .some((field) => sameNumber(row[field], number, countries));
}

function inOrder(found: readonly { objectType: SearchedObject; row: Row }[]) {
  const order = Object.keys(searched);
  return found.toSorted((one, other) => order.indexOf(one.objectType) - order.indexOf(other.objectType));
}

function matchOf(objectType: SearchedObject, row: Row): RecordMatch {
  const part = objectType === 'Contact' || objectType === 'Lead' ? 'person' : 'subject';
  return { objectType, recordId: row.Id, part };
}
