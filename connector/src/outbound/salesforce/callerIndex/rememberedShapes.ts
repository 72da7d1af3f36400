import type { DatabaseSync } from 'node:sqlite';
import type { ObjectShape } from './objectShape.ts';

/** The objects of the index in the admin's order, kept in it: they are known while Salesforce is down. */
export interface RememberedShapes {
  current(): readonly ObjectShape[];
  save(shapes: readonly ObjectShape[]): void;
}

export function rememberShapes(database: DatabaseSync): RememberedShapes {
  const read = database.prepare("SELECT value FROM remembered WHERE name = 'shapes'");
  const write = database.prepare("INSERT OR REPLACE INTO remembered VALUES ('shapes', ?)");
  const stored = read.get() as { value: string } | undefined;
  let shapes = stored ? (JSON.parse(stored.value) as readonly ObjectShape[]) : [];
  return {
    current: () => shapes,
    save(newShapes) {
      shapes = newShapes;
      write.run(JSON.stringify(newShapes));
    },
  };
}
