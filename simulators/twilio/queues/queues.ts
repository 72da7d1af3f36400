import type { Clock } from '../../shared/clock.ts';
import { newSid, secondsBetween } from '../account.ts';
import type { Call } from '../calls/call.ts';
import type { Params } from '../webhooks/signature.ts';

/** How somebody leaves a queue; twilio.com/docs/voice/twiml/enqueue#attributes-action. */
export type QueueResult =
  'bridged' | 'hangup' | 'leave' | 'redirected' | 'redirected-from-bridged' | 'queue-full' | 'error';

/** One caller in a queue. */
export interface QueueEntry {
  readonly call: Call;
  /** The caller is in a conference; the queue's verb goes on when that is over. */
  readonly bridged: boolean;
  /** Takes the caller out of the waiting line, into a conference. */
  bridge(): void;
  /** The conference is over for the caller. */
  unbridge(): void;
  readonly enteredAt: number;
  /** `QueueSid` and `QueueTime`, and where the caller stands. */
  readonly params: () => Params;
  remove(): void;
}

/** A voice queue; the hidden queue of a workflow has the workflow's sid as its name. */
export interface Queue {
  readonly sid: string;
  readonly name: string;
  readonly createdAt: number;
  maxSize: number;
  /** Everybody who came in, also who is in a conference now, in the order of coming. */
  readonly entries: Set<QueueEntry>;
  /** Who waits. */
  waiting(): readonly QueueEntry[];
}

export interface Queues {
  /** `undefined`: the queue is full. */
  enter(
    name: string,
    call: Call,
    listener: { onBridged: () => void; onUnbridged: () => void },
  ): QueueEntry | undefined;
  /** Where a call waits or was taken from. */
  entryOf(callSid: unknown): QueueEntry | undefined;
  all(): readonly Queue[];
}

/** twilio.com/docs/voice/api/queue-resource, `max_size`. */
const standardSize = 100;

export function createQueues(clock: Clock): Queues {
  const queues = new Map<string, Queue>();

  function open(name: string): Queue {
    const entries = new Set<QueueEntry>();
    const queue: Queue = queues.get(name) ?? {
      sid: newSid('QU'),
      name,
      createdAt: clock.now(),
      maxSize: standardSize,
      entries,
      waiting: () => [...entries].filter(({ bridged }) => !bridged),
    };
    queues.set(name, queue);
    return queue;
  }

  return {
    enter(name, call, { onBridged, onUnbridged }) {
      const queue = open(name);
      if (queue.waiting().length >= queue.maxSize) return undefined;
      const enteredAt = clock.now();
      let bridgedAt: number | undefined;
      const entry: QueueEntry = {
        call,
        enteredAt,
        get bridged() {
          return bridgedAt !== undefined;
        },
        bridge() {
          bridgedAt = clock.now();
          onBridged();
        },
        unbridge: onUnbridged,
        params: () => ({
          QueueSid: queue.sid,
          QueueTime: String(secondsBetween(enteredAt, bridgedAt ?? clock.now())),
          QueuePosition: String(queue.waiting().indexOf(entry) + 1),
          CurrentQueueSize: String(queue.waiting().length),
          MaxQueueSize: String(queue.maxSize),
          AvgQueueTime: String(averageWait(queue, clock.now())),
        }),
        remove() {
          queue.entries.delete(entry);
        },
      };
      queue.entries.add(entry);
      return entry;
    },
    entryOf: (callSid) =>
      [...queues.values()].flatMap(({ entries }) => [...entries]).find(({ call }) => call.sid === callSid),
    all: () => [...queues.values()],
  };
}

/** Of those who wait, in whole seconds. */
export function averageWait(queue: Queue, now: number): number {
  const waits = queue.waiting().map(({ enteredAt }) => secondsBetween(enteredAt, now));
  return waits.length === 0 ? 0 : Math.round(waits.reduce((sum, wait) => sum + wait, 0) / waits.length);
}
