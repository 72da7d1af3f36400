import type { MetadataFile, Problem, XmlElement } from './metadataFile.ts';
import type { Content, MetadataTypes, Property } from './metadataTypes.ts';

/** What in a file the Metadata API would not understand: unknown, missing, repeated elements and wrong values. */
export function checkShape(file: MetadataFile, types: MetadataTypes): readonly Problem[] {
  const place: Place = { path: file.path, at: file.type, types };
  if (!types.shapes.has(file.type)) return [problem(place, 'is no type of the Metadata API')];
  return checkContent(file.root, { kind: 'type', name: file.type }, place);
}

interface Place {
  readonly path: string;
  /** `PermissionSet.fieldPermissions.field` */
  readonly at: string;
  readonly types: MetadataTypes;
}

function checkContent(element: XmlElement, content: Content, place: Place): readonly Problem[] {
  const { text } = element;
  switch (content.kind) {
    case 'text':
      return [];
    case 'boolean':
      return text === 'true' || text === 'false' ? [] : [problem(place, `"${text}" is not true or false`)];
    case 'number':
      return text !== '' && Number.isFinite(Number(text))
        ? []
        : [problem(place, `"${text}" is not a number`)];
    case 'type':
      return checkType(element, content.name, place);
  }
}

function checkType(element: XmlElement, type: string, place: Place): readonly Problem[] {
  const values = place.types.enumerations.get(type);
  if (values) {
    return values.has(element.text) ? [] : [problem(place, `"${element.text}" is not one of ${type}`)];
  }
  const properties = place.types.shapes.get(type);
  if (!properties || properties.size === 0) return [];
  const missing = [...properties]
    .filter(([name, { required }]) => required && !element.children.has(name))
    .map(([name]) => problem(place, `<${name}> is missing`));
  const wrong = [...element.children].flatMap(([name, children]) =>
    checkChildren(children, properties.get(name), { ...place, at: `${place.at}.${name}` }),
  );
  return [...missing, ...wrong];
}

function checkChildren(
  children: readonly XmlElement[],
  property: Property | undefined,
  place: Place,
): readonly Problem[] {
  if (!property) return [problem(place, 'is unknown')];
  const repeated = children.length > 1 && !property.list ? [problem(place, 'stands more than once')] : [];
  return [...repeated, ...children.flatMap((child) => checkContent(child, property.content, place))];
}

function problem({ path, at }: Place, message: string): Problem {
  return { path, message: `${at} ${message}` };
}
