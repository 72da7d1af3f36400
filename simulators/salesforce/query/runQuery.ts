import { parseQuery } from '@jetstreamapp/soql-parser-js';
import type { Query } from '@jetstreamapp/soql-parser-js';
import { LATEST_VERSION } from '../org/org.ts';
import type { FieldValue, SObjectRecord } from '../org/org.ts';
import { SalesforceError } from '../org/salesforceError.ts';
import type { FieldSpec } from '../org/schema/fieldSpec.ts';
import type { ObjectSpec } from '../org/schema/schema.ts';
import { quoted } from '../org/store/database.ts';
import type { Database, Row, SqlValue } from '../org/store/database.ts';
import { apiValue } from '../org/store/fieldValues.ts';
import { readableObject } from './soqlScope.ts';
import type { QueryContext } from './soqlScope.ts';
import { compileSelect } from './soqlSelect.ts';
import type { ChildQuery, CompiledSelect, RecordShape } from './soqlSelect.ts';

/** Most records a subquery answers for one parent. */
const MOST_CHILDREN = 2000;

interface Page {
  readonly totalSize: number;
  readonly records: readonly SObjectRecord[];
  readonly more: boolean;
}

/** Rows to leave out, and how many to answer. */
interface Window {
  readonly skip: number;
  readonly size: number;
}

export function compileSoql(context: QueryContext, soql: string): CompiledSelect {
  const query = parseSoql(soql);
  return compileSelect(context, { object: readableObject(context, query.sObject ?? ''), query });
}

export function parseSoql(soql: string): Query {
  try {
    return parseQuery(soql);
  } catch (cause) {
    const [reason = ''] = (cause instanceof Error ? cause.message : String(cause)).split('\n');
    throw new SalesforceError(
      'MALFORMED_QUERY',
      `\n${soql.slice(0, 80)}\n^\nERROR at Row:1:Column:1\n${reason}`,
    );
  }
}

/** One page of a query's answer. */
export function runPage(
  database: Database,
  context: QueryContext,
  page: { select: CompiledSelect } & Window,
): Page {
  const { select, skip, size } = page;
  if (select.kind === 'count')
    return {
      totalSize: Math.min(countAll(database, select), select.limit ?? Infinity),
      records: [],
      more: false,
    };

  const most = select.limit ?? Number.MAX_SAFE_INTEGER;
  const wanted = Math.max(0, Math.min(size + 1, most - skip));
  const columns = select.columns.map((column, index) => `${column} AS c${index}`).join(', ');
  const sql = `SELECT ${columns} ${select.from} ${select.orderBy} LIMIT ${wanted} OFFSET ${select.offset + skip}`;
  const rows = database.all(sql, select.parameters);
  const more = rows.length > size;
  const shown = more ? rows.slice(0, size) : rows;

  const records = shown.map((row) => recordOf(select, row));
  const children = select.children.map((child) => ({
    child,
    found: runChildren(database, context, { select, child, rows: shown }),
  }));
  const complete = records.map((record, index) =>
    withChildren(record, { children, parentId: idOf(select, shown[index]) }),
  );
  const totalSize =
    more || skip > 0 ? Math.min(countAll(database, select) - select.offset, most) : shown.length;
  return { totalSize, records: complete, more };
}

/** Every row of a query as the values of its columns, in the order of the select list. */
export interface RowQuery {
  readonly object: string;
  /** `Id`, `Account.Name` */
  readonly columns: readonly string[];
  /** Nothing is read before the first row is asked for. */
  readonly rows: Iterable<readonly FieldValue[]>;
}

/** Prepares a query for Bulk API, which takes records alone: no aggregates, children or OFFSET. */
export function rowsOf(database: Database, select: CompiledSelect): RowQuery {
  if (select.kind !== 'records') throw notInBulk('Aggregate Relationships not supported in Bulk Query');
  if (select.children.length > 0) throw notInBulk('Parent-to-child relationship queries are not supported');
  if (select.offset > 0) throw notInBulk('OFFSET is not supported');
  const fields = selectedPaths(select.shape);
  const columns = fields.map(({ index }) => select.columns[index] ?? 'NULL');
  const limit = select.limit === undefined ? '' : ` LIMIT ${select.limit}`;
  const sql = `SELECT ${columns.join(', ')} ${select.from} ${select.orderBy}${limit}`;
  return {
    object: select.object.name,
    columns: fields.map(({ path }) => path),
    rows: bulkRows(
      database.rows(sql, select.parameters),
      fields.map(({ spec }) => spec),
    ),
  };
}

function* bulkRows(
  rows: Iterable<readonly SqlValue[]>,
  specs: readonly FieldSpec[],
): Generator<readonly FieldValue[]> {
  for (const row of rows) yield specs.map((spec, index) => bulkValue(spec, row[index]));
}

/** Bulk API ends datetimes with Z. */
function bulkValue(spec: FieldSpec, value: SqlValue | undefined): FieldValue {
  const plain = apiValue(spec, value);
  return spec.type === 'datetime' && typeof plain === 'string' ? plain.replace('+0000', 'Z') : plain;
}

interface SelectedPath {
  readonly path: string;
  readonly index: number;
  readonly spec: FieldSpec;
}

function selectedPaths(shape: RecordShape, prefix = ''): readonly SelectedPath[] {
  const own = shape.fields.map(({ name, index, spec }) => ({ path: prefix + name, index, spec }));
  const ofParents = [...shape.parents].flatMap(([name, parent]) =>
    selectedPaths(parent, `${prefix}${name}.`),
  );
  return [...own, ...ofParents].sort((one, other) => one.index - other.index);
}

function notInBulk(message: string): SalesforceError {
  return new SalesforceError('API_ERROR', message);
}

export interface QueryPlan {
  readonly cardinality: number;
  readonly fields: readonly string[];
  readonly leadingOperationType: 'TableScan';
  readonly notes: readonly [];
  readonly relativeCost: number;
  readonly sobjectCardinality: number;
  readonly sobjectType: string;
}

/** The plan of a query, as far as SQLite's can be told in the platform's words. */
export function planOf(database: Database, select: CompiledSelect): QueryPlan {
  const all = `SELECT COUNT(*) AS total FROM ${quoted(select.object.name)}`;
  return {
    cardinality: countAll(database, select),
    fields: [],
    leadingOperationType: 'TableScan',
    notes: [],
    relativeCost: 1,
    sobjectCardinality: Number(database.all(all)[0]?.total ?? 0),
    sobjectType: select.object.name,
  };
}

function countAll(database: Database, select: CompiledSelect): number {
  const source = select.kind === 'aggregate' ? `(SELECT 1 ${select.from})` : undefined;
  const sql = source ? `SELECT COUNT(*) AS total FROM ${source}` : `SELECT COUNT(*) AS total ${select.from}`;
  return Number(database.all(sql, select.parameters)[0]?.total ?? 0);
}

function recordOf(select: CompiledSelect, row: Row): SObjectRecord {
  if (select.kind === 'aggregate')
    return { attributes: { type: 'AggregateResult' }, ...fieldsOf(select.shape, row) };
  return shaped(select.shape, row, { object: select.object, id: idOf(select, row) });
}

function shaped(shape: RecordShape, row: Row, record: { object: ObjectSpec; id: string }): SObjectRecord {
  const parents = [...shape.parents].map(([name, parent]): [string, SObjectRecord | null] => {
    const present = parent.ids.find(({ index }) => row[`c${index}`] !== null);
    return [
      name,
      present ? shaped(parent, row, { object: present.object, id: String(row[`c${present.index}`]) }) : null,
    ];
  });
  return {
    attributes: attributesOf(record.object, record.id),
    ...fieldsOf(shape, row),
    ...Object.fromEntries(parents),
  };
}

export function attributesOf(object: ObjectSpec, id: string): SObjectRecord['attributes'] {
  return { type: object.name, url: `/services/data/v${LATEST_VERSION}/sobjects/${object.name}/${id}` };
}

function fieldsOf(shape: RecordShape, row: Row): Record<string, unknown> {
  return Object.fromEntries(
    shape.fields.map(({ name, index, spec }) => [name, apiValue(spec, row[`c${index}`])]),
  );
}

function idOf(select: CompiledSelect, row: Row | undefined): string {
  return select.idIndex === undefined ? '' : String(row?.[`c${select.idIndex}`]);
}

type ChildrenByParent = ReadonlyMap<string, readonly SObjectRecord[]>;

/** The children of all parents of a page in one statement: numbered within each parent, so that LIMIT counts per parent. */
function runChildren(
  database: Database,
  context: QueryContext,
  source: { select: CompiledSelect; child: ChildQuery; rows: readonly Row[] },
): ChildrenByParent {
  const { relationship, query } = source.child;
  const parentIds = source.rows.map((row) => idOf(source.select, row));
  const foreignKey = (alias: string): string => `${alias}."${relationship.field.name}"`;
  const select = compileSelect(context, {
    object: relationship.child,
    query,
    also: (alias) => ({
      sql: `${foreignKey(alias)} IN (${parentIds.map(() => '?').join(', ')})`,
      parameters: parentIds,
    }),
  });
  const columns = select.columns.map((column, index) => `${column} AS c${index}`).join(', ');
  const numbered = `SELECT ${columns}, ${foreignKey(select.alias)} AS parentId, ROW_NUMBER() OVER (PARTITION BY ${foreignKey(select.alias)} ${select.orderBy}) AS place ${select.from}`;
  const last = select.offset + Math.min(select.limit ?? MOST_CHILDREN, MOST_CHILDREN);
  const sql = `SELECT * FROM (${numbered}) WHERE place > ${select.offset} AND place <= ${last} ORDER BY parentId, place`;
  const found = new Map<string, SObjectRecord[]>();
  for (const row of database.all(sql, select.parameters)) {
    const siblings = found.get(String(row.parentId)) ?? [];
    found.set(String(row.parentId), [...siblings, recordOf(select, row)]);
  }
  return found;
}

function withChildren(
  record: SObjectRecord,
  source: { children: readonly { child: ChildQuery; found: ChildrenByParent }[]; parentId: string },
): SObjectRecord {
  const results = source.children.map(({ child, found }): [string, unknown] => {
    const records = found.get(source.parentId);
    return [
      child.relationship.field.childRelationship ?? child.relationship.child.name,
      records ? { totalSize: records.length, done: true, records } : null,
    ];
  });
  return { ...record, ...Object.fromEntries(results) };
}
