/** Something that is to happen at an instant, in milliseconds. */
export interface Appointment {
  readonly at: number;
  readonly action: () => void;
}

/** What is to come, earliest first; of two at the same instant the one that was added first. */
export interface Timeline {
  /** The returned function takes it back. */
  add(appointment: Appointment): () => void;
  /** Takes out the next one that is not after `until`. */
  takeNext(until: number): Appointment | undefined;
}

interface Entry extends Appointment {
  readonly order: number;
  canceled: boolean;
}

/** A binary heap: thousands of timers cost little. */
export function createTimeline(): Timeline {
  const heap: Entry[] = [];
  let added = 0;

  function before(one: number, other: number): boolean {
    const [a, b] = [heap[one], heap[other]];
    if (!a || !b) return a !== undefined;
    return a.at < b.at || (a.at === b.at && a.order < b.order);
  }

  function swap(one: number, other: number) {
    const [a, b] = [heap[one], heap[other]];
    if (!a || !b) return;
    heap[one] = b;
    heap[other] = a;
  }

  function rise(from: number) {
    for (let at = from; at > 0;) {
      const parent = (at - 1) >> 1;
      if (!before(at, parent)) return;
      swap(at, parent);
      at = parent;
    }
  }

  function sink() {
    for (let at = 0; ;) {
      const child = before(2 * at + 2, 2 * at + 1) ? 2 * at + 2 : 2 * at + 1;
      if (child >= heap.length || !before(child, at)) return;
      swap(at, child);
      at = child;
    }
  }

  function removeFirst() {
    swap(0, heap.length - 1);
    heap.pop();
    sink();
  }

  return {
    add({ at, action }) {
      const entry: Entry = { at, action, order: added, canceled: false };
      added += 1;
      heap.push(entry);
      rise(heap.length - 1);
      return () => {
        entry.canceled = true;
      };
    },
    takeNext(until) {
      for (;;) {
        const first = heap[0];
        if (!first || (!first.canceled && first.at > until)) return undefined;
        removeFirst();
        if (!first.canceled) return first;
      }
    },
  };
}
