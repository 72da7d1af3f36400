import { renameSync, writeFileSync } from 'node:fs';

/** Loaded into a connector before it starts: at SIGUSR2 it writes what it holds, after a collection, into a file. */
const file = process.env['BENCH_PROBE_FILE'] ?? '';

process.on('SIGUSR2', () => {
  globalThis.gc?.();
  globalThis.gc?.();
  const { heapUsed, rss } = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  writeFileSync(
    `${file}.new`,
    JSON.stringify({ heapBytes: heapUsed, residentBytes: rss, cpuMs: (user + system) / 1000 }),
  );
  renameSync(`${file}.new`, file);
});
