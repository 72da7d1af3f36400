import { setImmediate } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import type { Clock } from '../../callCenter/ports/clock.ts';
import { StoreError, type AskedAhead } from '../../callCenter/ports/store.ts';
import type { Database, Transaction } from './database.ts';
import { readAhead, type ReadAhead } from './readAhead.ts';
import { asking } from './storeFailures.ts';
import type { Tables } from './tables.ts';
import { carefully, straightOn, type RunTurn, type WaitingTurn } from './turnRuns.ts';

/** Turns in one commit: more would keep the event loop from the sockets for too long. */
const TURNS_PER_COMMIT = 100;

/** What a decision gets, inside its transaction. */
export interface OpenTurn {
  readonly db: Kysely<Tables>;
  readonly ahead: ReadAhead;
  /** Tells the other instances, once for a turn. The returned function says the number, once the turn is durable. */
  announce(text: string): () => number;
}

export interface GroupCommit {
  /** Runs `decide` with the next commit; resolves when that is durable. It may run twice: the last time counts. */
  run<Result>(decide: (turn: OpenTurn) => Promise<Result>, asked?: AskedAhead): Promise<Result>;
  /** Resolves when everything taken in is settled; takes in nothing more. */
  close(): Promise<void>;
}

export interface GroupCommitParts extends Pick<Database, 'keepOthersOut' | 'announce'> {
  readonly db: Pick<Kysely<Tables>, 'startTransaction'>;
  readonly clock: Pick<Clock, 'now'>;
}

/**
 * One writer for the database. Turns that arrive while a commit is under way share the next one, so that many
 * webhooks cost one write to the disk. A turn that throws undoes itself only. When no commit can begin, all that wait
 * fail at once: the database is gone, and would keep each of them as long as the one before.
 */
export function createGroupCommit({ db, keepOthersOut, announce, clock }: GroupCommitParts): GroupCommit {
  let waiting: WaitingTurn[] = [];
  let working: Promise<void> | undefined;
  let closed = false;

  async function work(): Promise<void> {
    while (waiting.length > 0) {
      // After the poll phase: everything that the sockets brought in it comes along.
      await setImmediate();
      try {
        await commit(await begin());
      } catch (cause) {
        failAll(take(Infinity), cause);
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
    let settles: readonly (() => void)[];
    try {
      settles = await decideAll(transaction, batch);
      await transaction.commit().execute();
    } catch (cause) {
      await rollBack(transaction);
      failAll(batch, cause);
      return;
    }
    for (const settle of settles) settle();
  }

  /** A savepoint for each turn costs as much as a small turn: there are none until a turn has to be undone. */
  async function decideAll(
    transaction: Transaction,
    batch: readonly WaitingTurn[],
  ): Promise<readonly (() => void)[]> {
    const begun = await transaction.savepoint('batch').execute();
    try {
      const asked = batch.flatMap((turn) => turn.asked ?? []);
      const ahead = await asking(() => readAhead(begun, asked, clock.now()));
      return await decideEach(begun, batch, straightOn(begun, ahead));
    } catch {
      await begun.rollbackToSavepoint('batch').execute();
      return decideEach(begun, batch, carefully(begun));
    }
  }

  /** Resolves with what settles the turns after the commit. */
  async function decideEach(
    transaction: Transaction,
    batch: readonly WaitingTurn[],
    run: RunTurn,
  ): Promise<readonly (() => void)[]> {
    const decided = [];
    for (const turn of batch) decided.push(await run(turn));
    const texts = decided.flatMap(({ text }) => text ?? []);
    let number = await announce(transaction, texts);
    return decided.map(({ text, settle }) => {
      const own = text === undefined ? 0 : number;
      if (own > 0) number += 1;
      return () => {
        settle(own);
      };
    });
  }

  function take(most: number): readonly WaitingTurn[] {
    const taken = waiting.slice(0, most);
    waiting = waiting.slice(most);
    return taken;
  }

  return {
    run: (decide, asked) =>
      new Promise((resolve, reject) => {
        if (closed) {
          reject(new StoreError({ cause: new Error('The store is closed') }));
          return;
        }
        waiting.push({
          asked,
          async decide(transaction, ahead) {
            let text: string | undefined;
            let number = 0;
            const announceLast = (said: string) => {
              text = said;
              return () => number;
            };
            const result = await decide({ db: transaction, ahead, announce: announceLast });
            const settle = (given: number) => {
              number = given;
              resolve(result);
            };
            return { text, settle };
          },
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

function failAll(turns: readonly WaitingTurn[], cause: unknown): void {
  const failure = new StoreError({ cause });
  for (const turn of turns) turn.fail(failure);
}

/** The database may have rolled back by itself, as SQLite does when the disk is full. */
async function rollBack(transaction: Transaction): Promise<void> {
  try {
    await transaction.rollback().execute();
  } catch {
    return;
  }
}
