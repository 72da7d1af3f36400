import type { Instant, SupervisorOrder } from '../core/index.ts';
import type { Board, BoardAgent, BoardQueue } from './board.ts';

/** What the connector says on the WebSocket `/org/board`. docs/orgApi.md. */
export type ToBoard =
  /** The whole picture, in place of every one before. `at`: the connector's clock. */
  | { readonly type: 'snapshot'; readonly seq: number; readonly at: Instant; readonly board: Board }
  /** What is another way than before, each as it is now; `seq` is one more than that of the message before. */
  | {
      readonly type: 'change';
      readonly seq: number;
      readonly queues: readonly BoardQueue[];
      readonly agents: readonly BoardAgent[];
    }
  /** What became of the order with that id; `message` says what to do. */
  | { readonly type: 'done'; readonly id: string }
  | { readonly type: 'refused'; readonly id: string; readonly code: string; readonly message: string }
  /** The page answers `pong`. */
  | { readonly type: 'ping' }
  /** The connector hangs up next; `code` is one of docs/errors.md, `message` says what to do. */
  | { readonly type: 'goodbye'; readonly code: string; readonly message: string };

/** What a page with a board says. */
export type FromBoard =
  /** First of all; the token is the org's, good once. */
  | { readonly type: 'hello'; readonly token: string }
  /** Asks for a snapshot, because a number is missing. */
  | { readonly type: 'refresh' }
  /** Answered with `done` or `refused`, and the same id. */
  | { readonly type: 'order'; readonly id: string; readonly order: SupervisorOrder }
  | { readonly type: 'pong' };
