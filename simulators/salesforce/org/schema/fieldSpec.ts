export type FieldType =
  | 'id'
  | 'reference'
  | 'string'
  | 'textarea'
  | 'phone'
  | 'email'
  | 'url'
  | 'picklist'
  | 'multipicklist'
  | 'boolean'
  | 'int'
  | 'double'
  | 'currency'
  | 'percent'
  | 'date'
  | 'datetime'
  | 'time';

/** What the platform knows about one field. Lengths in characters. */
export interface FieldSpec {
  readonly name: string;
  readonly label: string;
  readonly type: FieldType;
  readonly length: number;
  readonly required: boolean;
  /** `createOnly` fields are set once; `readOnly` ones by the platform alone. */
  readonly writable: 'always' | 'createOnly' | 'readOnly';
  readonly unique: boolean;
  readonly externalId: boolean;
  readonly caseSensitive: boolean;
  /** Stands for the record in lists and polymorphic `Name`. */
  readonly nameField: boolean;
  /** Display format of an auto-number, `{00000000}`. */
  readonly autoNumber: string | undefined;
  readonly referenceTo: readonly string[];
  /** From child to parent: `Account` for AccountId. */
  readonly relationshipName: string | undefined;
  /** From parent to children: `Contacts`. */
  readonly childRelationship: string | undefined;
  readonly picklist: readonly string[];
  /** Values outside the picklist are refused. */
  readonly restricted: boolean;
  readonly defaultValue: string | boolean | undefined;
  /** Whether field-level security applies; otherwise the object's permission decides. */
  readonly permissionable: boolean;
  readonly custom: boolean;
  readonly calculated: boolean;
  /** What a calculated field of the project is computed by. */
  readonly formula: string | undefined;
  /** The record belongs to the one it points to, and goes with it. */
  readonly masterDetail: boolean;
  readonly precision: number;
  readonly scale: number;
}

/** What a value of the type is at bottom. */
type ValueKind = 'id' | 'text' | 'boolean' | 'number' | 'date' | 'datetime';

const KINDS: Readonly<Record<FieldType, ValueKind>> = {
  id: 'id',
  reference: 'id',
  string: 'text',
  textarea: 'text',
  phone: 'text',
  email: 'text',
  url: 'text',
  picklist: 'text',
  multipicklist: 'text',
  boolean: 'boolean',
  int: 'number',
  double: 'number',
  currency: 'number',
  percent: 'number',
  date: 'date',
  datetime: 'datetime',
  time: 'text',
};

export function kindOf(spec: FieldSpec): ValueKind {
  return KINDS[spec.type];
}

export type FieldOptions = Partial<Omit<FieldSpec, 'name' | 'type' | 'custom'>>;

const LENGTHS: Partial<Record<FieldType, number>> = {
  id: 18,
  reference: 18,
  phone: 40,
  email: 80,
  url: 255,
  picklist: 255,
  multipicklist: 4099,
  textarea: 32000,
  string: 255,
  time: 13,
};

export function field(name: string, type: FieldType, options: FieldOptions = {}): FieldSpec {
  const required = options.required ?? false;
  const writable = options.writable ?? 'always';
  return {
    name,
    type,
    label: labelOf(name),
    length: LENGTHS[type] ?? 0,
    required,
    writable,
    unique: false,
    externalId: false,
    caseSensitive: false,
    nameField: false,
    autoNumber: undefined,
    referenceTo: [],
    relationshipName: undefined,
    childRelationship: undefined,
    picklist: [],
    restricted: false,
    defaultValue: undefined,
    permissionable: !required && writable !== 'readOnly',
    custom: name.endsWith('__c'),
    calculated: false,
    formula: undefined,
    masterDetail: false,
    precision: type === 'int' ? 9 : 18,
    scale: 0,
    ...options,
  };
}

export const text = (name: string, length: number, options?: FieldOptions) =>
  field(name, 'string', { length, ...options });
export const longText = (name: string, length = 32000) => field(name, 'textarea', { length });
export const phone = (name: string, options?: FieldOptions) => field(name, 'phone', options);
export const email = (name: string, options?: FieldOptions) => field(name, 'email', options);
export const flag = (name: string, options?: FieldOptions) =>
  field(name, 'boolean', { defaultValue: false, ...options });
export const picklist = (name: string, values: readonly string[], options?: FieldOptions) =>
  field(name, 'picklist', { picklist: values, ...options });

/** A lookup: `AccountId` to Account gives the relationship `Account`. */
export const lookup = (name: string, referenceTo: string | readonly string[], options?: FieldOptions) =>
  field(name, 'reference', {
    referenceTo: [referenceTo].flat(),
    relationshipName: name.replace(/__c$/, '__r').replace(/Id$/, ''),
    ...options,
  });

const readOnly: FieldOptions = { writable: 'readOnly', permissionable: false };

/** Fields every object has. */
export const systemFields: readonly FieldSpec[] = [
  field('Id', 'id', { ...readOnly, label: 'Record ID' }),
  field('IsDeleted', 'boolean', { ...readOnly, label: 'Deleted', defaultValue: false }),
  field('CreatedDate', 'datetime', readOnly),
  lookup('CreatedById', 'User', readOnly),
  field('LastModifiedDate', 'datetime', readOnly),
  lookup('LastModifiedById', 'User', readOnly),
  field('SystemModstamp', 'datetime', readOnly),
];

/** `OwnerId` becomes "Owner ID", `Connector_Call_Key__c` becomes "Connector Call Key". */
function labelOf(name: string): string {
  return name
    .replace(/__c$/, '')
    .replace(/_/g, ' ')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/\bId$/, 'ID');
}
