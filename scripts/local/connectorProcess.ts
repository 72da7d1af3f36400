import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';

export interface ConnectorProcess {
  readonly url: string;
  readonly pid: () => number | undefined;
  start(): Promise<void>;
  /** Asks the connector to finish and waits for it; `kill` ends it in the middle of whatever it does. */
  stop(how?: 'finish' | 'kill'): Promise<void>;
}

export interface ConnectorProcessOptions {
  readonly port: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly logFile: string;
  /** Told when the connector ends though nobody asked it to. */
  readonly onCrash: (code: number | null) => void;
}

const START_LIMIT_MS = 60_000;
const root = join(import.meta.dirname, '../..');
/** Node sizes its heap by the machine, far above what the connector needs. docs/performance.md has the figures. */
const nodeOptions = ['--max-semi-space-size=8', '--max-old-space-size=256'];
/** Compiled modules, their types stripped, are kept from start to start. */
const compileCache = join(root, 'build/compileCache');

/** The connector as a process of its own, as in production. */
export function connectorProcess(options: ConnectorProcessOptions): ConnectorProcess {
  const url = `http://127.0.0.1:${options.port}`;
  let child: ChildProcess | undefined;
  let wanted = false;

  return {
    url,
    pid: () => child?.pid,
    async start() {
      wanted = true;
      const log = createWriteStream(options.logFile, { flags: 'a' });
      const started = spawn(process.execPath, [...nodeOptions, join(root, 'connector/src/main.ts')], {
        env: { PATH: process.env['PATH'], NODE_COMPILE_CACHE: compileCache, ...options.environment },
        stdio: ['ignore', 'pipe', 'pipe'],
        // A group of its own: Ctrl-C reaches it through us, after the stand-ins' last words.
        detached: true,
      });
      child = started;
      const takeAlong = () => void started.kill();
      process.once('exit', takeAlong);
      started.stdout.pipe(log, { end: false });
      started.stderr.pipe(log, { end: false });
      started.once('exit', (code) => {
        if (child === started) child = undefined;
        process.off('exit', takeAlong);
        log.end();
        if (wanted) options.onCrash(code);
      });
      await answering(url, () => child !== undefined);
    },
    async stop(how = 'finish') {
      wanted = false;
      const ending = child;
      if (!ending) return;
      const ended = new Promise((resolve) => ending.once('exit', resolve));
      ending.kill(how === 'finish' ? 'SIGTERM' : 'SIGKILL');
      await ended;
    },
  };
}

async function answering(url: string, alive: () => boolean): Promise<void> {
  const deadline = Date.now() + START_LIMIT_MS;
  while (Date.now() < deadline && alive()) {
    const answer = await fetch(`${url}/health`, { headers: { connection: 'close' } }).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('The connector did not start. Its log says why.');
}
