import type { WebSocket } from 'ws';
import { HEARTBEAT_MS } from '../../../../softphone/protocol/messages.ts';
import type { Clock } from '../../callCenter/ports/clock.ts';

/** Calls `ping` while the page is silent, and ends a socket that stays silent; the answer stops that. */
export function keepAlive(webSocket: WebSocket, ping: () => void, clock: Clock): () => void {
  let heard = true;
  let forget: () => void = () => undefined;
  const beat = () => {
    if (!heard) {
      webSocket.terminate();
      return;
    }
    heard = false;
    ping();
    forget = clock.schedule(HEARTBEAT_MS, beat);
  };
  webSocket.on('message', () => {
    heard = true;
  });
  forget = clock.schedule(HEARTBEAT_MS, beat);
  return () => forget();
}
