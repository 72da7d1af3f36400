/** What the registry knows of the packages, or why it was not asked. */
export type Audit =
  | { readonly kind: 'notAudited'; readonly why: string }
  | { readonly kind: 'audited'; readonly packages: number; readonly found: readonly Vulnerable[] };

export interface Vulnerable {
  readonly name: string;
  readonly severity: string;
  /** What is known, in the advisory's words. */
  readonly advisories: readonly string[];
}

const SEVERE = ['high', 'critical'];

/** Reads the answer of `npm audit --json`. Source: docs.npmjs.com, "npm audit", report version 2. */
export function auditOf(json: string): Audit {
  const report = parsed(json);
  if (report?.auditReportVersion === undefined || !report.vulnerabilities) {
    return { kind: 'notAudited', why: firstLine(report?.message ?? report?.error?.summary) };
  }
  const found = Object.entries(report.vulnerabilities).map(([name, { severity = 'unknown', via = [] }]) => ({
    name,
    severity,
    advisories: via.flatMap((each) => (typeof each === 'object' && each.title ? [each.title] : [])),
  }));
  return { kind: 'audited', packages: report.metadata?.dependencies?.total ?? 0, found };
}

/** Whether something is known that must not be shipped. */
export function isFatal(audit: Audit): boolean {
  return audit.kind === 'audited' && audit.found.some(({ severity }) => SEVERE.includes(severity));
}

export function inWords(audit: Audit): string {
  if (audit.kind === 'notAudited') return `registry not reachable, not audited (${audit.why})`;
  const severe = audit.found.filter(({ severity }) => SEVERE.includes(severity));
  const lines = severe.map(
    ({ name, severity, advisories }) =>
      `  ${severity}: ${name}${advisories.map((each) => `; ${each}`).join('')}`,
  );
  const others = audit.found.length - severe.length;
  const summary = `${audit.packages} packages, ${severe.length} with a high or critical vulnerability, ${others} with a lesser one`;
  return [summary, ...lines].join('\n');
}

interface Report {
  readonly auditReportVersion?: number;
  readonly message?: string;
  readonly error?: { readonly summary?: string };
  readonly vulnerabilities?: Readonly<
    Record<
      string,
      { readonly severity?: string; readonly via?: readonly (string | { readonly title?: string })[] }
    >
  >;
  readonly metadata?: { readonly dependencies?: { readonly total?: number } };
}

function parsed(json: string): Report | undefined {
  try {
    return (JSON.parse(json) ?? undefined) as Report | undefined;
  } catch {
    return undefined;
  }
}

function firstLine(text: string | undefined): string {
  const [first = ''] = (text ?? '').split('\n');
  return first === '' ? 'no answer' : first;
}
