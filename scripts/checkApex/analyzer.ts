import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import type { Finding } from './findings.ts';
import { leftOut } from './leftOut.ts';

/** What is used of `@salesforce/code-analyzer-core` and its PMD engine, which are no packages of this project. */
interface AnalyzerModule {
  readonly CodeAnalyzerConfig: { readonly fromObject: (settings: object) => unknown };
  readonly CodeAnalyzer: new (config: unknown) => Analyzer;
}

interface EngineModule {
  readonly createEnginePlugin: () => unknown;
}

interface Analyzer {
  readonly onEvent: (type: 'EngineLogEvent', heard: (event: LogEvent) => void) => void;
  readonly addEnginePlugin: (plugin: unknown) => Promise<void>;
  readonly createWorkspace: (paths: readonly string[]) => Promise<Workspace>;
  readonly selectRules: (selectors: readonly string[], options: { workspace: Workspace }) => Promise<Rules>;
  readonly run: (rules: Rules, options: { workspace: Workspace }) => Promise<Results>;
}

/** Level 1 is an error. */
interface LogEvent {
  readonly logLevel: number;
  readonly message: string;
}

type Workspace = object;

interface Rules {
  readonly getCount: () => number;
}

interface Results {
  readonly getViolations: () => readonly Violation[];
}

interface Violation {
  readonly getRule: () => { readonly getName: () => string; readonly getSeverityLevel: () => number };
  readonly getMessage: () => string;
  readonly getPrimaryLocation: () => {
    readonly getFile: () => string | undefined;
    readonly getStartLine: () => number | undefined;
  };
}

/** Versions that the rules were chosen for. */
export const analyzerPackages = [
  '@salesforce/code-analyzer-core@0.52.0',
  '@salesforce/code-analyzer-pmd-engine@0.46.0',
] as const;

interface Analysis {
  readonly rules: number;
  readonly findings: readonly Finding[];
  /** What the analyzer could not do: it skips a file that it cannot read, without a finding. */
  readonly failures: readonly string[];
}

/**
 * Runs PMD's rules for Apex and Visualforce over folders of the project. Needs Java 11 or later.
 * @param folder where the analyzer's packages are installed
 * @throws Error with code `MODULE_NOT_FOUND` when they are not
 */
export async function analyze(folder: string, root: string, paths: readonly string[]): Promise<Analysis> {
  const load = createRequire(join(folder, 'package.json'));
  const { CodeAnalyzer, CodeAnalyzerConfig } = load('@salesforce/code-analyzer-core') as AnalyzerModule;
  const { createEnginePlugin } = load('@salesforce/code-analyzer-pmd-engine') as EngineModule;
  const off = Object.fromEntries(Object.keys(leftOut).map((rule) => [rule, { disabled: true }]));
  const analyzer = new CodeAnalyzer(
    CodeAnalyzerConfig.fromObject({ log_folder: folder, rules: { pmd: off } }),
  );
  await analyzer.addEnginePlugin(createEnginePlugin());
  const failures: string[] = [];
  analyzer.onEvent('EngineLogEvent', ({ logLevel, message }) => {
    if (logLevel === 1) failures.push(message);
  });
  const workspace = await analyzer.createWorkspace(paths.map((path) => join(root, path)));
  const rules = await analyzer.selectRules(['pmd:Apex', 'pmd:Visualforce'], { workspace });
  const results = await analyzer.run(rules, { workspace });
  const findings = results.getViolations().map((each) => findingOf(each, root));
  return { rules: rules.getCount(), findings, failures };
}

function findingOf(violation: Violation, root: string): Finding {
  const place = violation.getPrimaryLocation();
  const file = place.getFile();
  return {
    path: file === undefined ? '(no file)' : relative(root, file),
    line: place.getStartLine() ?? 0,
    rule: violation.getRule().getName(),
    severity: violation.getRule().getSeverityLevel(),
    message: violation.getMessage(),
  };
}
