import { readFileSync } from 'node:fs';
import ts from 'typescript';

/** What the text of an element may be, or which elements it may hold. */
export type Content =
  | { readonly kind: 'text' }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'number' }
  /** `name` is a type of `MetadataTypes`. */
  | { readonly kind: 'type'; readonly name: string };

export interface Property {
  readonly content: Content;
  readonly list: boolean;
  readonly required: boolean;
}

/** The Metadata API's types: shapes by their properties, enumerations by their values. */
export interface MetadataTypes {
  readonly shapes: ReadonlyMap<string, ReadonlyMap<string, Property>>;
  readonly enumerations: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Stand for the file itself, not for an element in it. */
const notInFile = new Set(['fullName', 'content']);

/** Reads the declarations that Salesforce generates from the Metadata API's WSDL (`@salesforce/types`, metadata.d.ts). */
export function readMetadataTypes(file: string): MetadataTypes {
  const shapes = new Map<string, Map<string, Property>>();
  const enumerations = new Map<string, ReadonlySet<string>>();
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ESNext);
  const aliases = source.statements.filter(ts.isTypeAliasDeclaration);
  const declared = new Map(aliases.map(({ name, type }) => [name.text, type]));
  for (const [name, type] of declared) {
    const values = literalsOf(type);
    if (values) enumerations.set(name, values);
    else shapes.set(name, propertiesOf(type, declared));
  }
  return { shapes, enumerations };
}

function literalsOf(type: ts.TypeNode): ReadonlySet<string> | undefined {
  const members = ts.isUnionTypeNode(type) ? type.types : [type];
  const literals = members.flatMap((member) =>
    ts.isLiteralTypeNode(member) && ts.isStringLiteral(member.literal) ? [member.literal.text] : [],
  );
  return literals.length === members.length ? new Set(literals) : undefined;
}

/** With those of the types that it extends. */
function propertiesOf(
  type: ts.TypeNode | undefined,
  declared: ReadonlyMap<string, ts.TypeNode>,
): Map<string, Property> {
  if (!type) return new Map();
  if (ts.isIntersectionTypeNode(type))
    return new Map(type.types.flatMap((part) => [...propertiesOf(part, declared)]));
  if (ts.isTypeReferenceNode(type)) return propertiesOf(declared.get(nameOf(type)), declared);
  if (!ts.isTypeLiteralNode(type)) return new Map();
  return new Map(
    type.members.filter(ts.isPropertySignature).map((member): [string, Property] => {
      const name = (member.name as ts.Identifier).text;
      return [name, propertyOf(member, name)];
    }),
  );
}

function propertyOf({ type, questionToken }: ts.PropertySignature, name: string): Property {
  const list = type !== undefined && ts.isArrayTypeNode(type);
  return {
    content: contentOf(list ? type.elementType : type),
    list,
    required: !questionToken && !list && !notInFile.has(name),
  };
}

function contentOf(type: ts.TypeNode | undefined): Content {
  if (type?.kind === ts.SyntaxKind.BooleanKeyword) return { kind: 'boolean' };
  if (type?.kind === ts.SyntaxKind.NumberKeyword) return { kind: 'number' };
  if (type && ts.isTypeReferenceNode(type)) return { kind: 'type', name: nameOf(type) };
  return { kind: 'text' };
}

function nameOf({ typeName }: ts.TypeReferenceNode): string {
  return ts.isIdentifier(typeName) ? typeName.text : typeName.right.text;
}
