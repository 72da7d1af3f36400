import type { OrgRow } from './callerRow.ts';
import { CALLER_OBJECTS_QUERY } from './callerObjects.ts';
import type { Changes } from './callerSource.ts';
import { takeIn, watermarkAt, type Indexing } from './indexing.ts';
import { selectedFields, type ObjectShape } from './objectShape.ts';
import type { Source } from './sources.ts';

export interface Refreshed {
  /** Objects with more changes than are worth to be read one by one. */
  readonly reload: readonly string[];
  /** Rows of `Caller_Object__mdt`, when the org has them. */
  readonly settings?: readonly OrgRow[];
}

/**
 * Brings in what has changed since the last time: new, changed, deleted, merged and restored records, as
 * `SystemModstamp` and `IsDeleted` tell them. Asks for the admin's settings in the same breath.
 */
export async function refreshObjects(indexing: Indexing, shapes: readonly ObjectShape[]): Promise<Refreshed> {
  const { source, sources, clock, journal } = indexing;
  const due = shapes.flatMap((shape) => {
    const known = sources.of(shape.objectType);
    return known?.loadedAt !== undefined && known.watermark !== undefined
      ? [{ shape, known, queries: queriesOf(shape, known.watermark) }]
      : [];
  });
  const answers = await source.readChanges([...due.flatMap(({ queries }) => queries), CALLER_OBJECTS_QUERY]);
  const settings = answers.at(-1);
  const reload: string[] = [];
  let place = 0;
  for (const { shape, known, queries } of due) {
    const own = answers.slice(place, place + queries.length);
    place += queries.length;
    const refused = own.find((each): each is Changes & { refused: string } => 'refused' in each);
    if (refused) {
      journal.problem('CALLER_OBJECT_REFUSED', { object: shape.objectType, refusal: refused.refused });
    } else if (own.some((each) => 'tooMany' in each)) {
      reload.push(shape.objectType);
    } else {
      await takeInChanges(indexing, shape, own.map(rowsOf));
      // A load may have gone on meanwhile.
      const latest = sources.of(shape.objectType) ?? known;
      sources.save({ ...latest, ...watermarkAfter(latest, own.flatMap(rowsOf)), refreshedAt: clock.now() });
    }
  }
  return { reload, ...(settings && 'rows' in settings && { settings: settings.rows }) };
}

/**
 * With a condition, two: the changed records that meet it, and then all that changed, of which the others go. In this
 * order: what changes in between is seen again next time.
 */
function queriesOf(shape: ObjectShape, watermark: string): readonly string[] {
  const { objectType, openWhen } = shape;
  const since = `SystemModstamp > ${watermark}`;
  const fields = selectedFields(shape);
  if (openWhen === undefined) return [`SELECT ${fields} FROM ${objectType} WHERE ${since}`];
  return [
    `SELECT ${fields} FROM ${objectType} WHERE ${since} AND (${openWhen})`,
    `SELECT Id, SystemModstamp FROM ${objectType} WHERE ${since}`,
  ];
}

async function takeInChanges(
  indexing: Indexing,
  shape: ObjectShape,
  [current = [], touched = []]: readonly (readonly OrgRow[])[],
): Promise<void> {
  const still = new Set(current.map((row) => row['Id']));
  const gone = touched.filter((row) => !still.has(row['Id'])).map((row) => ({ ...row, IsDeleted: true }));
  await takeIn(indexing, shape, [...current, ...gone]);
}

function rowsOf(changes: Changes): readonly OrgRow[] {
  return 'rows' in changes ? changes.rows : [];
}

/** Salesforce's clock alone counts: ours may differ. */
function watermarkAfter({ watermark = '' }: Source, rows: readonly OrgRow[]): { readonly watermark: string } {
  const newest = rows
    .map((row) => String(row['SystemModstamp']))
    .toSorted()
    .at(-1);
  const after = newest === undefined ? watermark : watermarkAt(newest);
  return { watermark: after > watermark ? after : watermark };
}
