import type { SalesforceStandIn } from '../../simulators/salesforce/index.ts';
import type { Section } from './report.ts';

/** API calls of a number of calls, by method and resource. */
export interface ApiCount {
  readonly name: string;
  readonly calls: number;
  readonly byKind: Readonly<Record<string, number>>;
}

const QUIET_MS = 1_000;
const LONGEST_WAIT_MS = 10_000;

/** What the org counted while calls were made, with the call logs that are written after them. */
export async function countApiCalls(
  { usage }: SalesforceStandIn,
  { name, calls }: { name: string; calls: number },
  makeCalls: () => Promise<void>,
): Promise<ApiCount> {
  usage.reset();
  await makeCalls();
  const deadline = performance.now() + LONGEST_WAIT_MS;
  let used = -1;
  while (used !== usage.used() && performance.now() < deadline) {
    used = usage.used();
    await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
  }
  return { name, calls, byKind: usage.byKind() };
}

/** API calls for each hundred calls, and for a hundred of a mix given as shares in the order of `counts`. */
export function apiCallSection(counts: readonly ApiCount[], mix: readonly number[]): Section {
  const kinds = [...new Set(counts.flatMap(({ byKind }) => Object.keys(byKind)))].sort();
  const perHundred = ({ byKind, calls }: ApiCount, kind: string) => (100 * (byKind[kind] ?? 0)) / calls;
  const inAll = (count: ApiCount) => kinds.reduce((sum, kind) => sum + perHundred(count, kind), 0);
  const mixed = counts.reduce((sum, count, index) => sum + inAll(count) * (mix[index] ?? 0), 0);
  const shares = counts.map(({ name }, index) => `${Math.round(100 * (mix[index] ?? 0))} ${name}`);
  return {
    title: 'Salesforce API calls for 100 inbound calls',
    columns: ['calls', ...kinds, 'in all'],
    rows: [
      ...counts.map((count) => [
        count.name,
        ...kinds.map((kind) => perHundred(count, kind).toFixed(0)),
        inAll(count).toFixed(0),
      ]),
      ['**mix**', ...kinds.map(() => ''), mixed.toFixed(0)],
    ],
    remarks: [`Mix: ${shares.join('; ')}. One call at a time: logs that wait together go in one API call.`],
  };
}
