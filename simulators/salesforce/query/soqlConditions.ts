import type {
  Condition,
  ConditionWithValueQuery,
  HavingClause,
  LiteralType,
  Query,
  WhereClause,
} from '@jetstreamapp/soql-parser-js';
import { SalesforceError } from '../org/salesforceError.ts';
import type { SqlValue } from '../org/store/database.ts';
import { datetime } from '../org/store/fieldValues.ts';
import { dateRange } from './dateLiterals.ts';
import { functionColumn } from './soqlFunctions.ts';
import { literalValue, unquoted } from './soqlLiterals.ts';
import type { Column, SoqlScope } from './soqlScope.ts';

/** Compiles a subquery of `IN (SELECT ...)` to SQL, in the scope that asks for it. */
type SemiJoin = (scope: SoqlScope, query: Query) => string;

/** What is compared, and how a comparison with null becomes false where that matters. */
interface Target {
  readonly scope: SoqlScope;
  readonly column: Column;
  readonly certain: (sql: string) => string;
}

/** A comparison whose values are literals. */
interface Comparison {
  readonly operator: string;
  readonly values: readonly string[];
  readonly types: readonly (LiteralType | undefined)[];
}

/**
 * A WHERE or HAVING clause as SQL.
 *
 * The parser hands conditions over as a chain with parentheses counted at its ends; SQL reads them back in that order.
 * A null field fails `=` and passes `!=`. Under a NOT a comparison with null must be false rather than unknown; elsewhere
 * it stays bare, so that SQLite can use an index.
 */
export function conditionSql(
  scope: SoqlScope,
  clause: WhereClause | HavingClause,
  semiJoin: SemiJoin,
): string {
  const certain = negates(clause) ? falseForNull : (sql: string) => sql;
  const parts: string[] = [];
  for (
    let current: WhereClause | HavingClause | undefined = clause;
    current;
    current = 'right' in current ? current.right : undefined
  ) {
    const left: ConditionWithValueQuery | Condition | null = current.left;
    const opening = '('.repeat(left && 'openParen' in left ? (left.openParen ?? 0) : 0);
    const closing = ')'.repeat(left && 'closeParen' in left ? (left.closeParen ?? 0) : 0);
    const condition = left && 'operator' in left ? comparisonSql({ scope, certain, semiJoin }, left) : '';
    parts.push(`${opening}${condition}${closing}`);
    if ('operator' in current) parts.push(current.operator);
  }
  return parts.join(' ');
}

type Compared = Exclude<ConditionWithValueQuery, { openParen: number; operator?: never }> & {
  operator: string;
};

interface Surroundings {
  readonly scope: SoqlScope;
  readonly certain: (sql: string) => string;
  readonly semiJoin: SemiJoin;
}

function comparisonSql({ scope, certain, semiJoin }: Surroundings, condition: Compared): string {
  const column = 'fn' in condition ? functionColumn(scope, condition.fn) : scope.column(condition.field);
  const operator = condition.operator.toUpperCase();
  if ('valueQuery' in condition) {
    const inner = semiJoin(scope, condition.valueQuery);
    return operator === 'NOT IN'
      ? `(${column.sql} IS NULL OR ${column.sql} NOT IN (${inner}))`
      : certain(`${column.sql} IN (${inner})`);
  }
  const values = [condition.value].flat();
  const given = condition.literalType;
  const types = values.map((_, index) => (Array.isArray(given) ? given[index] : given));
  return valuesSql({ scope, column, certain }, { operator, values, types });
}

function valuesSql(target: Target, comparison: Comparison): string {
  const { column } = target;
  const { operator, values, types } = comparison;
  if (types[0] === 'DATE_LITERAL' || types[0] === 'DATE_N_LITERAL') {
    const alternatives = values.map((value) => rangeSql(target, { operator, value }));
    return `(${alternatives.join(operator === 'NOT IN' ? ' AND ' : ' OR ')})`;
  }
  if (operator === 'INCLUDES' || operator === 'EXCLUDES') return multipicklistSql(target, comparison);
  const literals = values.map((value, index) => literalValue(column.spec, value, types[index]));
  if (operator === 'IN' || operator === 'NOT IN') return listSql(target, { operator, literals });
  const [literal = null] = literals;
  return singleSql(target, { operator, literal });
}

function singleSql(
  { scope, column, certain }: Target,
  test: { operator: string; literal: SqlValue },
): string {
  const { operator, literal } = test;
  if (literal === null || literal === '') {
    if (operator === '=') return `${column.sql} IS NULL`;
    if (operator === '!=' || operator === '<>') return `${column.sql} IS NOT NULL`;
    return '0';
  }
  scope.parameters.push(literal);
  if (operator === '!=' || operator === '<>') return `(${column.sql} IS NULL OR ${column.sql} <> ?)`;
  if (operator === 'LIKE') return certain(`${column.sql} LIKE ? ESCAPE '\\'`);
  return certain(`${column.sql} ${operator} ?`);
}

function listSql(
  { scope, column, certain }: Target,
  test: { operator: string; literals: readonly SqlValue[] },
): string {
  const present = test.literals.filter((literal) => literal !== null && literal !== '');
  const listsNull = present.length < test.literals.length;
  scope.parameters.push(...present);
  const inList = `${column.sql} IN (${present.map(() => '?').join(', ')})`;
  if (test.operator === 'IN') return listsNull ? `(${inList} OR ${column.sql} IS NULL)` : certain(inList);
  return listsNull
    ? `(NOT ${falseForNull(inList)} AND ${column.sql} IS NOT NULL)`
    : `NOT ${falseForNull(inList)}`;
}

function rangeSql({ scope, column, certain }: Target, test: { operator: string; value: string }): string {
  const range = dateRange(test.value, scope.context.now);
  if (!range) throw new SalesforceError('MALFORMED_QUERY', `unknown date literal ${test.value}`);
  const [start, end] = [range.start, range.end].map((at) =>
    column.spec.type === 'date' ? datetime(at).slice(0, 10) : datetime(at),
  );
  const use = (...bounds: readonly (string | undefined)[]): void => {
    scope.parameters.push(...bounds.map((bound) => bound ?? ''));
  };
  switch (test.operator) {
    case '>':
      use(end);
      return certain(`${column.sql} >= ?`);
    case '>=':
      use(start);
      return certain(`${column.sql} >= ?`);
    case '<':
      use(start);
      return certain(`${column.sql} < ?`);
    case '<=':
      use(end);
      return certain(`${column.sql} < ?`);
    case '!=':
    case 'NOT IN':
      use(start, end);
      return `(${column.sql} IS NULL OR ${column.sql} < ? OR ${column.sql} >= ?)`;
    default:
      use(start, end);
      return certain(`(${column.sql} >= ? AND ${column.sql} < ?)`);
  }
}

/** `INCLUDES ('A;B', 'C')`: A and B together, or C. */
function multipicklistSql({ scope, column }: Target, comparison: Comparison): string {
  const alternatives = comparison.values.map((value) => {
    const all = unquoted(value).split(';');
    scope.parameters.push(...all.map((one) => `%;${one};%`));
    return `(${all.map(() => `';' || ${column.sql} || ';' LIKE ?`).join(' AND ')})`;
  });
  const included = falseForNull(`(${alternatives.join(' OR ')})`);
  return comparison.operator === 'INCLUDES' ? included : `NOT ${included}`;
}

function falseForNull(sql: string): string {
  return `COALESCE(${sql}, 0)`;
}

function negates(clause: WhereClause | HavingClause): boolean {
  for (
    let current: WhereClause | HavingClause | undefined = clause;
    current;
    current = 'right' in current ? current.right : undefined
  ) {
    if ('operator' in current && current.operator === 'NOT') return true;
  }
  return false;
}
