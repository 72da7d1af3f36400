import { execFileSync } from 'node:child_process';
import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { findChromium } from '../local/browser.ts';
import { milliseconds, type Section } from './report.ts';
import { median } from './statistics.ts';

/** What the figures depend on. Read before anything is measured. */
export function machineFacts(): Section {
  const [processor] = cpus();
  const [lastMinute = 0] = loadavg();
  const chromium = findChromium();
  return {
    title: 'Machine',
    columns: ['fact', 'value'],
    rows: [
      ['date', new Date().toISOString().slice(0, 16).replace('T', ' ')],
      ['processor', `${cpus().length} x ${processor?.model.trim() ?? 'unknown'}`],
      ['memory', `${(totalmem() / 2 ** 30).toFixed(0)} GB`],
      ['Node', process.version],
      ['Chromium', chromium === undefined ? 'none' : versionOf(chromium)],
      ['load at the start', lastMinute.toFixed(2)],
      ['one durable write of 4 KB', milliseconds(durableWriteMs())],
    ],
    remarks: lastMinute < 1 ? [] : ['The machine is busy with other work: read ratios, not times.'],
  };
}

function versionOf(program: string): string {
  try {
    return execFileSync(program, ['--version'], { encoding: 'utf8' }).trim();
  } catch {
    return 'unknown';
  }
}

/** Every turn of the connector waits for such a write. */
function durableWriteMs(): number {
  const folder = mkdtempSync(join(tmpdir(), 'cti-bench-'));
  const file = openSync(join(folder, 'write'), 'w');
  const block = Buffer.alloc(4096, 1);
  const times = Array.from({ length: 50 }, () => {
    const startedAt = performance.now();
    writeSync(file, block);
    fsyncSync(file);
    return performance.now() - startedAt;
  });
  closeSync(file);
  rmSync(folder, { recursive: true });
  return median(times);
}
