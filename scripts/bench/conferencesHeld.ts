import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** What a connector holds, and has used, at one moment. */
export interface Held {
  readonly heapBytes: number;
  readonly residentBytes: number;
  readonly cpuMs: number;
}

/** Asks a connector that was started with `environment` what it holds after a garbage collection. */
export interface Probe {
  readonly environment: Readonly<Record<string, string>>;
  look(pid: number | undefined): Promise<Held>;
  stop(): void;
}

const PAUSE_MS = 20;
const LIMIT_MS = 10_000;

export function createProbe(): Probe {
  const folder = mkdtempSync(join(tmpdir(), 'cti-bench-probe-'));
  const file = join(folder, 'held.json');
  const program = pathToFileURL(join(import.meta.dirname, 'conferencesProbe.ts')).href;
  return {
    environment: { NODE_OPTIONS: `--expose-gc --import ${program}`, BENCH_PROBE_FILE: file },
    async look(pid) {
      if (pid === undefined) throw new Error('The connector does not run');
      rmSync(file, { force: true });
      process.kill(pid, 'SIGUSR2');
      for (let waited = 0; waited < LIMIT_MS; waited += PAUSE_MS) {
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
        const text = read(file);
        if (text !== undefined) return JSON.parse(text) as Held;
      }
      throw new Error('The connector does not say what it holds');
    },
    stop() {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
