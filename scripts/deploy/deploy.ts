import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { buildSoftphone } from '../build/buildSoftphone.ts';
import { deployCommand } from './deployCommand.ts';
import type { SalesforceCli } from './deployPackage.ts';

const root = join(import.meta.dirname, '../..');

/** Shows what `sf` says, except answers in JSON. */
const sf: SalesforceCli = (options, place) =>
  new Promise((resolve) => {
    const quiet = options.includes('--json');
    const child = spawn('sf', options, {
      ...place,
      stdio: ['inherit', quiet ? 'pipe' : 'inherit', 'inherit'],
    });
    let stdout = '';
    child.stdout?.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.on('error', () => {
      resolve({ code: undefined, stdout });
    });
    child.on('close', (code) => {
      resolve({ code: code ?? 1, stdout });
    });
  });

try {
  await deployCommand(process.argv.slice(2), {
    root,
    sf,
    build: async () => {
      await buildSoftphone({ root, entry: 'softphone/entries/openCtiSoftphone.ts' });
    },
    print: (text) => console.log(text),
  });
} catch (failure) {
  console.error(failure instanceof Error ? failure.message : failure);
  process.exitCode = 1;
}
