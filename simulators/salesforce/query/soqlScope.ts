import type { Access } from '../org/access/access.ts';
import { SalesforceError, invalidField, invalidType } from '../org/salesforceError.ts';
import { field } from '../org/schema/fieldSpec.ts';
import type { FieldSpec } from '../org/schema/fieldSpec.ts';
import type { ObjectSpec, Schema } from '../org/schema/schema.ts';
import { quoted } from '../org/store/database.ts';
import type { SqlValue } from '../org/store/database.ts';

/** Who asks, of which org, when. */
export interface QueryContext {
  readonly schema: Schema;
  readonly access: Access;
  readonly now: number;
  /** Deleted records count too (queryAll). */
  readonly includeDeleted: boolean;
}

/** A column as SQL, with the field it carries. */
export interface Column {
  readonly sql: string;
  readonly spec: FieldSpec;
}

/** A joined parent: one for a plain lookup, several for a polymorphic one. */
interface JoinedParent {
  readonly alias: string;
  readonly object: ObjectSpec;
}

/** SQL under construction for one SELECT: its joins grow as fields of parents are named. */
export interface SoqlScope {
  readonly context: QueryContext;
  readonly object: ObjectSpec;
  readonly alias: string;
  /** Values of the `?` in the conditions, in order. */
  readonly parameters: SqlValue[];
  /** SQL of the joins so far. */
  joins(): string;
  /** The column of a path such as `Account.Owner.Name`; refuses what does not exist or may not be read. */
  column(path: string): Column;
  /** The parents a relationship path leads to. */
  parents(relationships: readonly string[]): readonly JoinedParent[];
  /** A scope for a subquery that shares the parameters. */
  nested(object: ObjectSpec): SoqlScope;
}

/** The object of a FROM clause; refuses objects that do not exist or may not be read. */
export function readableObject(context: QueryContext, name: string): ObjectSpec {
  const object = context.schema.object(name);
  if (!object || !context.access.object(object).read) throw invalidType(name);
  return object;
}

/** The condition that leaves out records the asking user does not see, with `AND` before it; empty where all are seen. */
export function sharedSql({ access }: QueryContext, { object, alias }: JoinedParent): string {
  if (access.seesAll(object) || !object.field('OwnerId')) return '';
  return ` AND ${alias}."OwnerId" = '${access.userId.replace(/\W/g, '')}'`;
}

interface ScopeStart {
  readonly alias: string;
  readonly parameters: SqlValue[];
  /** The alias SOQL itself gives the object: `FROM Contact c`. */
  readonly soqlAlias?: string | undefined;
}

export function createScope(context: QueryContext, object: ObjectSpec, start: ScopeStart): SoqlScope {
  const joined = new Map<string, { parent: JoinedParent; sql: string }>();
  const root: JoinedParent = { alias: start.alias, object };
  let nestedScopes = 0;

  const join = (from: JoinedParent, lookup: FieldSpec, target: string): JoinedParent | undefined => {
    const parentObject = context.schema.object(target);
    if (!parentObject || !context.access.object(parentObject).read) return undefined;
    const key = `${from.alias}.${lookup.name}.${target}`;
    const known = joined.get(key);
    if (known) return known.parent;
    const parent = { alias: `${start.alias}_${joined.size}`, object: parentObject };
    const sql = ` LEFT JOIN ${quoted(target)} ${parent.alias} ON ${parent.alias}."Id" = ${from.alias}.${quoted(lookup.name)}${sharedSql(context, parent)}`;
    joined.set(key, { parent, sql });
    return parent;
  };

  const hop = (from: readonly JoinedParent[], relationship: string): readonly JoinedParent[] => {
    const parents = from.flatMap((place) => {
      const lookup = place.object.parent(relationship);
      if (!lookup || !context.access.mayRead(place.object, lookup)) return [];
      return lookup.referenceTo.flatMap((target) => join(place, lookup, target) ?? []);
    });
    if (parents.length === 0) throw unknownRelationship(relationship);
    return parents;
  };

  const parents = (relationships: readonly string[]): readonly JoinedParent[] =>
    relationships.reduce<readonly JoinedParent[]>(hop, [root]);

  /** `Contact.Name` and `c.Name` in a query on Contact c mean its own Name. */
  const withoutOwnName = (parts: readonly string[]): readonly string[] => {
    const first = parts[0]?.toLowerCase();
    if (parts.length < 2 || object.parent(parts[0] ?? '')) return parts;
    return first === start.soqlAlias?.toLowerCase() || first === object.name.toLowerCase()
      ? parts.slice(1)
      : parts;
  };

  const column = (path: string): Column => {
    const parts = withoutOwnName(path.split('.'));
    const name = parts.at(-1) ?? '';
    const places = parents(parts.slice(0, -1));
    if (places.length > 1 && name.toLowerCase() === 'type') return typeColumn(places);
    const hits = places.flatMap((place) => {
      const spec = fieldOf(place.object, { name, ofParent: parts.length > 1 });
      if (!spec || !context.access.mayRead(place.object, spec)) return [];
      return [{ sql: `${place.alias}.${quoted(spec.name)}`, spec }];
    });
    const [first] = hits;
    if (!first) throw invalidField(places[0]?.object.name ?? object.name, name);
    // An expression has no collation of its own: names of polymorphic parents compare without case, as other text.
    return hits.length === 1
      ? first
      : { sql: `COALESCE(${hits.map((hit) => hit.sql).join(', ')}) COLLATE NOCASE`, spec: first.spec };
  };

  return {
    context,
    object,
    alias: start.alias,
    parameters: start.parameters,
    joins: () => [...joined.values()].map((entry) => entry.sql).join(''),
    column,
    parents,
    nested: (inner) => {
      nestedScopes += 1;
      return createScope(context, inner, {
        alias: `${start.alias}s${nestedScopes}`,
        parameters: start.parameters,
      });
    },
  };
}

/** A field of an object; seen from a child, `Name` is the object's name field (CaseNumber of a Case). */
function fieldOf(object: ObjectSpec, wanted: { name: string; ofParent: boolean }): FieldSpec | undefined {
  const own = object.field(wanted.name);
  return own ?? (wanted.ofParent && wanted.name.toLowerCase() === 'name' ? object.nameField : undefined);
}

function typeColumn(places: readonly JoinedParent[]): Column {
  const cases = places.map((place) => `WHEN ${place.alias}."Id" IS NOT NULL THEN '${place.object.name}'`);
  return { sql: `CASE ${cases.join(' ')} END`, spec: field('Type', 'string') };
}

function unknownRelationship(name: string): SalesforceError {
  const message = `Didn't understand relationship '${name}' in field path. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name.`;
  return new SalesforceError('INVALID_FIELD', message);
}
