import type { Store } from './callCenter/ports/store.ts';

/** How long a turn took until it was durable, or until it failed. */
export interface TimedTurn {
  readonly seconds: number;
  readonly result: 'ok' | 'failed';
}

/** A store that knows how long its turns take. */
export type TimedStore<Own extends Store> = Own & {
  /** For how long the turn has been under way that has been for longest; 0 when none is. */
  stuckSeconds(): number;
};

/** The same store, whose turns are timed. */
export function withTimedTurns<Own extends Store>(
  store: Own,
  tell: (turn: TimedTurn) => void,
  nowMs = () => performance.now(),
): TimedStore<Own> {
  const underWay = new Set<{ readonly begunAt: number }>();
  return {
    ...store,
    async transact(decide, ahead) {
      const turn = { begunAt: nowMs() };
      underWay.add(turn);
      const over = (result: TimedTurn['result']) => {
        underWay.delete(turn);
        tell({ result, seconds: (nowMs() - turn.begunAt) / 1000 });
      };
      try {
        const answer = await store.transact(decide, ahead);
        over('ok');
        return answer;
      } catch (failure) {
        over('failed');
        throw failure;
      }
    },
    stuckSeconds() {
      // In the order in which they began.
      const [oldest] = underWay;
      return oldest ? (nowMs() - oldest.begunAt) / 1000 : 0;
    },
  };
}
