import type { Clock } from '../../shared/clock.ts';
import { newSid, secondsBetween } from '../account.ts';
import type { Call } from '../calls/call.ts';
import type { Params } from '../webhooks/signature.ts';

/** How somebody leaves a queue; twilio.com/docs/voice/twiml/enqueue#attributes-action. */
export type QueueResult = 'bridged' | 'hangup' | 'leave' | 'redirected' | 'redirected-from-bridged' | 'error';

/** One caller in a queue. */
export interface QueueEntry {
  readonly call: Call;
  /** The caller is in a conference; the queue's verb goes on when that is over. */
  readonly bridged: boolean;
  /** Takes the caller out of the waiting line, into a conference. */
  bridge(): void;
  /** The conference is over for the caller. */
  unbridge(): void;
  /** `QueueSid` and `QueueTime`, and where the caller stands. */
  readonly params: () => Params;
  remove(): void;
}

/** Voice queues; the hidden queue of a workflow has the workflow's sid as its name. */
export interface Queues {
  enter(name: string, call: Call, listener: { onBridged: () => void; onUnbridged: () => void }): QueueEntry;
  /** Where a call waits or was taken from. */
  entryOf(callSid: unknown): QueueEntry | undefined;
  all(): readonly { readonly sid: string; readonly name: string; readonly callSids: readonly string[] }[];
}

interface Queue {
  readonly sid: string;
  readonly name: string;
  readonly entries: Set<QueueEntry>;
}

const longestQueue = 100;

export function createQueues(clock: Clock): Queues {
  const queues = new Map<string, Queue>();

  function open(name: string): Queue {
    const queue = queues.get(name) ?? { sid: newSid('QU'), name, entries: new Set() };
    queues.set(name, queue);
    return queue;
  }

  return {
    enter(name, call, { onBridged, onUnbridged }) {
      const queue = open(name);
      const enteredAt = clock.now();
      let bridgedAt: number | undefined;
      const entry: QueueEntry = {
        call,
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
          QueuePosition: String([...queue.entries].filter((each) => !each.bridged).indexOf(entry) + 1),
          CurrentQueueSize: String([...queue.entries].filter((each) => !each.bridged).length),
          MaxQueueSize: String(longestQueue),
          AvgQueueTime: '0',
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
    all: () =>
      [...queues.values()].map(({ sid, name, entries }) => ({
        sid,
        name,
        callSids: [...entries].map(({ call }) => call.sid),
      })),
  };
}
