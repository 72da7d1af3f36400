import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { auditOf, inWords, isFatal, type Audit } from './audit/auditReport.ts';

/**
 * `npm test -- audit`: asks the registry which packages have known vulnerabilities. Fails for a high or critical one in
 * what is shipped; names those in what builds and tests. A registry that cannot be asked is said so, and fails nothing.
 */
const root = join(import.meta.dirname, '..');
/** Both questions are asked at once. */
const LONGEST_MS = 20_000;

function ask(options: readonly string[]): Promise<Audit> {
  const asked = ['audit', '--json', '--fetch-retries=0', '--fetch-timeout=15000', ...options];
  return new Promise((resolve) => {
    // npm ends with 1 for what it found as well as for what went wrong: what it wrote tells.
    execFile(
      'npm',
      asked,
      { cwd: root, timeout: LONGEST_MS, maxBuffer: 32 * 1024 * 1024 },
      (_failure, answer) => resolve(auditOf(answer)),
    );
  });
}

const [shipped, all] = await Promise.all([ask(['--omit=dev']), ask([])]);
console.log(`What is shipped: ${inWords(shipped)}`);
console.log(`With what builds and tests: ${inWords(all)}`);
process.exitCode = isFatal(shipped) ? 1 : 0;
