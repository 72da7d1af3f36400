import { setImmediate as breathe } from 'node:timers/promises';
import type { Clock } from '../../../callCenter/ports/clock.ts';
import type { Journal } from '../../../callCenter/ports/journal.ts';
import { callerRowOf, type OrgRow } from './callerRow.ts';
import type { CallerSource } from './callerSource.ts';
import type { IndexWriter } from './indexWriter.ts';
import type { ObjectShape } from './objectShape.ts';
import type { Sources } from './sources.ts';

/** What reading the org into the index needs. */
export interface Indexing {
  readonly source: CallerSource;
  readonly writer: IndexWriter;
  readonly sources: Sources;
  readonly clock: Clock;
  readonly journal: Journal;
  /** ISO 3166 country of numbers that say no other. */
  readonly country: string;
  /** Aborted when the connector stops. */
  readonly stopped: AbortSignal;
}

/** Rows that are read and written before other work has its turn: a few milliseconds. */
const ROWS_AT_A_TIME = 50;

/** What the way in which numbers are read counts up to: another one reads everything anew. */
const READING = 1;

/** What a load depends on, as text: when it differs, the object is loaded anew. */
export function shapeKey(shape: ObjectShape, country: string): string {
  return JSON.stringify([READING, country, shape]);
}

/** A record that was saved in a long transaction carries an earlier time than the moment when others see it. */
const OVERLAP_MS = 3 * 60_000;

/** From when on changes must be read, when all until `instant` are in; Salesforce's clock, as SOQL writes it. */
export function watermarkAt(instant: string): string {
  return new Date(Date.parse(instant.replace(/\+0000$/, 'Z')) - OVERLAP_MS).toISOString();
}

/** Brings records as they are now into the index, without holding up the calls; says how many. */
export async function takeIn(
  { writer, sources, country, stopped }: Pick<Indexing, 'writer' | 'sources' | 'country' | 'stopped'>,
  shape: ObjectShape,
  rows: Iterable<OrgRow> | AsyncIterable<OrgRow>,
): Promise<number> {
  const load = sources.of(shape.objectType)?.load ?? 0;
  let waiting: OrgRow[] = [];
  let count = 0;
  const write = () => {
    const read = waiting.map((row) => ({ id: String(row['Id']), row: callerRowOf(shape, row, country) }));
    writer.inTransaction(() => {
      for (const { id, row } of read) {
        if (row) writer.put(shape.objectType, row, load);
        else writer.remove(shape.objectType, id);
      }
    });
    count += waiting.length;
    waiting = [];
  };
  for await (const row of rows) {
    waiting.push(row);
    if (waiting.length < ROWS_AT_A_TIME) continue;
    write();
    await breathe();
    stopped.throwIfAborted();
  }
  write();
  return count;
}

/** Removes what a complete load did not bring. */
export async function sweep({ writer, stopped }: Indexing, objectType: string, load: number): Promise<void> {
  let removed: number;
  do {
    removed = 0;
    writer.inTransaction(() => {
      removed = writer.sweep(objectType, load, ROWS_AT_A_TIME);
    });
    await breathe();
    stopped.throwIfAborted();
  } while (removed > 0);
}
