import { Socket } from 'node:net';
import { Client } from 'pg';
import { connectionSettings } from './connectionSettings.ts';

/** One connection to the database, kept for one purpose. */
export interface OwnConnection {
  /**
   * Asks a question. One without an answer after `withinMs` closes the connection: the database hangs, or cannot be
   * reached.
   */
  ask<Row>(text: string, values: readonly unknown[], withinMs?: number): Promise<readonly Row[]>;
  /** Number of the process that serves the connection. */
  readonly backend: number;
  /** Aborts as soon as the connection is known to be gone. */
  readonly gone: AbortSignal;
  onNotice(listener: () => void): void;
  /** Says goodbye where there is somebody to hear it. */
  close(): Promise<void>;
}

const GOODBYE_MS = 1_000;

/** Connects within a few seconds, or rejects. What is written over it need not survive a power cut. */
export async function openOwnConnection(address: string): Promise<OwnConnection> {
  const gone = new AbortController();
  const socket = new Socket();
  const client = new Client({ ...connectionSettings(address, { isDurable: false }), stream: () => socket });
  const broken = () => {
    gone.abort();
    socket.destroy();
  };
  client.on('error', broken);
  client.on('end', broken);
  try {
    await client.connect();
  } catch (failure) {
    broken();
    throw failure;
  }

  const within = async <Answer>(ms: number, answer: Promise<Answer>): Promise<Answer> => {
    const timer = Number.isFinite(ms) ? setTimeout(broken, ms) : undefined;
    try {
      return await answer;
    } finally {
      clearTimeout(timer);
    }
  };

  return {
    gone: gone.signal,
    backend: (client as unknown as { processID: number }).processID,
    ask: async <Row>(text: string, values: readonly unknown[], withinMs = Infinity) =>
      (await within(withinMs, client.query(text, [...values]))).rows as Row[],
    onNotice: (listener) => void client.on('notification', listener),
    close: () => within(GOODBYE_MS, client.end()).catch(() => undefined),
  };
}
