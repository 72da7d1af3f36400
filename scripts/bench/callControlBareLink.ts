import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import type { LocalSystem } from '../local/startLocal.ts';
import { now } from './wireMarks.ts';

/** A link to `callControlBare.ts`, which runs as a process of its own. */
export interface BareLink {
  /** The instants of a press and of what comes back when Twilio has answered. */
  press(): Promise<{ readonly pressedAt: number; readonly answeredAt: number }>;
  stop(): void;
}

export async function openBareLink({ twilio, keys }: LocalSystem): Promise<BareLink> {
  const program = join(import.meta.dirname, 'callControlBare.ts');
  const bare = spawn(process.execPath, [program, twilio.url, keys.accountSid, keys.authToken], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [port] = (await once(bare.stdout, 'data')) as [Buffer];
  const socket = new WebSocket(`ws://127.0.0.1:${port.toString().trim()}`);
  await once(socket, 'open');
  return {
    async press() {
      const answer = once(socket, 'message');
      const pressedAt = now();
      socket.send('press');
      await answer;
      return { pressedAt, answeredAt: now() };
    },
    stop() {
      socket.close();
      bare.kill();
    },
  };
}
