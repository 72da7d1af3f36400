import type { Kysely, KyselyPlugin } from 'kysely';
import { StoreError, type AskedAhead } from '../../callCenter/ports/store.ts';
import type { Transaction } from './database.ts';
import { nothingAhead, type ReadAhead } from './readAhead.ts';
import { asking } from './storeFailures.ts';
import type { Tables } from './tables.ts';

/** A turn that waits for a commit. */
export interface WaitingTurn {
  /** What the decision asks first. */
  readonly asked: AskedAhead | undefined;
  decide(db: Kysely<Tables>, ahead: ReadAhead): Promise<Decided>;
  fail(failure: unknown): void;
}

export interface Decided {
  /** What the turn announces. */
  readonly text: string | undefined;
  /** Settles the turn's promise after the commit; `number` is that of its announcement, 0 where there is none. */
  readonly settle: (number: number) => void;
}

/** Rejects when what the turn has written cannot be undone without the others of its commit. */
export type RunTurn = (turn: WaitingTurn) => Promise<Decided>;

/** One turn after another, with nothing between them to go back to: only a turn that has written nothing may throw. */
export function straightOn(transaction: Transaction, ahead: ReadAhead): RunTurn {
  let hasWritten = false;
  const watch: KyselyPlugin = {
    transformQuery({ node }) {
      hasWritten ||= node.kind !== 'SelectQueryNode';
      return node;
    },
    transformResult: ({ result }) => Promise.resolve(result),
  };
  const db = transaction.withPlugin(watch);
  return async (turn) => {
    // What it asks ahead is remembered already.
    hasWritten = turn.asked !== undefined;
    try {
      return await turn.decide(db, ahead);
    } catch (failure) {
      if (hasWritten || failure instanceof StoreError) throw failure;
      return refused(turn, failure);
    }
  };
}

/** Each turn in a savepoint of its own: one that throws, or whose statements fail, undoes itself only. */
export function carefully(transaction: Transaction): RunTurn {
  return async (turn) => {
    const own = await transaction.savepoint('turn').execute();
    try {
      const decided = await turn.decide(own, nothingAhead);
      await asking(() => own.releaseSavepoint('turn').execute());
      return decided;
    } catch (failure) {
      await own.rollbackToSavepoint('turn').execute();
      await own.releaseSavepoint('turn').execute();
      return refused(turn, failure);
    }
  };
}

function refused(turn: WaitingTurn, failure: unknown): Decided {
  return { text: undefined, settle: () => turn.fail(failure) };
}
