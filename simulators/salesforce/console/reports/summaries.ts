import type { ObjectDescribe } from '../../org/schema/describe.ts';
import type { SObjectRecord } from '../../org/org.ts';
import { parseFormula } from '../../org/rules/formula.ts';
import { fieldLabel } from '../fieldMarkup.ts';
import type { Report, ReportFormula } from './reportLibrary.ts';

/** A figure of a group of rows. */
export interface Summary {
  /** As charts and dashboards call it: `Sum Offered__c`, `FORMULA1`, `RowCount`. */
  readonly name: string;
  readonly label: string;
  readonly of: (records: readonly SObjectRecord[]) => number;
  readonly inWords: (value: number) => string;
}

type Fold = (values: readonly number[]) => number;

const FOLDS: Readonly<Record<string, Fold>> = {
  Sum: (values) => values.reduce((sum, value) => sum + value, 0),
  Average: (values) =>
    values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length,
  Maximum: (values) => values.reduce((most, value) => Math.max(most, value), 0),
  Minimum: (values) => (values.length === 0 ? 0 : values.reduce((least, value) => Math.min(least, value))),
};
const IN_FORMULAS: Readonly<Record<string, string>> = {
  SUM: 'Sum',
  AVG: 'Average',
  MAX: 'Maximum',
  MIN: 'Minimum',
};

/** The summaries of a report: its formulas, the aggregates of its columns, and the number of rows. */
export function summariesOf({ columns, formulas }: Report, describe: ObjectDescribe): readonly Summary[] {
  const ofColumns = columns.flatMap(({ field, aggregates }) => {
    const spec = describe.fields.find(({ name }) => name === field);
    return aggregates.map((aggregate) => ({
      name: `${aggregate} ${field}`,
      label: `${aggregate} of ${spec ? fieldLabel(spec) : field}`,
      of: (records: readonly SObjectRecord[]) => folded(aggregate, field, records),
      inWords: (value: number) => inNumbers(value, spec?.scale ?? 0),
    }));
  });
  const rowCount: Summary = {
    name: 'RowCount',
    label: 'Record Count',
    of: (records) => records.length,
    inWords: (value) => inNumbers(value, 0),
  };
  return [...formulas.map(ofFormula), ...ofColumns, rowCount];
}

function ofFormula({ name, label, datatype, scale, source }: ReportFormula): Summary {
  // `Queue_Interval__c.Offered__c:SUM` is no name in a formula of a field.
  const evaluate = parseFormula(source.replace(/\w+\.(\w+):([A-Z]+)/g, 'of.$1.$2'));
  return {
    name,
    label,
    of: (records) => {
      const value = evaluate({
        isNew: false,
        previous: () => undefined,
        value: (path) => valueAt(path, records),
      });
      return Number.isFinite(Number(value)) ? Number(value) : 0;
    },
    inWords: (value) =>
      datatype === 'percent' ? `${inNumbers(value * 100, scale)}%` : inNumbers(value, scale),
  };
}

function valueAt(path: string, records: readonly SObjectRecord[]): number | undefined {
  if (path === 'RowCount') return records.length;
  const [, field = '', aggregate = ''] = path.split('.');
  return folded(IN_FORMULAS[aggregate] ?? '', field, records);
}

function folded(aggregate: string, field: string, records: readonly SObjectRecord[]): number {
  const values = records.flatMap((record) => (typeof record[field] === 'number' ? [record[field]] : []));
  return FOLDS[aggregate]?.(values) ?? 0;
}

function inNumbers(value: number, scale: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: Math.min(scale, 1) });
}
