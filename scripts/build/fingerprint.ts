import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** A digest of files' names and contents: equal when nothing changed. */
export function fingerprint(files: readonly string[]): string {
  const digest = createHash('sha256');
  for (const file of files) digest.update(file).update('\0').update(readFileSync(file)).update('\0');
  return digest.digest('hex');
}

/** Remembers in a file for which inputs, and to which outputs, the last build led. */
export interface BuildStamp {
  /** Whether the last build had these inputs and its outputs are untouched. */
  fresh(inputs: string): boolean;
  write(inputs: string): void;
}

export function buildStamp(file: string, outputs: () => readonly string[]): BuildStamp {
  const text = (inputs: string) => `${inputs}\n${fingerprint(outputs())}\n`;
  return {
    fresh: (inputs) => existsSync(file) && readFileSync(file, 'utf8') === text(inputs),
    write: (inputs) => {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text(inputs));
    },
  };
}
