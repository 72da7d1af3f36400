/**
 * Runs jsforce's own server-backed tests against a fresh stand-in, or against the org of `SF_LOGIN_URL` and
 * `SF_ACCESS_TOKEN`, and prints which cases pass. How to get the suite: docs/simulators/outsideChecks.md.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { startOutsideOrg } from './outsideOrg.ts';
import { reportOf } from './report.ts';
import type { CaseResult } from './report.ts';

interface JestReport {
  readonly testResults: readonly {
    readonly name: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

const SUITES = ['query', 'connection-crud', 'sobject', 'bulk2', 'bulk', 'connection-meta'];

const checkout = process.env.JSFORCE_DIR ?? '';
if (!existsSync(join(checkout, 'lib'))) {
  process.stderr.write(
    [
      'Set JSFORCE_DIR to a built checkout of jsforce:',
      '  git clone --branch 3.10.18 https://github.com/jsforce/jsforce && cd jsforce',
      '  npm ci --ignore-scripts && npx tsc -p .',
      '',
    ].join('\n'),
  );
  process.exit(2);
}

const own = process.env.SF_LOGIN_URL === undefined ? await startOutsideOrg() : undefined;
try {
  const environment = own ? { SF_LOGIN_URL: own.url, SF_ACCESS_TOKEN: own.accessToken } : {};
  const results = await runJest(environment);
  process.stdout.write(reportOf(results));
  process.exitCode = results.some(({ outcome }) => outcome === 'failed') ? 1 : 0;
} finally {
  await own?.stop();
}

async function runJest(environment: Readonly<Record<string, string>>): Promise<readonly CaseResult[]> {
  const folder = mkdtempSync(join(tmpdir(), 'jsforce-suite-'));
  const outputFile = join(folder, 'report.json');
  const files = (process.argv.length > 2 ? process.argv.slice(2) : SUITES).map(
    (name) => `test/${name}.test.ts`,
  );
  const jest = join(checkout, 'node_modules', 'jest', 'bin', 'jest.js');
  const child = spawn(
    process.execPath,
    [jest, '--forceExit', '--json', `--outputFile=${outputFile}`, '--runTestsByPath', ...files],
    { cwd: checkout, env: { ...process.env, ...environment }, stdio: ['ignore', 'ignore', 'inherit'] },
  );
  await new Promise((resolve) => child.once('exit', resolve));
  const report = JSON.parse(readFileSync(outputFile, 'utf8')) as JestReport;
  rmSync(folder, { recursive: true });
  return report.testResults.flatMap(casesOf);
}

/** The suites query and connection-crud import bulk's cases, which count once, as bulk's. */
function casesOf({ name, assertionResults }: JestReport['testResults'][number]): readonly CaseResult[] {
  const suite = basename(name, '.test.ts');
  return assertionResults
    .filter(({ fullName }) => suite === 'bulk' || suite === 'bulk2' || !fullName.startsWith('should bulk '))
    .filter(({ fullName }) => suite.startsWith('bulk') || !fullName.startsWith('should call bulk api '))
    .map(({ fullName, status, failureMessages }) => ({
      suite,
      name: fullName,
      outcome: status === 'passed' ? 'passed' : status === 'failed' ? 'failed' : 'skipped',
      reason: (failureMessages[0] ?? '').split('\n')[0] ?? '',
    }));
}
