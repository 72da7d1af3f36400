import type { Connection } from 'jsforce';

/** What the org answers for each record of an upsert. */
interface Saved {
  readonly id: string;
  readonly success: boolean;
  readonly created?: boolean;
  readonly errors: readonly { readonly statusCode: string }[];
}

/** The address for upserts of tasks by their key. */
const TASK_KEYS = '/composite/sobjects/Task/Call_Key__c';

/** A call's task with this key, as a collection has it. */
export const taskWith = (key: string, fields: Record<string, unknown> = {}) => ({
  attributes: { type: 'Task' },
  Call_Key__c: key,
  Subject: 'Call',
  ...fields,
});

/** Upserts tasks by their key, each on its own. */
export const upsertTasks = (connection: Connection, records: readonly object[]): Promise<Saved[]> =>
  connection.requestPatch<Saved[]>(TASK_KEYS, { allOrNone: false, records });
