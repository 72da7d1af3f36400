import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Something the account owns, in the shape the REST API shows it. */
export interface TwilioRecord {
  readonly sid: string;
}

/** Records of one kind, oldest first. */
export interface Collection<R extends TwilioRecord> {
  all(): readonly R[];
  find(sid: string | null | undefined): R | undefined;
  add(record: R): R;
  /** The record with the changes. Throws for a record that does not exist. */
  change(sid: string, changes: Partial<R>): R;
  remove(sid: string): void;
}

export interface RecordStore {
  collection<R extends TwilioRecord>(name: string): Collection<R>;
}

type Contents = Record<string, TwilioRecord[]>;

/** Records in memory; with a file, they are there again after a restart. */
export function createRecordStore(dataFile?: string): RecordStore {
  const contents: Contents = {};
  if (dataFile !== undefined && existsSync(dataFile)) {
    Object.assign(contents, JSON.parse(readFileSync(dataFile, 'utf8')) as Contents);
  }

  /** A half-written file never takes the place of a good one. */
  function save() {
    if (dataFile === undefined) return;
    mkdirSync(dirname(dataFile), { recursive: true });
    writeFileSync(`${dataFile}.new`, JSON.stringify(contents, null, 1));
    renameSync(`${dataFile}.new`, dataFile);
  }

  return {
    collection<R extends TwilioRecord>(name: string): Collection<R> {
      const records = () => (contents[name] ??= []) as R[];
      return {
        all: records,
        find: (sid) => records().find((record) => record.sid === sid),
        add(record) {
          records().push(record);
          save();
          return record;
        },
        change(sid, changes) {
          const index = records().findIndex((record) => record.sid === sid);
          const before = records()[index];
          if (!before) throw new Error(`There is no ${sid} among the ${name}.`);
          const after = { ...before, ...changes };
          records()[index] = after;
          save();
          return after;
        },
        remove(sid) {
          contents[name] = records().filter((record) => record.sid !== sid);
          save();
        },
      };
    },
  };
}
