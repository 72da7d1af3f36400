import type { LiteralType } from '@jetstreamapp/soql-parser-js';
import { parseRecordId } from '../org/recordId.ts';
import { SalesforceError } from '../org/salesforceError.ts';
import { kindOf } from '../org/schema/fieldSpec.ts';
import type { FieldSpec } from '../org/schema/fieldSpec.ts';
import type { SqlValue } from '../org/store/database.ts';
import { datetime, parseDatetime } from '../org/store/fieldValues.ts';

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/** The text of a quoted SOQL string. `\%` and `\_` stay escaped, as LIKE reads them. */
export function unquoted(literal: string): string {
  return literal.slice(1, -1).replace(/\\(.)/g, (whole, letter: string) => {
    if (letter === '%' || letter === '_') return whole;
    return ESCAPES[letter.toLowerCase()] ?? letter;
  });
}

/** The value to compare a field with; refuses a literal of another type, with the platform's words. */
export function literalValue(spec: FieldSpec, literal: string, type: LiteralType | undefined): SqlValue {
  if (type === 'NULL') return null;
  switch (kindOf(spec)) {
    case 'id':
      return idValue(spec, literal, type);
    case 'boolean':
      if (type !== 'BOOLEAN') throw wrongLiteral(spec, 'boolean and should not be enclosed in quotes');
      return Number(literal.toLowerCase() === 'true');
    case 'number':
      if (type !== 'INTEGER' && type !== 'DECIMAL')
        throw wrongLiteral(spec, 'double and should not be enclosed in quotes');
      return Number(literal);
    case 'date':
      if (type !== 'DATE') throw wrongLiteral(spec, 'date and should not be enclosed in quotes');
      return literal;
    case 'datetime':
      if (type !== 'DATETIME') throw wrongLiteral(spec, 'dateTime and should not be enclosed in quotes');
      return datetime(parseDatetime(literal));
    case 'text':
      if (type !== 'STRING') throw wrongLiteral(spec, 'string and should be enclosed in quotes');
      return unquoted(literal);
  }
}

function idValue(spec: FieldSpec, literal: string, type: LiteralType | undefined): SqlValue {
  if (type !== 'STRING') throw wrongLiteral(spec, 'ID and should be enclosed in quotes');
  const text = unquoted(literal);
  if (text === '') return null;
  const id = parseRecordId(text);
  if (id === undefined)
    throw new SalesforceError('INVALID_QUERY_FILTER_OPERATOR', `invalid ID field: ${text}`);
  return id;
}

function wrongLiteral(spec: FieldSpec, expected: string): SalesforceError {
  return new SalesforceError(
    'INVALID_FIELD',
    `value of filter criterion for field '${spec.name}' must be of type ${expected}`,
  );
}
