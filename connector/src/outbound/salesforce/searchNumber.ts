import { countriesOf, textAt, type OrgRow } from './callerIndex/callerRow.ts';
import type { ObjectShape } from './callerIndex/objectShape.ts';
import { selectedFields } from './callerIndex/objectShape.ts';
import { holdsNumber } from './callerIndex/readNumbers.ts';
import type { MatchSources } from './matchSources.ts';
import { phoneSearch } from './phoneSearch.ts';

const MOST_CASES = 10;

/**
 * Searches Salesforce for a number, compares every hit in E.164, and brings the true ones into the index.
 * `withCases` also brings the open cases of the people found, which an index that is still loading may lack.
 */
export async function searchNumber(
  { index, source, country }: MatchSources,
  e164: string,
  { withCases }: { readonly withCases: boolean },
): Promise<void> {
  const shapes = await index.shapes();
  const rows = await source.search(phoneSearch(e164, shapes));
  const hits = rows.flatMap((row) => hitOf(row, e164, { shapes, country }) ?? []);
  for (const { shape, row, field } of hits) index.takeIn(shape, [row], { e164, field });
  if (!withCases) return;
  const people = hits.flatMap(({ shape, row }) => contactOf(shape, row) ?? []);
  if (people.length === 0) return;
  for (const shape of shapes.filter(({ personField }) => personField !== undefined)) {
    index.takeIn(shape, await source.query(recordsOf(people, shape)));
  }
}

interface Searched {
  readonly shapes: readonly ObjectShape[];
  readonly country: string;
}

function hitOf(row: OrgRow, e164: string, { shapes, country }: Searched) {
  const { type } = (row['attributes'] ?? {}) as { type?: string };
  const shape = shapes.find(({ objectType }) => objectType === type);
  const countries = shape ? countriesOf(shape, row, country) : [];
  const field = shape?.phoneFields.find((name) => holdsNumber(textAt(row, name), e164, countries));
  return shape && field !== undefined ? { shape, row, field } : undefined;
}

function contactOf({ objectType }: ObjectShape, row: OrgRow): string | undefined {
  return objectType === 'Contact' ? textAt(row, 'Id') : textAt(row, 'PersonContactId');
}

function recordsOf(people: readonly string[], shape: ObjectShape): string {
  const { objectType, openWhen, personField = '' } = shape;
  const open = openWhen === undefined ? '' : ` AND (${openWhen})`;
  const ids = people.map((id) => `'${id}'`).join(', ');
  return (
    `SELECT ${selectedFields(shape)} FROM ${objectType} ` +
    `WHERE ${personField} IN (${ids})${open} ORDER BY SystemModstamp DESC LIMIT ${MOST_CASES}`
  );
}
