import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { createProbe, type Held } from './conferencesHeld.ts';

/** `bareLinks.ts` in a process of its own. */
export interface BareLinks {
  readonly url: string;
  /** Has it send this text to all. */
  send(text: string): void;
  look(): Promise<Held>;
  stop(): void;
}

export async function startBareLinks(): Promise<BareLinks> {
  const probe = createProbe();
  const server = spawn(
    process.execPath,
    // As many bytes for young objects as the connector has.
    ['--max-semi-space-size=4', join(import.meta.dirname, 'bareLinks.ts')],
    { env: { ...process.env, ...probe.environment }, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const [port] = (await once(server.stdout, 'data')) as [Buffer];
  const url = `ws://127.0.0.1:${port.toString().trim()}`;
  const socket = new WebSocket(url);
  await once(socket, 'open');
  return {
    url,
    send: (text) => socket.send(text),
    look: () => probe.look(server.pid),
    stop() {
      socket.terminate();
      server.kill();
      probe.stop();
    },
  };
}
