import type { RecordMatch } from '../../../../softphone/core/index.ts';
import type { ObjectShape } from './callerIndex/objectShape.ts';
import { selectedFields } from './callerIndex/objectShape.ts';
import { collectedKey } from './callerIndex/lookUp.ts';
import { recordIdIn } from './callerIndex/recordId.ts';
import type { MatchSources } from './matchSources.ts';

/** Numbers of records, such as `00001042`, are filled up with zeros. */
const FILLED_DIGITS = 8;

/**
 * Records by what the caller keyed in, asked of Salesforce in one API call: also those that the index does not hold,
 * such as closed cases. Nothing when it can be no record's number.
 */
export async function searchCollected(
  { index, source }: MatchSources,
  collected: string,
): Promise<readonly RecordMatch[]> {
  const recordId = recordIdIn(collected);
  if (recordId === undefined && collectedKey(collected) === undefined) return [];
  const shapes = await index.shapes();
  const asked = shapes.flatMap((shape) => {
    const condition =
      recordId === undefined ? numberCondition(shape, collected) : idCondition(shape, recordId);
    return condition === undefined ? [] : [{ shape, soql: queryOf(shape, condition) }];
  });
  if (asked.length === 0) return [];
  const answers = await source.readChanges(asked.map(({ soql }) => soql));
  return answers.flatMap((answer, place) => {
    const shape = asked[place]?.shape;
    if (!shape || !('rows' in answer)) return [];
    return index.matchesOf(shape, answer.rows);
  });
}

function queryOf(shape: ObjectShape, condition: string): string {
  const notDeleted = shape.deletable ? ' AND IsDeleted = false' : '';
  return `SELECT ${selectedFields(shape)} FROM ${shape.objectType} WHERE (${condition})${notDeleted} LIMIT 2`;
}

function idCondition({ keyPrefix }: ObjectShape, recordId: string): string | undefined {
  return recordId.startsWith(keyPrefix) ? `Id = '${recordId}'` : undefined;
}

function numberCondition({ numberFields }: ObjectShape, collected: string): string | undefined {
  if (numberFields.length === 0) return undefined;
  const digits = collected.replaceAll(/\D/g, '');
  const plain = digits.replace(/^0+/, '');
  const spellings = new Set([digits, plain, plain.padStart(FILLED_DIGITS, '0')]);
  const values = [...spellings].map((each) => `'${each}'`).join(', ');
  return numberFields.map((field) => `${field} IN (${values})`).join(' OR ');
}
