import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { analyze, analyzerPackages } from './analyzer.ts';
import { tableOf } from './findings.ts';

/**
 * `npm run check:apex`: Salesforce's own analyzer over our Apex and Visualforce. It is large and needs Java, so it is
 * installed apart: `npm run check:apex -- --analyzer <folder>` takes one from elsewhere. Exit code 1 for any finding.
 */
const root = join(import.meta.dirname, '../..');
const { values } = parseArgs({ options: { analyzer: { type: 'string' } } });
const folder = resolve(values.analyzer ?? join(root, 'build/apexAnalyzer'));
const code = ['force-app/main/default/classes', 'force-app/main/default/pages'];

function whatIsMissing(): string | undefined {
  if (spawnSync('java', ['-version']).status !== 0) return 'Java is needed: install version 11 or later.';
  return analyzerPackages.some(
    (name) => !existsSync(join(folder, 'node_modules', name.replace(/@[^@]+$/, ''))),
  )
    ? `No analyzer in ${folder}: npm install --prefix ${folder} ${analyzerPackages.join(' ')}`
    : undefined;
}

const missing = whatIsMissing();
if (missing !== undefined) {
  console.error(missing);
  process.exitCode = 1;
} else {
  const { rules, findings, failures } = await analyze(folder, root, code);
  for (const line of tableOf(findings)) console.log(line);
  for (const failure of failures) console.error(failure);
  console.log(`${rules} rules, ${findings.length} findings`);
  process.exitCode = findings.length + failures.length > 0 || rules === 0 ? 1 : 0;
}
