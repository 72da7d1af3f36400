import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ensureChromium } from './local/browser.ts';

/**
 * `npm test`: every check of the project, one after another, to the end even when one fails.
 * `npm test -- types lint` runs the named ones only. The last line is `N passed, N failed`:
 * each check counts once, and the test suites count by their tests.
 */
interface Check {
  readonly name: string;
  readonly command: readonly string[];
  /** Jest's report, when the check is a test suite. */
  readonly report?: string;
}

const root = join(import.meta.dirname, '..');
const bin = (name: string) => join('node_modules', '.bin', name);

const checks: readonly Check[] = [
  { name: 'format', command: [bin('prettier'), '--check', '--log-level', 'warn', '.'] },
  { name: 'build', command: ['node', 'scripts/build/build.ts'] },
  { name: 'types', command: [bin('tsc'), '-p', 'tsconfig.json'] },
  { name: 'component types', command: [bin('tsc'), '-p', 'force-app/main/default/lwc'] },
  { name: 'lint', command: [bin('eslint'), '--max-warnings', '0', '.'] },
  {
    name: 'imports',
    command: [
      bin('depcruise'),
      '--config',
      '.dependency-cruiser.cjs',
      'softphone',
      'connector',
      'simulators',
      'scripts',
      'test',
    ],
  },
  { name: 'unused', command: [bin('knip')] },
  { name: 'picture', command: ['node', 'scripts/picture.ts', '--check'] },
  { name: 'metadata', command: ['node', 'scripts/checkMetadata/checkMetadata.ts'] },
  { name: 'audit', command: ['node', 'scripts/audit.ts'] },
  suite('lwc'),
  suite('node'),
  suite('browser'),
  suite('journeys'),
];

/** These share the machine's time with nothing: a browser with sound wants it when it wants it. */
function inChromium(suiteName: string): boolean {
  return suiteName === 'browser' || suiteName === 'journeys';
}

function suite(name: string): Check {
  const report = join('build', 'reports', `${name}.json`);
  const jest = join('node_modules', 'jest', 'bin', 'jest.js');
  const options = ['--selectProjects', name, '--json', '--outputFile', report];
  return {
    name,
    report,
    command: [
      'node',
      '--experimental-vm-modules',
      '--disable-warning=ExperimentalWarning',
      jest,
      ...options,
      ...(inChromium(name) ? ['--runInBand'] : ['--maxWorkers=100%']),
    ],
  };
}

async function main(): Promise<void> {
  const asked = process.argv.slice(2);
  const unknown = asked.filter((name) => !checks.some((check) => check.name === name));
  if (unknown.length > 0) {
    throw new Error(
      `No such check: ${unknown.join(', ')}. There are: ${checks.map(({ name }) => name).join(', ')}`,
    );
  }
  let passed = 0;
  let failed = 0;
  const broken: string[] = [];
  for (const check of checks.filter(({ name }) => asked.length === 0 || asked.includes(name))) {
    const startedAt = performance.now();
    console.log(`\n== ${check.name}`);
    const result = await run(check);
    passed += result.passed;
    failed += result.failed;
    if (result.failed > 0) broken.push(check.name);
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    console.log(`== ${check.name}: ${result.failed === 0 ? 'passed' : 'FAILED'} in ${seconds} s`);
  }
  if (broken.length > 0) console.log(`\nFailed: ${broken.join(', ')}`);
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
}

async function run({ name, command, report }: Check): Promise<{ passed: number; failed: number }> {
  if (report) {
    mkdirSync(dirname(join(root, report)), { recursive: true });
    rmSync(join(root, report), { force: true });
  }
  if (inChromium(name)) {
    try {
      process.env['CHROMIUM_PATH'] = ensureChromium((line) => console.log(line));
    } catch (failure) {
      console.log((failure as Error).message);
      return { passed: 0, failed: 1 };
    }
  }
  const ok = (await exitCode(command)) === 0;
  if (!report) return ok ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  return suiteResult(join(root, report), ok);
}

/** A suite that fails without a failing test (a file that does not load, say) counts as one failure. */
function suiteResult(report: string, ok: boolean): { passed: number; failed: number } {
  if (!existsSync(report)) return { passed: 0, failed: 1 };
  const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8')) as Record<
    string,
    number
  >;
  const failed = numFailedTests ?? 0;
  return { passed: numPassedTests ?? 0, failed: !ok && failed === 0 ? 1 : failed };
}

function exitCode([program, ...options]: readonly string[]): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(program === 'node' ? process.execPath : (program ?? ''), options, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    child.on('error', () => resolve(1));
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

await main();
