import type { FieldDescribe, ObjectDescribe } from '../../org/schema/describe.ts';
import type { SObjectRecord } from '../../org/org.ts';
import { fieldLabel } from '../fieldMarkup.ts';
import { parentOf, readRecords, soqlText, textOf } from '../records.ts';
import type { Viewing } from '../view.ts';
import type { Report, ReportFormula } from './reportLibrary.ts';
import { periodCondition } from './reportPeriod.ts';
import { summariesOf, type Summary } from './summaries.ts';

/** Rows with the same value in a grouping's field. */
export interface ReportGroup {
  readonly label: string;
  readonly records: readonly SObjectRecord[];
  /** By the next grouping; none at the last. */
  readonly groups: readonly ReportGroup[];
}

export interface ReportResult {
  readonly report: Report;
  readonly describe: ObjectDescribe;
  readonly summaries: readonly Summary[];
  /** Everything, and its groups. */
  readonly all: ReportGroup;
}

const MOST_ROWS = 50_000;
const NOTHING = '-';

/** The report as its metadata defines it, of the records that the user sees; `undefined` without the right to the object. */
export function runReport(viewing: Viewing, report: Report): ReportResult | undefined {
  const describe = viewing.org.describe(report.sObject, viewing.user.id);
  if (!describe) return undefined;
  const where = [periodCondition(viewing, describe, report.period), ...report.filters.map(conditionOf)];
  const records = readRecords(viewing, {
    describe,
    fields: fieldsOf(report),
    where: where.filter(Boolean).join(' AND '),
    ...(report.sort && { orderBy: `${report.sort.field} ${report.sort.descending ? 'DESC' : 'ASC'}` }),
    limit: MOST_ROWS,
  });
  const summaries = summariesOf(report, describe);
  return {
    report,
    describe,
    summaries,
    all: { label: '', records, groups: groupsOf(records, 0, { report, describe, summaries }) },
  };
}

/** A field's value as reports word it; people and records by name. */
export function cellText(field: FieldDescribe | undefined, record: SObjectRecord): string {
  if (!field) return '';
  const text = parentOf(field, record)?.name ?? textOf(record[field.name]);
  if (field.type === 'datetime') return text.slice(0, 16).replace('T', ' ');
  return text === '' ? NOTHING : text;
}

/** What a name in a report is headed. */
export function headingOf(
  { describe, summaries }: Pick<ReportResult, 'describe' | 'summaries'>,
  name: string,
): string {
  const summary = summaries.find((each) => each.name === name);
  const field = describe.fields.find((each) => each.name === name);
  return summary?.label ?? (field ? fieldLabel(field) : name);
}

/** Records by what is said of them. */
export function recordsBy(
  records: readonly SObjectRecord[],
  labelOf: (record: SObjectRecord) => string,
): ReadonlyMap<string, readonly SObjectRecord[]> {
  const groups = new Map<string, SObjectRecord[]>();
  for (const record of records) {
    const label = labelOf(record);
    const group = groups.get(label);
    if (group) group.push(record);
    else groups.set(label, [record]);
  }
  return groups;
}

function groupsOf(
  records: readonly SObjectRecord[],
  depth: number,
  context: Pick<ReportResult, 'report' | 'describe' | 'summaries'>,
): readonly ReportGroup[] {
  const grouping = context.report.groupings[depth];
  if (!grouping) return [];
  const field = context.describe.fields.find(({ name }) => name === grouping.field);
  const byLabel = recordsBy(records, (record) => cellText(field, record));
  const groups = [...byLabel].map(([label, own]) => ({
    label,
    records: own,
    groups: groupsOf(own, depth + 1, context),
  }));
  const order = context.summaries.find(({ name }) => name === grouping.byName);
  const sorted = groups.toSorted((one, other) =>
    order ? order.of(one.records) - order.of(other.records) : one.label < other.label ? -1 : 1,
  );
  return grouping.descending ? sorted.toReversed() : sorted;
}

function fieldsOf({ columns, groupings, chart, formulas }: Report): readonly string[] {
  const inFormulas = formulas.flatMap(({ source }: ReportFormula) =>
    [...source.matchAll(/\.(\w+):[A-Z]+/g)].map(([, field]) => field ?? ''),
  );
  const named = [...columns, ...groupings].map(({ field }) => field);
  return [...new Set([...named, ...inFormulas, ...(chart ? [chart.by, chart.and ?? ''] : [])])];
}

const OPERATORS: Readonly<Record<string, string>> = {
  lessThan: '<',
  greaterThan: '>',
  lessOrEqual: '<=',
  greaterOrEqual: '>=',
};

/** Several values stand with commas between them; no value means empty. */
function conditionOf({ field, operator, value }: Report['filters'][number]): string {
  const comparison = OPERATORS[operator];
  if (comparison !== undefined) return `${field} ${comparison} ${value}`;
  const not = operator === 'notEqual';
  if (value === '') return `${field} ${not ? '!=' : '='} null`;
  return `${field} ${not ? 'NOT IN' : 'IN'} (${value.split(',').map(soqlText).join(', ')})`;
}
