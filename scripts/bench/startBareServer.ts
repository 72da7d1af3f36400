import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** `bareServer.ts` in a process of its own. */
export interface BareServer {
  readonly url: string;
  stop(): void;
}

export async function startBareServer(kind: 'node' | 'fastify', authToken: string): Promise<BareServer> {
  const server: ChildProcess = spawn(
    process.execPath,
    [join(import.meta.dirname, 'bareServer.ts'), kind, authToken],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const [port] = (await once(server.stdout ?? server, 'data')) as [Buffer];
  return { url: `http://127.0.0.1:${port.toString().trim()}`, stop: () => server.kill() };
}
