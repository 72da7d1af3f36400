import type { Instant } from '../../../../softphone/core/index.ts';
import type { StoreTurn } from '../ports/store.ts';
import { rowsTouchedBy, rowsTouchedByState } from '../reporting/dueRow.ts';
import type { Fact } from './fact.ts';

/** Adds facts to the ledger; the lines of the reports in which they count become due with it. */
export async function keepFacts(
  turn: Pick<StoreTurn, 'addFacts' | 'makeDue'>,
  facts: readonly Fact[],
  now: Instant,
): Promise<void> {
  if (facts.length === 0) return;
  const changes = await turn.addFacts(facts);
  const due = [
    ...facts.flatMap((fact) => rowsTouchedBy(fact, now)),
    ...changes.flatMap((change) => rowsTouchedByState(change, now)),
  ];
  if (due.length > 0) await turn.makeDue(due);
}
