import { kindOf } from '../org/schema/fieldSpec.ts';
import type { FieldSpec } from '../org/schema/fieldSpec.ts';
import type { QueryContext } from './soqlScope.ts';
import { compileSelect } from './soqlSelect.ts';
import type { CompiledSelect, RecordShape } from './soqlSelect.ts';

/** One column of an answer, as `query?columns=true` tells it. Parents and children are columns with columns inside. */
interface ColumnMetadata {
  readonly columnName: string;
  readonly displayName: string;
  readonly aggregate: boolean;
  readonly apexType: string | null;
  readonly custom: boolean;
  readonly booleanType: boolean;
  readonly numberType: boolean;
  readonly textType: boolean;
  readonly insertable: boolean;
  readonly updatable: boolean;
  readonly foreignKeyName: null;
  readonly joinColumns: readonly ColumnMetadata[];
}

export interface QueryColumns {
  readonly entityName: string;
  readonly keyPrefix: string;
  readonly groupBy: boolean;
  readonly idSelected: boolean;
  readonly columnMetadata: readonly ColumnMetadata[];
}

const APEX_TYPES = {
  id: 'Id',
  text: 'String',
  boolean: 'Boolean',
  number: 'Double',
  date: 'Date',
  datetime: 'Datetime',
} as const;

/** What columns a query answers, without running it. */
export function columnsOf(context: QueryContext, select: CompiledSelect): QueryColumns {
  const children = select.children.map(({ relationship, query }) => {
    const inner = compileSelect(context, { object: relationship.child, query });
    const name = relationship.field.childRelationship ?? relationship.child.name;
    return { ...joined(name, columnsOf(context, inner).columnMetadata), aggregate: true };
  });
  return {
    entityName: select.object.name,
    keyPrefix: select.object.keyPrefix,
    groupBy: select.kind === 'aggregate',
    idSelected: select.shape.fields.some(({ name }) => name === 'Id'),
    columnMetadata: [...ofShape(select.shape, select.kind !== 'records'), ...children],
  };
}

function ofShape(shape: RecordShape, aggregate: boolean): readonly ColumnMetadata[] {
  return [
    ...shape.fields.map(({ name, spec }) => ({ ...column(name, spec), aggregate })),
    ...[...shape.parents].map(([name, parent]) => joined(name, ofShape(parent, aggregate))),
  ];
}

function column(name: string, spec: FieldSpec): ColumnMetadata {
  const kind = kindOf(spec);
  return {
    ...joined(name, []),
    apexType: APEX_TYPES[kind],
    custom: spec.custom,
    booleanType: kind === 'boolean',
    numberType: kind === 'number',
    textType: kind === 'text',
    insertable: spec.writable !== 'readOnly',
    updatable: spec.writable === 'always',
  };
}

function joined(name: string, joinColumns: readonly ColumnMetadata[]): ColumnMetadata {
  return {
    columnName: name,
    displayName: name,
    aggregate: false,
    apexType: null,
    custom: false,
    booleanType: false,
    numberType: false,
    textType: false,
    insertable: false,
    updatable: false,
    foreignKeyName: null,
    joinColumns,
  };
}
