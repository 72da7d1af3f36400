import { callerObjectsOf, usualCallerObjects, type CallerObject } from './callerObjects.ts';
import type { OrgRow } from './callerRow.ts';
import type { Indexing } from './indexing.ts';
import { parentsOf, shapeOf, type ObjectDescription, type ObjectShape } from './objectShape.ts';

/**
 * The objects that callers are found in, as this org has them, in the admin's order. An object or field that is not
 * there is left out and noted; an org without settings, or with none, has the usual objects.
 */
export async function resolveShapes(
  { source, journal }: Pick<Indexing, 'source' | 'journal'>,
  settings: readonly OrgRow[] | undefined,
): Promise<readonly ObjectShape[]> {
  const objects = objectsIn(settings);
  const described = new Map<string, ObjectDescription | undefined>();
  const describe = async (objectType: string) => {
    if (!described.has(objectType)) described.set(objectType, await source.describe(objectType));
    return described.get(objectType);
  };
  const shapes: ObjectShape[] = [];
  for (const object of objects) {
    const description = await describe(object.objectType);
    for (const parent of description ? parentsOf(description, object) : []) await describe(parent);
    const { shape, missing } = shapeOf(object, (objectType) => described.get(objectType));
    if (shape) shapes.push(shape);
    if (missing.length > 0) {
      journal.note('callerFieldsMissing', { object: object.objectType, fields: missing.join(', ') });
    }
  }
  return shapes;
}

/** The admin's settings as text: another text means that the shapes must be resolved anew. */
export function settingsKey(settings: readonly OrgRow[] | undefined): string {
  return JSON.stringify(objectsIn(settings));
}

function objectsIn(settings: readonly OrgRow[] | undefined): readonly CallerObject[] {
  const objects = callerObjectsOf(settings ?? []);
  return objects.length > 0 ? objects : usualCallerObjects;
}
