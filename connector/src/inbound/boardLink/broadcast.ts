import type { AgentId } from '../../../../softphone/core/index.ts';
import type { ToBoard } from '../../../../softphone/wallboard/boardMessages.ts';
import type { Clock } from '../../callCenter/ports/clock.ts';
import type { Wallboard } from '../../callCenter/wallboard/wallboard.ts';

/** What changes within this time leaves as one message. */
const TOGETHER_MS = 250;
/** Who has not fetched so much yet gets no more changes, but the whole picture once there is room. */
const MOST_WAITING_BYTES = 256 * 1024;

/** A page that shows the board. */
export interface Viewer {
  readonly send: (text: string) => void;
  /** What was sent and has not left yet. */
  readonly waitingBytes: () => number;
}

/** Shows the same board to many, with one reading and one writing of each change for all. */
export interface Broadcast {
  /** Sends the whole picture, and from then on what changes; the answer ends that. */
  show(viewer: Viewer): () => void;
  /** Sends the whole picture again, as soon as there is room. */
  refresh(viewer: Viewer): void;
}

export function createBroadcast(wallboard: Wallboard, clock: Clock): Broadcast {
  const viewers = new Set<Viewer>();
  const behind = new Set<Viewer>();
  const agents = new Set<AgentId>();
  const queues = new Set<string>();
  let seq = 0;
  let sentAt = -Infinity;
  let due: (() => void) | undefined;
  let unwatch: (() => void) | undefined;

  const isSlow = (viewer: Viewer) => viewer.waitingBytes() > MOST_WAITING_BYTES;

  function plan(): void {
    due ??= clock.schedule(Math.max(0, sentAt + TOGETHER_MS - clock.now()), pass);
  }

  function pass(): void {
    due = undefined;
    sentAt = clock.now();
    const change = takeChange();
    for (const viewer of viewers) {
      if (isSlow(viewer)) behind.add(viewer);
      else if (behind.delete(viewer)) sendAll(viewer);
      else if (change !== undefined) viewer.send(change);
    }
    if (behind.size > 0) plan();
  }

  /** What has changed since the last time, as it is now. */
  function takeChange(): string | undefined {
    if (agents.size + queues.size === 0) return undefined;
    const change: ToBoard = {
      type: 'change',
      seq: (seq += 1),
      queues: [...queues].map((name) => wallboard.queue(name)),
      agents: [...agents].flatMap((id) => wallboard.agent(id) ?? []),
    };
    agents.clear();
    queues.clear();
    return JSON.stringify(change);
  }

  function sendAll(viewer: Viewer): void {
    const snapshot: ToBoard = { type: 'snapshot', seq, at: clock.now(), board: wallboard.board() };
    viewer.send(JSON.stringify(snapshot));
  }

  function leave(viewer: Viewer): void {
    viewers.delete(viewer);
    behind.delete(viewer);
    if (viewers.size > 0) return;
    due?.();
    due = undefined;
    agents.clear();
    queues.clear();
    unwatch?.();
    unwatch = undefined;
  }

  return {
    show(viewer) {
      viewers.add(viewer);
      unwatch ??= wallboard.watch((touched) => {
        touched.agents.forEach((id) => agents.add(id));
        touched.queues.forEach((name) => queues.add(name));
        plan();
      });
      sendAll(viewer);
      return () => leave(viewer);
    },
    refresh(viewer) {
      behind.add(viewer);
      plan();
    },
  };
}
