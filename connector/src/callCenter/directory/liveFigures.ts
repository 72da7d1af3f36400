import type { QueueFigures } from '../../../../softphone/core/index.ts';
import type { Clock } from '../ports/clock.ts';
import type { Journal } from '../ports/journal.ts';
import type { QueueBoard } from '../ports/queueBoard.ts';

/** So long figures are as good as new: the router's limits are for all questions together. */
const FRESH_MS = 3_000;
/** Older ones would be wrong rather than late. */
const OLDEST_MS = 30_000;
/** A search does not wait longer for figures. */
const PATIENCE_MS = 40;

type Figures = ReadonlyMap<string, QueueFigures>;

export interface LiveFigures {
  /** The newest figures that are there in a moment; none where the router does not answer. */
  soon(): Promise<Figures>;
}

/** Figures of the queues, asked for once for all who want them at a time. */
export function createLiveFigures(board: QueueBoard, clock: Clock, journal: Journal): LiveFigures {
  let last: { readonly figures: Figures; readonly at: number } | undefined;
  let asking: Promise<void> | undefined;

  async function ask(): Promise<void> {
    try {
      last = { figures: await board.figures(), at: clock.now() };
    } catch (cause) {
      journal.problem('QUEUE_FIGURES_UNREAD', {}, cause);
    } finally {
      asking = undefined;
    }
  }

  function ageMs(): number {
    return last ? clock.now() - last.at : Infinity;
  }

  return {
    async soon() {
      if (ageMs() >= FRESH_MS) {
        asking ??= ask();
        await inTime(asking, clock);
      }
      return last && ageMs() < OLDEST_MS ? last.figures : new Map();
    },
  };
}

function inTime(work: Promise<void>, clock: Clock): Promise<void> {
  return new Promise((resolve) => {
    const forget = clock.schedule(PATIENCE_MS, resolve);
    const done = () => {
      forget();
      resolve();
    };
    work.then(done, done);
  });
}
