import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Lets another process write an interaction in one turn, and die by SIGKILL right after it. */
export function writeAndDie(database: string, id: string): Promise<void> {
  const script = fileURLToPath(new URL('turnThenDie.ts', import.meta.url));
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [script, database, id], (failure) => {
      if (failure?.signal === 'SIGKILL') resolve();
      else reject(failure ?? new Error('It did not die'));
    });
  });
}
