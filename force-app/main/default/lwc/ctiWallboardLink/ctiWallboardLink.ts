import type { SupervisorOrder } from '../../../../../softphone/core/index.ts';
import type { Board } from '../../../../../softphone/wallboard/board.ts';
import type { FromBoard, ToBoard } from '../../../../../softphone/wallboard/boardMessages.ts';
import LOST from '@salesforce/label/c.Wallboard_Lost';
import { newPass, wordsOf, type Pass } from 'c/connectorApi';

/** The connector says something every 15 s; after so long without a word it is out of reach. */
const SILENCE_MS = 35_000;
const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 30_000;
/** The connector hangs up like this when the token has been good for long enough. */
const TOKEN_EXPIRED = 'TOKEN_EXPIRED';

export type Change = Extract<ToBoard, { type: 'change' }>;

/** Hears what the board shows. */
export interface BoardWatcher {
  /** In place of everything before. `aheadMs`: by how much the connector's clock is ahead of the browser's. */
  readonly snapshot: (board: Board, aheadMs: number) => void;
  readonly change: (change: Change) => void;
  /** The connection is gone; it is tried again without an end. */
  readonly lost: (words: string) => void;
  /** The user may not see the board, and is not asked for again. */
  readonly refused: (words: string) => void;
}

/** A board that is followed. */
export interface BoardLink {
  /** Has an order carried out; resolves with why it was not, or with nothing. */
  order(order: SupervisorOrder): Promise<string | undefined>;
  end(): void;
}

/** Follows the board, with a new token of the org for each connection. */
export function watchBoard(watcher: BoardWatcher): BoardLink {
  let socket: WebSocket | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let over = false;
  let orders = 0;
  /** What is waited for, by the ids of the orders. */
  const waiting = new Map<string, (refusal: string | undefined) => void>();

  function answer(id: string, refusal?: string): void {
    waiting.get(id)?.(refusal);
    waiting.delete(id);
  }

  function connect(): void {
    newPass()
      .then((pass) => (over ? undefined : open(pass)))
      .catch((failure: unknown) => tryAgain(wordsOf(failure)));
  }

  function open({ token, address }: Pass): void {
    const opened = new WebSocket(`${address.replace(/^http/, 'ws')}/board`);
    const say = (message: FromBoard) => opened.send(JSON.stringify(message));
    let seq = 0;
    let goodbye: Extract<ToBoard, { type: 'goodbye' }> | undefined;
    socket = opened;

    function hear(message: ToBoard): void {
      switch (message.type) {
        case 'snapshot':
          failures = 0;
          ({ seq } = message);
          watcher.snapshot(message.board, message.at - Date.now());
          return;
        case 'change':
          if (message.seq === seq + 1) watcher.change(message);
          else say({ type: 'refresh' });
          ({ seq } = message);
          return;
        case 'done':
          answer(message.id);
          return;
        case 'refused':
          answer(message.id, message.message);
          return;
        case 'ping':
          say({ type: 'pong' });
          return;
        case 'goodbye':
          goodbye = message;
      }
    }

    opened.onopen = () => say({ type: 'hello', token });
    opened.onmessage = ({ data }: MessageEvent<string>) => {
      expectMore(opened);
      hear(JSON.parse(data) as ToBoard);
    };
    opened.onclose = ({ reason }) => {
      if (opened !== socket || over) return;
      forget();
      clearTimeout(timer);
      if (goodbye?.code === 'PERMISSION_MISSING') watcher.refused(goodbye.message);
      else if (reason === TOKEN_EXPIRED) connect();
      else tryAgain(goodbye?.message ?? '');
    };
    expectMore(opened);
  }

  /** A socket whose other end is gone may take minutes to notice. */
  function expectMore(opened: WebSocket): void {
    clearTimeout(timer);
    // eslint-disable-next-line @lwc/lwc/no-async-operation -- cleared when the board is left
    timer = setTimeout(() => {
      opened.onclose = null;
      opened.close();
      forget();
      tryAgain('');
    }, SILENCE_MS);
  }

  /** What became of an order that was under way when the connection went, nobody says. */
  function forget(): void {
    socket = undefined;
    for (const id of [...waiting.keys()]) answer(id, LOST);
  }

  function tryAgain(words: string): void {
    if (over) return;
    watcher.lost(words);
    const delayMs = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** failures);
    failures += 1;
    // Spread out, so that all boards do not come back at once.
    // eslint-disable-next-line @lwc/lwc/no-async-operation -- cleared when the board is left
    timer = setTimeout(connect, delayMs * (0.5 + Math.random()));
  }

  connect();
  return {
    order(order) {
      if (socket?.readyState !== WebSocket.OPEN) return Promise.resolve(LOST);
      const id = String((orders += 1));
      const message: FromBoard = { type: 'order', id, order };
      socket.send(JSON.stringify(message));
      return new Promise((resolve) => waiting.set(id, resolve));
    },
    end() {
      over = true;
      clearTimeout(timer);
      socket?.close();
    },
  };
}
