import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { recordId } from '../../org/recordId.ts';
import { SalesforceError } from '../../org/salesforceError.ts';

/**
 * The life of a job (Bulk API 2.0 and Bulk API Developer Guide, "Create a Job", "Create a Query Job").
 *
 *     Open --data uploaded--> UploadComplete --> InProgress --> JobComplete
 *     any of the first three --> Aborted; InProgress --> Failed
 */
export type JobState = 'Open' | 'UploadComplete' | 'InProgress' | 'JobComplete' | 'Aborted' | 'Failed';

/** What both kinds of jobs tell about themselves. */
export interface JobInfo {
  readonly id: string;
  readonly operation: string;
  readonly object: string;
  readonly createdById: string;
  readonly createdDate: string;
  readonly systemModstamp: string;
  readonly state: JobState;
  readonly concurrencyMode: 'Parallel';
  readonly contentType: 'CSV';
  readonly apiVersion: number;
  readonly jobType: 'V2Query' | 'V2Ingest';
  readonly lineEnding: string;
  readonly columnDelimiter: string;
  readonly errorMessage?: string;
}

const OVER: readonly JobState[] = ['JobComplete', 'Aborted', 'Failed'];

export function isOver(state: JobState): boolean {
  return OVER.includes(state);
}

/** Jobs of one kind, newest last, each with a folder for its files. */
export interface JobShelf<Job> {
  add(make: (id: string, folder: string) => Job): Job;
  find(id: string): Job;
  all(): readonly Job[];
  remove(id: string): void;
}

/** Numbers jobs of all kinds together; `folder` holds their files until `clear`. */
export function createShelves(folder: () => string): { shelf<Job>(): JobShelf<Job> } {
  let sequence = 0;
  return {
    shelf: <Job>(): JobShelf<Job> => {
      const jobs = new Map<string, Job>();
      const find = (id: string): Job => {
        const job = jobs.get(id) ?? [...jobs].find(([key]) => key.slice(0, 15) === id)?.[1];
        if (job) return job;
        throw new SalesforceError('NOT_FOUND', 'The requested resource does not exist', { status: 404 });
      };
      return {
        find,
        all: () => [...jobs.values()],
        add: (make) => {
          sequence += 1;
          const id = recordId('750', sequence);
          const place = join(folder(), id);
          mkdirSync(place, { recursive: true });
          const job = make(id, place);
          jobs.set(id, job);
          return job;
        },
        remove: (id) => {
          find(id);
          jobs.delete(id);
          rmSync(join(folder(), id), { recursive: true, force: true });
        },
      };
    },
  };
}

export function wrongState(what: string): SalesforceError {
  return new SalesforceError('INVALIDJOBSTATE', what);
}
