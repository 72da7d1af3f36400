/** A violation of a rule. Severity is 1 (critical) to 5 (info); the path is below the project. */
export interface Finding {
  readonly path: string;
  readonly line: number;
  readonly rule: string;
  readonly severity: number;
  readonly message: string;
}

/** A line of text for each finding, in columns: the gravest first, then by place. */
export function tableOf(findings: readonly Finding[]): readonly string[] {
  const rows = findings
    .toSorted((a, b) => a.severity - b.severity || a.path.localeCompare(b.path, 'en') || a.line - b.line)
    .map(({ severity, rule, path, line, message }) => [
      String(severity),
      rule,
      `${path}:${line}`,
      message.replaceAll(/\s+/g, ' ').trim(),
    ]);
  const table = rows.length === 0 ? [] : [['severity', 'rule', 'place', 'message'], ...rows];
  const widths = [0, 1, 2].map((column) => Math.max(0, ...table.map((row) => row[column]?.length ?? 0)));
  return table.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
}
