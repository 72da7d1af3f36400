import type { CallerObject } from './callerObjects.ts';

/** What is asked of an object's description. */
export interface ObjectDescription {
  /** First three characters of its record ids; null for objects without records of their own. */
  readonly keyPrefix: string | null;
  readonly fields: readonly {
    readonly name: string;
    /** Name of the parent in a query, for a lookup: `Account` for `AccountId`. */
    readonly relationshipName?: string | null;
    readonly referenceTo?: readonly string[] | null;
  }[];
}

/** An object as this org has it: the admin's settings, less what is not there, and what is known of the platform. */
export interface ObjectShape extends CallerObject {
  readonly keyPrefix: string;
  /** Deleted records are told by `IsDeleted`; users, for one, are never deleted. */
  readonly deletable: boolean;
  /** Lookup to the account that a person belongs to. */
  readonly accountField?: string;
  /** The org has person accounts: of each, account and contact are one person. */
  readonly personAccounts: boolean;
}

/**
 * Fits an object's settings to what the org has. `missing` names the fields that it has not, or that the connector's
 * user may not read; undefined when nothing of the object can be found by.
 */
export function shapeOf(
  object: CallerObject,
  describe: (objectType: string) => ObjectDescription | undefined,
): { readonly shape: ObjectShape | undefined; readonly missing: readonly string[] } {
  const described = describe(object.objectType);
  if (!described?.keyPrefix) return { shape: undefined, missing: [object.objectType] };
  const fields = new Map(described.fields.map((field) => [field.name.toLowerCase(), field]));
  const has = (name: string): boolean => {
    const [first = '', parentField] = name.split('.');
    if (parentField === undefined) return fields.has(first.toLowerCase());
    const lookup = described.fields.find(({ relationshipName }) => relationshipName === first);
    const parent = describe(lookup?.referenceTo?.[0] ?? '');
    return parent?.fields.some((field) => field.name.toLowerCase() === parentField.toLowerCase()) === true;
  };
  const { lastActivityField, personField, phoneFields, numberFields, countryFields, ...rest } = object;
  const shape: ObjectShape = {
    ...rest,
    phoneFields: phoneFields.filter(has),
    numberFields: numberFields.filter(has),
    countryFields: countryFields.filter(has),
    ...(lastActivityField !== undefined && has(lastActivityField) && { lastActivityField }),
    ...(personField !== undefined && has(personField) && { personField }),
    ...(object.part === 'person' && has('AccountId') && { accountField: 'AccountId' }),
    keyPrefix: described.keyPrefix,
    deletable: has('IsDeleted'),
    personAccounts: has('IsPersonAccount'),
  };
  const named = [
    ...phoneFields,
    ...numberFields,
    ...countryFields,
    lastActivityField ?? [],
    personField ?? [],
  ];
  const missing = named.flat().filter((name) => !has(name));
  const findable = shape.phoneFields.length > 0 || shape.numberFields.length > 0;
  return { shape: findable ? shape : undefined, missing };
}

/** The objects whose descriptions `shapeOf` may ask for, besides the object itself. */
export function parentsOf(
  description: ObjectDescription,
  { countryFields }: CallerObject,
): readonly string[] {
  const relations = countryFields.filter((name) => name.includes('.')).map((name) => name.split('.')[0]);
  return [...new Set(relations)].flatMap(
    (relation) =>
      description.fields.find(({ relationshipName }) => relationshipName === relation)?.referenceTo?.[0] ??
      [],
  );
}

/** What a query of the object selects. */
export function selectedFields(shape: ObjectShape): string {
  const { objectType, phoneFields, numberFields, countryFields, lastActivityField, personField } = shape;
  const ofPersonAccounts =
    objectType === 'Account' ? ['IsPersonAccount', 'PersonContactId'] : ['IsPersonAccount'];
  const fields = [
    'Id',
    'SystemModstamp',
    ...(shape.deletable ? ['IsDeleted'] : []),
    ...phoneFields,
    ...numberFields,
    ...countryFields,
    ...[lastActivityField ?? [], personField ?? [], shape.accountField ?? []].flat(),
    ...(shape.personAccounts ? ofPersonAccounts : []),
  ];
  return [...new Set(fields)].join(', ');
}
