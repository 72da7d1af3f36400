import type {
  Field,
  FieldFunctionExpression,
  FieldRelationship,
  FieldSubquery,
  FieldType,
  OrderByClause,
  Query,
  QueryBase,
} from '@jetstreamapp/soql-parser-js';
import { SalesforceError } from '../org/salesforceError.ts';
import type { FieldSpec } from '../org/schema/fieldSpec.ts';
import type { ChildRelationship, ObjectSpec } from '../org/schema/schema.ts';
import { quoted } from '../org/store/database.ts';
import type { SqlValue } from '../org/store/database.ts';
import { conditionSql } from './soqlConditions.ts';
import { functionColumn, isAggregate } from './soqlFunctions.ts';
import { createScope, readableObject, sharedSql } from './soqlScope.ts';
import type { Column, QueryContext, SoqlScope } from './soqlScope.ts';

/** Where a value of the answer stands in the row: column `c<index>`. */
interface SelectedField {
  readonly name: string;
  readonly index: number;
  readonly spec: FieldSpec;
}

/** A record inside the answer: the queried one or a parent of it. */
export interface RecordShape {
  readonly fields: SelectedField[];
  /** By relationship name. `ids` are the columns of the possible parents' ids. */
  readonly parents: Map<string, ParentShape>;
}

interface ParentShape extends RecordShape {
  readonly ids: readonly { readonly object: ObjectSpec; readonly index: number }[];
}

export interface ChildQuery {
  readonly relationship: ChildRelationship;
  readonly query: QueryBase;
}

/** A query as SQL pieces, and how to read its rows back. */
export interface CompiledSelect {
  readonly object: ObjectSpec;
  readonly alias: string;
  readonly columns: readonly string[];
  readonly shape: RecordShape;
  /** Column of the record's own id; undefined in aggregates. */
  readonly idIndex: number | undefined;
  readonly children: readonly ChildQuery[];
  /** From FROM to HAVING. */
  readonly from: string;
  readonly orderBy: string;
  readonly parameters: readonly SqlValue[];
  readonly limit: number | undefined;
  readonly offset: number;
  readonly kind: 'records' | 'aggregate' | 'count';
}

interface SelectSource {
  readonly object: ObjectSpec;
  readonly query: QueryBase;
  /** More conditions, as SQL on the alias of the object. */
  readonly also?: (alias: string) => { readonly sql: string; readonly parameters: readonly SqlValue[] };
}

export function compileSelect(context: QueryContext, source: SelectSource): CompiledSelect {
  const { object, query } = source;
  const scope = createScope(context, object, { alias: 't', parameters: [], soqlAlias: query.sObjectAlias });
  const aggregate = query.groupBy !== undefined || selectsAggregate(query);
  const selected = selectFields(scope, { query, aggregate });
  const idIndex = aggregate ? undefined : selected.add(`${scope.alias}."Id"`);

  const where = whereSql(scope, query, source.also?.(scope.alias));
  const group = groupSql(scope, query, selected.aliases);
  const orderBy = orderSql(scope, { query, aliases: selected.aliases, aggregate });
  return {
    object,
    alias: scope.alias,
    columns: selected.columns,
    shape: selected.shape,
    idIndex,
    children: selected.children,
    from: `FROM ${quoted(object.name)} ${scope.alias}${scope.joins()}${where}${group}`,
    orderBy,
    parameters: scope.parameters,
    limit: query.limit,
    offset: query.offset ?? 0,
    kind: kindOf(query, aggregate),
  };
}

interface Selection {
  readonly scope: SoqlScope;
  readonly aggregate: boolean;
  readonly columns: string[];
  readonly shape: RecordShape;
  readonly children: ChildQuery[];
  /** SQL of the aliases given in the select list, by lower-case alias. */
  readonly aliases: Map<string, string>;
  add(sql: string): number;
}

function selectFields(scope: SoqlScope, list: { query: QueryBase; aggregate: boolean }): Selection {
  const columns: string[] = [];
  const selection: Selection = {
    scope,
    aggregate: list.aggregate,
    columns,
    shape: { fields: [], parents: new Map() },
    children: [],
    aliases: new Map(),
    add: (sql) => columns.push(sql) - 1,
  };
  for (const one of expandFields(scope, list.query)) {
    switch (one.type) {
      case 'FieldSubquery':
        selection.children.push(childQuery(scope, one));
        break;
      case 'FieldTypeof':
        throw new SalesforceError(
          'MALFORMED_QUERY',
          'This stand-in has no TYPEOF: select Who.Name, What.Type and the like',
        );
      case 'FieldFunctionExpression':
        selectFunction(selection, one);
        break;
      case 'Field':
      case 'FieldRelationship':
        selectPath(selection, one);
        break;
    }
  }
  return selection;
}

function selectFunction(selection: Selection, one: FieldFunctionExpression): void {
  const column = functionColumn(selection.scope, one);
  const unnamed = selection.shape.fields.filter(({ name }) => /^expr\d+$/.test(name)).length;
  const ownName = selection.aggregate ? `expr${unnamed}` : column.spec.name;
  put(selection, selection.shape, { name: one.alias ?? ownName, column });
  if (one.alias !== undefined) selection.aliases.set(one.alias.toLowerCase(), column.sql);
}

function selectPath(selection: Selection, one: Field | FieldRelationship): void {
  const { scope } = selection;
  const relationships = one.type === 'FieldRelationship' ? one.relationships : [];
  const column = scope.column([...relationships, one.field].join('.'));
  if (selection.aggregate) {
    const alias = 'alias' in one ? one.alias : undefined;
    put(selection, selection.shape, { name: alias ?? column.spec.name, column });
    if (alias !== undefined) selection.aliases.set(alias.toLowerCase(), column.sql);
    return;
  }
  const path = relationships.length > 0 ? ownRelationships(scope, relationships) : [];
  // A parent's `Name` answers as Name even where another field, such as CaseNumber, stands in for it.
  const ofParent = path.length > 0 && one.field.toLowerCase() === 'name';
  put(selection, placeOf(selection, path), { name: ofParent ? 'Name' : column.spec.name, column });
}

function put(selection: Selection, place: RecordShape, one: { name: string; column: Column }): void {
  place.fields.push({ name: one.name, index: selection.add(one.column.sql), spec: one.column.spec });
}

/** FIELDS(ALL), FIELDS(STANDARD) and FIELDS(CUSTOM) written out. */
function expandFields(scope: SoqlScope, query: QueryBase): readonly FieldType[] {
  return (query.fields ?? []).flatMap((one): readonly FieldType[] => {
    if (one.type !== 'FieldFunctionExpression' || one.functionName.toUpperCase() !== 'FIELDS') return [one];
    const kind = (typeof one.parameters[0] === 'string' ? one.parameters[0] : '').toUpperCase();
    if (kind !== 'STANDARD' && (query.limit ?? Number.POSITIVE_INFINITY) > 200) {
      throw new SalesforceError(
        'MALFORMED_QUERY',
        'The SOQL FIELDS function must have a LIMIT of at most 200',
      );
    }
    const { access } = scope.context;
    return scope.object.fields
      .filter(
        (spec) =>
          access.mayRead(scope.object, spec) && (kind === 'ALL' || spec.custom === (kind === 'CUSTOM')),
      )
      .map((spec) => ({ type: 'Field', field: spec.name }));
  });
}

/** `c.Account.Name` in a query on Contact c names the relationship Account alone. */
function ownRelationships(scope: SoqlScope, relationships: readonly string[]): readonly string[] {
  const [first = ''] = relationships;
  const isOwnName = !scope.object.parent(first);
  return isOwnName ? relationships.slice(1) : relationships;
}

/** The shape a parent's field belongs to, made on the way. */
function placeOf(selection: Selection, relationships: readonly string[]): RecordShape {
  return relationships.reduce<RecordShape>((place, _name, depth) => {
    const path = relationships.slice(0, depth + 1);
    const key = relationshipName(selection.scope, path);
    const known = place.parents.get(key);
    if (known) return known;
    const joined = selection.scope.parents(path);
    const ids = joined.map(({ alias, object }) => ({ object, index: selection.add(`${alias}."Id"`) }));
    const parent: ParentShape = { fields: [], parents: new Map(), ids };
    place.parents.set(key, parent);
    return parent;
  }, selection.shape);
}

/** The relationship's name as the schema spells it. */
function relationshipName(scope: SoqlScope, path: readonly string[]): string {
  const wanted = path.at(-1) ?? '';
  const owners = scope.parents(path.slice(0, -1));
  return owners.flatMap((owner) => owner.object.parent(wanted)?.relationshipName ?? [])[0] ?? wanted;
}

function childQuery(scope: SoqlScope, one: FieldSubquery): ChildQuery {
  const { schema, access } = scope.context;
  const relationship = schema.child(scope.object, one.subquery.relationshipName);
  if (!relationship || !access.object(relationship.child).read) {
    const message = `Didn't understand relationship '${one.subquery.relationshipName}' in FROM part of query call. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name.`;
    throw new SalesforceError('INVALID_FIELD', message);
  }
  return { relationship, query: one.subquery };
}

function whereSql(
  scope: SoqlScope,
  query: QueryBase,
  also: ReturnType<NonNullable<SelectSource['also']>> | undefined,
): string {
  const conditions: string[] = [];
  if (!scope.context.includeDeleted) conditions.push(`${scope.alias}."IsDeleted" = 0`);
  if (query.usingScope?.toLowerCase() === 'mine' && scope.object.field('OwnerId')) {
    conditions.push(`${scope.alias}."OwnerId" = ?`);
    scope.parameters.push(scope.context.access.userId);
  }
  if (query.where) conditions.push(`(${conditionSql(scope, query.where, semiJoinSql)})`);
  if (also) {
    conditions.push(`(${also.sql})`);
    scope.parameters.push(...also.parameters);
  }
  const shared = sharedSql(scope.context, scope);
  return conditions.length === 0 && shared === ''
    ? ''
    : ` WHERE ${conditions.length === 0 ? '1' : conditions.join(' AND ')}${shared}`;
}

/** `IN (SELECT AccountId FROM Contact WHERE ...)`. */
function semiJoinSql(outer: SoqlScope, query: Query): string {
  const object = readableObject(outer.context, query.sObject ?? '');
  const scope = outer.nested(object);
  const [selected] = query.fields ?? [];
  const path =
    selected?.type === 'FieldRelationship' ? [...selected.relationships, selected.field].join('.') : '';
  const column = scope.column(selected?.type === 'Field' ? selected.field : path);
  const where = whereSql(scope, query, undefined);
  return `SELECT ${column.sql} FROM ${quoted(object.name)} ${scope.alias}${scope.joins()}${where}`;
}

function groupSql(scope: SoqlScope, query: QueryBase, aliases: ReadonlyMap<string, string>): string {
  const groups = [query.groupBy ?? []].flat().map((group) => {
    if ('fn' in group) return functionColumn(scope, group.fn).sql;
    return aliases.get(group.field.toLowerCase()) ?? scope.column(group.field).sql;
  });
  const having = query.having ? ` HAVING ${conditionSql(scope, query.having, semiJoinSql)}` : '';
  return (groups.length === 0 ? '' : ` GROUP BY ${groups.join(', ')}`) + having;
}

function orderSql(
  scope: SoqlScope,
  list: { query: QueryBase; aliases: ReadonlyMap<string, string>; aggregate: boolean },
): string {
  const sqlOf = (clause: OrderByClause): string => {
    if ('fn' in clause) return functionColumn(scope, clause.fn).sql;
    return list.aliases.get(clause.field.toLowerCase()) ?? scope.column(clause.field).sql;
  };
  const orders = [list.query.orderBy ?? []]
    .flat()
    .map((clause) => `${sqlOf(clause)} ${clause.order ?? 'ASC'} NULLS ${clause.nulls ?? 'FIRST'}`);
  // Pages must not overlap: records come in one order even when the query asks for none.
  if (!list.aggregate) orders.push(`${scope.alias}."Id" ASC`);
  return orders.length === 0 ? '' : `ORDER BY ${orders.join(', ')}`;
}

function selectsAggregate(query: QueryBase): boolean {
  return (query.fields ?? []).some((one) => one.type === 'FieldFunctionExpression' && isAggregate(one));
}

function kindOf(query: QueryBase, aggregate: boolean): CompiledSelect['kind'] {
  const [first] = query.fields ?? [];
  const bareCount =
    first?.type === 'FieldFunctionExpression' && first.parameters.length === 0 && query.groupBy === undefined;
  if (bareCount && first.functionName.toUpperCase() === 'COUNT') return 'count';
  return aggregate ? 'aggregate' : 'records';
}
