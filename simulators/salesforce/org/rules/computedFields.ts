import type { FieldSpec } from '../schema/fieldSpec.ts';
import type { ObjectSpec, Schema } from '../schema/schema.ts';
import { quoted } from '../store/database.ts';
import type { Database, Row, SqlValue } from '../store/database.ts';
import { apiValue } from '../store/fieldValues.ts';
import { parseFormula } from './formula.ts';
import type { FormulaScope, FormulaValue } from './formula.ts';

/** The values that an object's formula fields have in a record. */
export type ComputedFields = (object: ObjectSpec, record: Row) => Row;

/**
 * Reads the formulas of every field once. They are computed when a record is written, not when it is read: one that
 * speaks about other records, or about now, would go stale here.
 */
export function createComputedFields(schema: Schema, database: Database): ComputedFields {
  const formulas = new Map<FieldSpec, ReturnType<typeof parseFormula>>();
  const computed = new Map<string, readonly FieldSpec[]>();
  for (const object of schema.objects) {
    const own = object.fields.filter(({ formula }) => formula !== undefined);
    if (own.length > 0) computed.set(object.name, own);
    for (const spec of own) formulas.set(spec, parseFormula(spec.formula ?? ''));
  }

  /** `$CustomMetadata.Metric_Rule__mdt.Default.Service_Level__c` */
  const settingOf = (path: string): FormulaValue | undefined => {
    const [, type = '', record = '', field = ''] = path.split('.');
    const spec = schema.object(type)?.field(field);
    if (!spec) return undefined;
    const sql = `SELECT ${quoted(spec.name)} AS value FROM ${quoted(type)} WHERE "DeveloperName" = ?`;
    return apiValue(spec, database.all(sql, [record])[0]?.value);
  };

  return (object, record) => {
    const scope: FormulaScope = {
      isNew: false,
      previous: () => undefined,
      value: (name) => {
        if (name.startsWith('$CustomMetadata.')) return settingOf(name);
        const spec = object.field(name);
        const formula = spec && formulas.get(spec);
        return formula ? formula(scope) : spec && apiValue(spec, record[spec.name]);
      },
    };
    const own = computed.get(object.name) ?? [];
    return Object.fromEntries(
      own.map((spec) => [spec.name, columnValue(spec, formulas.get(spec)?.(scope) ?? null)]),
    );
  };
}

/** As the API answers it: a share as per cent, numbers with the field's decimals, nothing for what cannot be divided. */
function columnValue(spec: FieldSpec, value: FormulaValue): SqlValue {
  if (typeof value === 'boolean') return Number(value);
  if (typeof value !== 'number') return value;
  if (!Number.isFinite(value)) return null;
  const shown = spec.type === 'percent' ? value * 100 : value;
  const unit = 10 ** spec.scale;
  return Math.round(shown * unit) / unit;
}
