import { setImmediate } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import { StoreError } from '../../callCenter/ports/store.ts';
import type { Database, Transaction } from './database.ts';
import { asking } from './storeFailures.ts';
import type { Tables } from './tables.ts';

/** Turns in one commit: more would keep the event loop from the sockets for too long. */
const TURNS_PER_COMMIT = 100;

export interface GroupCommit {
  /** Runs `decide` in a savepoint of the next commit; resolves when that commit is durable. */
  run<Result>(decide: (transaction: Transaction) => Promise<Result>): Promise<Result>;
  /** Resolves when everything taken in is settled; takes in nothing more. */
  close(): Promise<void>;
}

interface Waiting {
  /** Runs the turn; the returned function settles its promise, once the commit is known to be durable. */
  readonly run: (transaction: Transaction) => Promise<() => void>;
  readonly fail: (failure: StoreError) => void;
}

/**
 * One writer for the database. Turns that arrive while a commit is under way share the next one, so that many
 * webhooks cost one write to the disk. A turn that throws undoes itself only. When no commit can begin, all that wait
 * fail at once: the database is gone, and would keep each of them as long as the one before.
 */
export function createGroupCommit({
  db,
  keepOthersOut,
}: {
  readonly db: Pick<Kysely<Tables>, 'startTransaction'>;
  readonly keepOthersOut: Database['keepOthersOut'];
}): GroupCommit {
  let waiting: Waiting[] = [];
  let working: Promise<void> | undefined;
  let closed = false;

  async function work(): Promise<void> {
    while (waiting.length > 0) {
      // After the poll phase: everything that the sockets brought in it comes along.
      await setImmediate();
      try {
        await commit(await begin());
      } catch (cause) {
        const failure = new StoreError({ cause });
        for (const turn of take(Infinity)) turn.fail(failure);
      }
    }
    working = undefined;
  }

  async function begin(): Promise<Transaction> {
    const transaction = await db.startTransaction().execute();
    try {
      await keepOthersOut(transaction);
      return transaction;
    } catch (failure) {
      await rollBack(transaction);
      throw failure;
    }
  }

  async function commit(transaction: Transaction): Promise<void> {
    const batch = take(TURNS_PER_COMMIT);
    const settles: (() => void)[] = [];
    try {
      for (const turn of batch) settles.push(await turn.run(transaction));
      await transaction.commit().execute();
    } catch (cause) {
      const failure = new StoreError({ cause });
      await rollBack(transaction);
      for (const turn of batch) turn.fail(failure);
      return;
    }
    for (const settle of settles) settle();
  }

  function take(most: number): readonly Waiting[] {
    const taken = waiting.slice(0, most);
    waiting = waiting.slice(most);
    return taken;
  }

  return {
    run: (decide) =>
      new Promise((resolve, reject) => {
        if (closed) {
          reject(new StoreError({ cause: new Error('The store is closed') }));
          return;
        }
        waiting.push({
          run: (transaction) => runTurn(transaction, decide, { resolve, reject }),
          fail: reject,
        });
        working ??= work();
      }),
    async close() {
      closed = true;
      await working;
    },
  };
}

interface Settlers<Result> {
  readonly resolve: (result: Result) => void;
  readonly reject: (failure: unknown) => void;
}

async function runTurn<Result>(
  transaction: Transaction,
  decide: (transaction: Transaction) => Promise<Result>,
  { resolve, reject }: Settlers<Result>,
): Promise<() => void> {
  const turn = await transaction.savepoint('turn').execute();
  try {
    const result = await decide(turn);
    await asking(() => turn.releaseSavepoint('turn').execute());
    return () => {
      resolve(result);
    };
  } catch (failure) {
    await turn.rollbackToSavepoint('turn').execute();
    await turn.releaseSavepoint('turn').execute();
    return () => {
      reject(failure);
    };
  }
}

/** The database may have rolled back by itself, as SQLite does when the disk is full. */
async function rollBack(transaction: Transaction): Promise<void> {
  try {
    await transaction.rollback().execute();
  } catch {
    return;
  }
}
