import type { Access } from '../access/access.ts';
import { LATEST_VERSION } from '../org.ts';
import type { FieldSpec, FieldType } from './fieldSpec.ts';
import type { ObjectSpec, Schema } from './schema.ts';

/** One object in the answer of "Describe Global". */
export interface ObjectSummary {
  readonly name: string;
  readonly label: string;
  readonly labelPlural: string;
  readonly keyPrefix: string;
  readonly custom: boolean;
  readonly createable: boolean;
  readonly updateable: boolean;
  readonly deletable: boolean;
  readonly queryable: boolean;
  readonly searchable: boolean;
  readonly layoutable: boolean;
  readonly urls: Readonly<Record<string, string>>;
}

export interface FieldDescribe {
  readonly name: string;
  readonly label: string;
  readonly type: FieldType;
  readonly soapType: string;
  readonly length: number;
  readonly nillable: boolean;
  readonly createable: boolean;
  readonly updateable: boolean;
  readonly unique: boolean;
  readonly externalId: boolean;
  readonly idLookup: boolean;
  readonly nameField: boolean;
  readonly custom: boolean;
  readonly calculated: boolean;
  readonly autoNumber: boolean;
  readonly caseSensitive: boolean;
  readonly defaultedOnCreate: boolean;
  readonly defaultValue: string | boolean | null;
  readonly restrictedPicklist: boolean;
  readonly picklistValues: readonly {
    active: boolean;
    defaultValue: boolean;
    label: string;
    value: string;
  }[];
  readonly referenceTo: readonly string[];
  readonly relationshipName: string | null;
  readonly polymorphicForeignKey: boolean;
  readonly filterable: boolean;
  readonly sortable: boolean;
  readonly groupable: boolean;
  readonly permissionable: boolean;
  readonly precision: number;
  readonly scale: number;
  readonly digits: number;
}

/** The answer of "sObject Describe", as far as clients of this org read it. */
export interface ObjectDescribe extends ObjectSummary {
  readonly fields: readonly FieldDescribe[];
  readonly childRelationships: readonly {
    childSObject: string;
    field: string;
    relationshipName: string | null;
  }[];
  readonly recordTypeInfos: readonly RecordTypeInfo[];
}

export interface RecordTypeInfo {
  readonly recordTypeId: string;
  readonly name: string;
  readonly developerName: string;
  readonly active: boolean;
  readonly available: boolean;
  readonly defaultRecordTypeMapping: boolean;
  readonly master: boolean;
}

/** What records without a record type have. */
const MASTER: RecordTypeInfo = {
  recordTypeId: '012000000000000AAA',
  name: 'Master',
  developerName: 'Master',
  active: true,
  available: true,
  defaultRecordTypeMapping: true,
  master: true,
};

const SOAP_TYPES: Partial<Record<FieldType, string>> = {
  id: 'tns:ID',
  reference: 'tns:ID',
  boolean: 'xsd:boolean',
  int: 'xsd:int',
  double: 'xsd:double',
  currency: 'xsd:double',
  percent: 'xsd:double',
  date: 'xsd:date',
  datetime: 'xsd:dateTime',
  time: 'xsd:time',
};

export function summarize(object: ObjectSpec, access: Access): ObjectSummary {
  const grant = access.object(object);
  const url = `/services/data/v${LATEST_VERSION}/sobjects/${object.name}`;
  return {
    name: object.name,
    label: object.label,
    labelPlural: object.labelPlural,
    keyPrefix: object.keyPrefix,
    custom: object.custom,
    createable: grant.create,
    updateable: grant.edit,
    deletable: grant.delete,
    queryable: grant.read,
    searchable: object.kind !== 'setup',
    layoutable: object.kind === 'business',
    urls: { sobject: url, describe: `${url}/describe`, rowTemplate: `${url}/{ID}` },
  };
}

export function describeObject(
  schema: Schema,
  object: ObjectSpec,
  more: { readonly access: Access; readonly recordTypes: readonly RecordTypeInfo[] },
): ObjectDescribe {
  const { access, recordTypes } = more;
  const readable = object.fields.filter((spec) => access.mayRead(object, spec));
  const children = schema.children(object).filter(({ child }) => access.object(child).read);
  return {
    ...summarize(object, access),
    fields: readable.map((spec) => describeField(object, spec, access)),
    childRelationships: children.map(({ child, field }) => ({
      childSObject: child.name,
      field: field.name,
      relationshipName: field.childRelationship ?? null,
    })),
    recordTypeInfos: [...recordTypes, MASTER],
  };
}

function describeField(object: ObjectSpec, spec: FieldSpec, access: Access): FieldDescribe {
  const grant = access.object(object);
  const editable = access.mayEdit(object, spec);
  const long = spec.type === 'textarea';
  return {
    name: spec.name,
    label: spec.label,
    type: spec.type,
    soapType: SOAP_TYPES[spec.type] ?? 'xsd:string',
    length: spec.length,
    nillable: mayBeEmpty(spec),
    createable: grant.create && editable,
    updateable: grant.edit && editable && spec.writable === 'always',
    unique: spec.unique,
    externalId: spec.externalId,
    idLookup: spec.type === 'id' || spec.externalId,
    nameField: spec.nameField,
    custom: spec.custom,
    calculated: spec.calculated,
    autoNumber: spec.autoNumber !== undefined,
    caseSensitive: spec.caseSensitive,
    defaultedOnCreate:
      spec.defaultValue !== undefined || spec.name === 'OwnerId' || spec.writable === 'readOnly',
    defaultValue: spec.defaultValue ?? null,
    restrictedPicklist: spec.restricted,
    picklistValues: spec.picklist.map((value) => ({
      active: true,
      defaultValue: value === spec.defaultValue,
      label: value,
      value,
    })),
    referenceTo: spec.referenceTo,
    relationshipName: spec.relationshipName ?? null,
    polymorphicForeignKey: spec.referenceTo.length > 1,
    filterable: !long,
    sortable: !long,
    groupable: !long && spec.type !== 'datetime' && spec.type !== 'double' && spec.type !== 'currency',
    permissionable: spec.permissionable,
    precision: spec.precision,
    scale: spec.scale,
    digits: spec.type === 'int' ? 9 : 0,
  };
}

function mayBeEmpty(spec: FieldSpec): boolean {
  return !spec.required && spec.type !== 'boolean' && spec.type !== 'id';
}
