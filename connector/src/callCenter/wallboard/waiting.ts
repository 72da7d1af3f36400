import type { Instant, InteractionId } from '../../../../softphone/core/index.ts';
import type { InteractionRecord } from '../interactions/interactionRecord.ts';

type Wait = NonNullable<InteractionRecord['queued']>;

/** Who waits in which queue. */
export interface Waiting {
  /** Takes an interaction as it is now; the queues in which others wait than before. */
  take(record: Pick<InteractionRecord, 'id' | 'queued' | 'phase'>): readonly string[];
  /** How many wait in a queue, and since when the one waits who waits longest. */
  in(queue: string): { readonly waiting: number; readonly longestSince?: Instant };
}

export function createWaiting(): Waiting {
  const waits = new Map<InteractionId, Wait>();
  const queues = new Map<string, Map<InteractionId, Instant>>();

  const leave = (id: InteractionId, { queue }: Wait) => {
    waits.delete(id);
    queues.get(queue)?.delete(id);
  };
  const enter = (id: InteractionId, wait: Wait) => {
    waits.set(id, wait);
    const callers = queues.get(wait.queue) ?? new Map<InteractionId, Instant>();
    queues.set(wait.queue, callers.set(id, wait.at));
  };

  return {
    take({ id, queued, phase }) {
      const was = waits.get(id);
      const is = phase === 'ended' ? undefined : queued;
      if (was?.queue === is?.queue && was?.at === is?.at) return [];
      if (was) leave(id, was);
      if (is) enter(id, is);
      return [...new Set([was, is].flatMap((wait) => wait?.queue ?? []))];
    },
    in(queue) {
      const since = [...(queues.get(queue)?.values() ?? [])];
      const [first] = since;
      if (first === undefined) return { waiting: 0 };
      const longestSince = since.reduce((one, other) => (other < one ? other : one), first);
      return { waiting: since.length, longestSince };
    },
  };
}
