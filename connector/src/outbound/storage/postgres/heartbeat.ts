import { setTimeout as pause } from 'node:timers/promises';
import { CHANNEL } from './announcements.ts';
import { openOwnConnection, type OwnConnection } from './ownConnection.ts';
import { BEAT_ANSWER_MS, BEAT_MS, RECONNECT_MS } from './sharedTimes.ts';

export interface HeartbeatParts {
  readonly address: string;
  /** Runs at once and then twice a second; what it throws has the connection opened anew. */
  readonly beat: (ask: OwnConnection['ask']) => Promise<void>;
  /** The database has been told to pass notices on, or has one. */
  readonly wake: () => void;
}

/** The connection over which an instance is heard of and hears, opened again whenever it is lost. */
export function startHeartbeat({ address, beat, wake }: HeartbeatParts): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const stopped = stopping.signal;

  async function run(): Promise<void> {
    while (!stopped.aborted) {
      await connected().catch(() => undefined);
      await pause(RECONNECT_MS, undefined, { signal: stopped }).catch(() => undefined);
    }
  }

  async function connected(): Promise<void> {
    const connection = await openOwnConnection(address);
    const over = AbortSignal.any([connection.gone, stopped]);
    try {
      connection.onNotice(wake);
      await connection.ask(`listen ${CHANNEL}`, [], BEAT_ANSWER_MS);
      wake();
      while (!stopped.aborted) {
        await beat((text, values) => connection.ask(text, values, BEAT_ANSWER_MS));
        await pause(BEAT_MS, undefined, { signal: over });
      }
    } finally {
      await connection.close();
    }
  }

  const over = run();
  return {
    async stop() {
      stopping.abort();
      await over;
    },
  };
}
