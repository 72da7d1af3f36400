import type { Store } from './callCenter/ports/store.ts';

/** How long a turn took until it was durable, or until it failed. */
export interface TimedTurn {
  readonly seconds: number;
  readonly result: 'ok' | 'failed';
}

/** The same store, whose turns are timed. */
export function withTimedTurns(store: Store, tell: (turn: TimedTurn) => void): Store {
  return {
    ...store,
    async transact(decide) {
      const begunAt = performance.now();
      const over = (result: TimedTurn['result']) =>
        tell({ result, seconds: (performance.now() - begunAt) / 1000 });
      try {
        const answer = await store.transact(decide);
        over('ok');
        return answer;
      } catch (failure) {
        over('failed');
        throw failure;
      }
    },
  };
}
