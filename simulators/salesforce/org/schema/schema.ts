import { systemFields } from './fieldSpec.ts';
import type { FieldSpec } from './fieldSpec.ts';

/** `settings` are custom metadata types: read by everybody who may, written by a deployment alone. */
export type ObjectKind = 'business' | 'setup' | 'people' | 'settings';

export interface ObjectDefinition {
  readonly name: string;
  readonly label: string;
  readonly labelPlural: string;
  readonly keyPrefix: string;
  /** `business` unless said otherwise; decides which permission opens the object. */
  readonly kind?: ObjectKind;
  /** Org-wide default: who sees and edits records of others. `ReadWrite` unless said otherwise. */
  readonly sharing?: Sharing;
  readonly fields: readonly FieldSpec[];
}

export type Sharing = 'ReadWrite' | 'Read' | 'Private';

/** One sObject. Names are compared without regard to case, as the platform does. */
export class ObjectSpec {
  readonly name: string;
  readonly label: string;
  readonly labelPlural: string;
  readonly keyPrefix: string;
  readonly kind: ObjectKind;
  readonly sharing: Sharing;
  readonly fields: readonly FieldSpec[];
  readonly #byName: ReadonlyMap<string, FieldSpec>;
  readonly #byRelationship: ReadonlyMap<string, FieldSpec>;

  constructor(definition: ObjectDefinition) {
    this.name = definition.name;
    this.label = definition.label;
    this.labelPlural = definition.labelPlural;
    this.keyPrefix = definition.keyPrefix;
    this.kind = definition.kind ?? 'business';
    this.sharing = definition.sharing ?? 'ReadWrite';
    this.fields = [...systemFields, ...definition.fields];
    this.#byName = new Map(this.fields.map((spec) => [spec.name.toLowerCase(), spec]));
    this.#byRelationship = new Map(
      this.fields.flatMap((spec) =>
        spec.relationshipName ? [[spec.relationshipName.toLowerCase(), spec]] : [],
      ),
    );
  }

  get custom(): boolean {
    return /__(?:c|mdt)$/.test(this.name);
  }

  get nameField(): FieldSpec | undefined {
    return this.fields.find((spec) => spec.nameField);
  }

  field(name: string): FieldSpec | undefined {
    return this.#byName.get(name.toLowerCase());
  }

  /** The lookup behind a relationship: `Account` gives AccountId. */
  parent(relationshipName: string): FieldSpec | undefined {
    return this.#byRelationship.get(relationshipName.toLowerCase());
  }
}

/** A lookup seen from its parent. */
export interface ChildRelationship {
  readonly child: ObjectSpec;
  readonly field: FieldSpec;
}

/** All objects of the org. */
export class Schema {
  readonly objects: readonly ObjectSpec[];
  readonly #byName: ReadonlyMap<string, ObjectSpec>;
  readonly #byPrefix: ReadonlyMap<string, ObjectSpec>;

  constructor(definitions: readonly ObjectDefinition[]) {
    this.objects = definitions.map((definition) => new ObjectSpec(definition));
    this.#byName = new Map(this.objects.map((object) => [object.name.toLowerCase(), object]));
    this.#byPrefix = new Map(this.objects.map((object) => [object.keyPrefix, object]));
    if (this.#byPrefix.size < this.objects.length)
      throw new Error('Two objects have the same key prefix: rename one.');
  }

  object(name: string): ObjectSpec | undefined {
    return this.#byName.get(name.toLowerCase());
  }

  /** The object a record id belongs to, by its first three characters. */
  objectOf(id: string): ObjectSpec | undefined {
    return this.#byPrefix.get(id.slice(0, 3));
  }

  children(parent: ObjectSpec): readonly ChildRelationship[] {
    return this.objects.flatMap((child) =>
      child.fields.flatMap((spec) =>
        spec.referenceTo.includes(parent.name) ? [{ child, field: spec }] : [],
      ),
    );
  }

  child(parent: ObjectSpec, relationshipName: string): ChildRelationship | undefined {
    const wanted = relationshipName.toLowerCase();
    return this.children(parent).find(
      (relation) => relation.field.childRelationship?.toLowerCase() === wanted,
    );
  }
}
