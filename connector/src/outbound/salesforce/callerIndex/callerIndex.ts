import type { Clock } from '../../../callCenter/ports/clock.ts';
import type { Journal } from '../../../callCenter/ports/journal.ts';
import type { SetupCheck } from '../../../callCenter/ports/setupCheck.ts';
import type { RecordMatch } from '../../../../../softphone/core/index.ts';
import { numberKey, callerRowOf, type OrgRow } from './callerRow.ts';
import type { CallerSource } from './callerSource.ts';
import { createHiddenKeys } from './hiddenKeys.ts';
import { openIndexFile } from './indexFile.ts';
import type { Indexing } from './indexing.ts';
import { createIndexReader } from './indexReader.ts';
import { indexCheck, isComplete, objectsOf, statusOf, type IndexStatus } from './indexStatus.ts';
import { createIndexWriter } from './indexWriter.ts';
import { createKeeper } from './keeper.ts';
import { lookUpCollected, lookUpNumber, type LookUp, type NumberRules } from './lookUp.ts';
import type { ObjectShape } from './objectShape.ts';
import { rankMatches } from './rankMatches.ts';
import { rememberShapes } from './rememberedShapes.ts';
import { createSources } from './sources.ts';

export interface CallerIndexOptions extends NumberRules {
  /** Path of the index file; `:memory:` keeps it nowhere. */
  readonly file: string;
  /** Whose records they are: an index of another org is thrown away. */
  readonly orgId: string;
  /** Hides the numbers in the file: an index of another secret is thrown away. */
  readonly secret: string;
  readonly refreshSeconds: number;
  /** ISO 3166 country of numbers that say no other. */
  readonly country: string;
  readonly source: CallerSource;
  readonly clock: Clock;
  readonly journal: Journal;
}

/** Which records a number belongs to, without asking Salesforce. */
export interface CallerIndex {
  /** Begins to load, or goes on, and keeps the index fresh from then on. */
  start(): void;
  /** What is under way ends; a load goes on at the next start. */
  stop(): Promise<void>;
  lookUpNumber(e164: string): LookUp;
  lookUpCollected(collected: string): readonly RecordMatch[];
  /** The contact behind a case, or inside a person account; undefined when there is none or it is not known. */
  personBehind(recordId: string): string | undefined;
  /** Reads what has changed, unless that was done in the last `maxAgeMs`. Rejects with `CrmError`. */
  refresh(maxAgeMs: number): Promise<void>;
  /** The objects that can be searched, known after the first contact with Salesforce. Rejects with `CrmError`. */
  shapes(): Promise<readonly ObjectShape[]>;
  /** Keeps records that a search has found, and looks soon for what else is new; `key` is the number that they were found by. */
  takeIn(
    shape: ObjectShape,
    rows: readonly OrgRow[],
    found?: { readonly e164: string; readonly field: string },
  ): void;
  /** Forgets the records of a number, until Salesforce tells of them again; says how many. */
  erase(e164: string): number;
  /** Whether every object that can be is loaded: what is not found is not there. */
  isComplete(): boolean;
  /** Matches for records that Salesforce has found by what was keyed in; they need not be in the index. */
  matchesOf(shape: ObjectShape, rows: readonly OrgRow[]): readonly RecordMatch[];
  status(): IndexStatus;
  check(): SetupCheck;
  /** Ids of records whose field holds no readable number. */
  unreadable(objectType: string, field: string, most: number): readonly string[];
}

export function openCallerIndex(options: CallerIndexOptions): CallerIndex {
  const { clock, country, refreshSeconds } = options;
  const keys = createHiddenKeys(options.secret);
  const { fingerprint } = keys;
  const database = openIndexFile(options.file, { orgId: options.orgId, fingerprint });
  const reader = createIndexReader(database, keys);
  const writer = createIndexWriter(database, keys);
  const sources = createSources(database);
  const shapes = rememberShapes(database);
  const stopping = new AbortController();
  const indexing: Indexing = { ...options, writer, sources, stopped: stopping.signal };
  const keeper = createKeeper(indexing, { shapes, refreshMs: refreshSeconds * 1000 });
  const index = () => ({ reader, shapes: shapes.current(), rules: options });
  const known = () => ({ shapes: shapes.current(), sources: sources.all(), refused: keeper.refused() });
  const status = () => statusOf(known(), reader);

  return {
    start: () => {
      keeper.start();
    },
    async stop() {
      stopping.abort();
      await keeper.stop();
      if (database.isOpen) database.close();
    },
    lookUpNumber: (e164) => lookUpNumber(index(), e164),
    lookUpCollected: (collected) => lookUpCollected(index(), collected),
    personBehind: (recordId) => reader.record(recordId)?.personId,
    refresh: (maxAgeMs) => keeper.refresh(maxAgeMs),
    shapes: async () => (await keeper.shapes()).filter(({ objectType }) => !keeper.refused().has(objectType)),
    takeIn(shape, rows, found) {
      keeper.refreshSoon();
      const load = sources.of(shape.objectType)?.load ?? 0;
      writer.inTransaction(() => {
        for (const row of rows) {
          const kept = callerRowOf(shape, row, country);
          if (!kept) continue;
          const keys = found
            ? withKey(kept.keys, { value: numberKey(found.e164), field: found.field })
            : kept.keys;
          writer.put(shape.objectType, { ...kept, keys }, load);
        }
      });
    },
    erase(e164) {
      let erased = 0;
      writer.inTransaction(() => {
        erased = writer.removeWithKey(numberKey(e164));
      });
      return erased;
    },
    matchesOf: (shape, rows) =>
      rankMatches(
        rows
          .flatMap((row) => callerRowOf(shape, row, country) ?? [])
          .map((row) => ({ objectType: shape.objectType, ...row })),
        { shapes: shapes.current(), reader },
        { kind: 'collected' },
      ),
    isComplete: () => isComplete(objectsOf(known())),
    status,
    check: () => indexCheck(status(), { nowMs: clock.now(), refreshMs: refreshSeconds * 1000 }),
    unreadable: (objectType, field, most) => reader.unreadable(objectType, field, most),
  };
}

type Key = { readonly value: number; readonly field: string };

function withKey(keys: readonly Key[], key: Key): readonly Key[] {
  return keys.some(({ value }) => value === key.value) ? keys : [...keys, key];
}
