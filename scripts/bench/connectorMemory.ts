import { execFileSync } from 'node:child_process';
import type { ConnectorProcess } from '../local/connectorProcess.ts';
import type { Section } from './report.ts';

/** Writes down how much memory a connector has at moments of a run. */
export interface MemoryLog {
  note(moment: string, connector: ConnectorProcess): void;
  section(): Section;
}

export function createMemoryLog(): MemoryLog {
  const rows: string[][] = [];
  return {
    note(moment, connector) {
      const pid = connector.pid();
      rows.push([moment, pid === undefined ? 'not running' : `${residentMegabytes(pid).toFixed(0)} MB`]);
    },
    section: () => ({
      title: "The connector's resident memory",
      columns: ['moment', 'resident'],
      rows,
      remarks: ['Aim: below 150 MB.'],
    }),
  };
}

/** `ps` counts kilobytes. */
function residentMegabytes(pid: number): number {
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024;
}
