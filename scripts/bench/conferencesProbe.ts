import { renameSync, writeFileSync } from 'node:fs';

/** Loaded into a program before it starts: at SIGUSR2 it writes what it holds, after a collection, into a file. */
const file = process.env['BENCH_PROBE_FILE'] ?? '';
let lookingMs = 0;

process.on('SIGUSR2', () => {
  const cpuMs = usedMs() - lookingMs;
  globalThis.gc?.();
  globalThis.gc?.();
  const { heapUsed, rss } = process.memoryUsage();
  writeFileSync(`${file}.new`, JSON.stringify({ heapBytes: heapUsed, residentBytes: rss, cpuMs }));
  renameSync(`${file}.new`, file);
  lookingMs = usedMs() - cpuMs;
});

/** Processor time, with that of looks. */
function usedMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
