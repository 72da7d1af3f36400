/** One case of an outside suite. */
export interface CaseResult {
  readonly suite: string;
  readonly name: string;
  readonly outcome: 'passed' | 'failed' | 'skipped';
  /** First line of what went wrong. */
  readonly reason?: string;
}

/** The cases as a Markdown table, failures with their reason, and the counts of each suite below. */
export function reportOf(results: readonly CaseResult[]): string {
  const rows = results.map(
    ({ suite, name, outcome, reason = '' }) => `| ${suite} | ${name} | ${outcome} | ${reason} |`,
  );
  const suites = [...new Set(results.map(({ suite }) => suite))];
  const counts = suites.map((suite) => {
    const ofSuite = results.filter((one) => one.suite === suite);
    const count = (outcome: string): number => ofSuite.filter((one) => one.outcome === outcome).length;
    return `| ${suite} | ${count('passed')} | ${count('failed')} | ${count('skipped')} |`;
  });
  return [
    '| suite | case | outcome | reason |',
    '|---|---|---|---|',
    ...rows,
    '',
    '| suite | passed | failed | skipped |',
    '|---|---|---|---|',
    ...counts,
    '',
  ].join('\n');
}
