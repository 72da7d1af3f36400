import type { FieldFunctionExpression, FunctionExp } from '@jetstreamapp/soql-parser-js';
import { SalesforceError } from '../org/salesforceError.ts';
import { field } from '../org/schema/fieldSpec.ts';
import type { Column, SoqlScope } from './soqlScope.ts';

const AGGREGATES = new Set(['COUNT', 'COUNT_DISTINCT', 'SUM', 'AVG', 'MIN', 'MAX']);
const UNCHANGED = new Set(['TOLABEL', 'FORMAT', 'CONVERTCURRENCY', 'CONVERTTIMEZONE']);

/** Where a part of a date stands in its text: first character (from 1) and length. */
const DATE_PARTS: Readonly<Record<string, readonly [number, number]>> = {
  CALENDAR_YEAR: [1, 4],
  FISCAL_YEAR: [1, 4],
  CALENDAR_MONTH: [6, 2],
  DAY_IN_MONTH: [9, 2],
  HOUR_IN_DAY: [12, 2],
};

export function isAggregate(expression: FieldFunctionExpression | FunctionExp): boolean {
  return AGGREGATES.has((expression.functionName ?? '').toUpperCase());
}

/** A SOQL function as SQL. Hours and days are UTC. */
export function functionColumn(scope: SoqlScope, expression: FieldFunctionExpression | FunctionExp): Column {
  const name = (expression.functionName ?? '').toUpperCase();
  const parameter = expression.parameters?.[0];
  if (name === 'COUNT' && parameter === undefined) return { sql: 'COUNT(*)', spec: field('expr', 'int') };
  if (parameter === undefined) throw unknownFunction(name);
  const inner = typeof parameter === 'string' ? scope.column(parameter) : functionColumn(scope, parameter);

  if (name === 'COUNT_DISTINCT') return { sql: `COUNT(DISTINCT ${inner.sql})`, spec: field('expr', 'int') };
  if (name === 'COUNT') return { sql: `COUNT(${inner.sql})`, spec: field('expr', 'int') };
  if (name === 'MIN' || name === 'MAX') return { sql: `${name}(${inner.sql})`, spec: inner.spec };
  if (AGGREGATES.has(name)) return { sql: `${name}(${inner.sql})`, spec: field('expr', 'double') };
  if (UNCHANGED.has(name)) return inner;
  if (name === 'DAY_ONLY') return { sql: `substr(${inner.sql}, 1, 10)`, spec: field('expr', 'date') };
  const part = DATE_PARTS[name];
  if (!part) throw unknownFunction(name);
  return { sql: `CAST(substr(${inner.sql}, ${part[0]}, ${part[1]}) AS INTEGER)`, spec: field('expr', 'int') };
}

function unknownFunction(name: string): SalesforceError {
  return new SalesforceError('MALFORMED_QUERY', `unexpected function: ${name}`);
}
