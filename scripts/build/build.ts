import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildSoftphone, filesBelow, outputFolder } from './buildSoftphone.ts';
import { updateComponentPaths } from './componentPaths.ts';

/** `npm run build`: the static resource that the softphone page loads. */
const root = join(import.meta.dirname, '../..');
const kilobytes = (bytes: number) => `${(bytes / 1024).toFixed(1)} KB`.padStart(10);

try {
  const startedAt = performance.now();
  await updateComponentPaths(join(root, 'force-app/main/default/lwc'));
  const outcome = await buildSoftphone({ root, entry: 'softphone/entries/openCtiSoftphone.ts' });
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(outcome === 'built' ? `Built the softphone in ${seconds} s` : 'The softphone is up to date');
  for (const file of filesBelow(outputFolder(root))) {
    const content = readFileSync(file);
    const sizes = `${kilobytes(content.length)}, gzip ${kilobytes(gzipSync(content).length)}`;
    console.log(`  ${basename(file).padEnd(20)}${sizes}`);
  }
} catch (failure) {
  console.error(failure instanceof Error ? failure.message : failure);
  process.exitCode = 1;
}
