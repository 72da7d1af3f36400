import type { AgentId, Instant } from '../../../../softphone/core/index.ts';
import { endOfInterval, intervalOf, intervalsIn } from '../figures/interval.ts';
import type { Clock } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';
import { intervalRow, type DueRow } from './dueRow.ts';

const CLOSED_UNTIL = 'reportsClosedUntil';
/** A day's: after a long stop the rest follows in the next rounds. */
const INTERVALS_AT_ONCE = 96;

/**
 * Makes the lines due of agents whose state has held through the end of an interval: nothing happened at that instant
 * that would. What was open when the connector stopped is closed after its start.
 */
export async function closeIntervals({ store, clock }: { store: Store; clock: Clock }): Promise<void> {
  const now = intervalOf(clock.now());
  const until = await store.kept(CLOSED_UNTIL);
  if (until === undefined) return store.keep(CLOSED_UNTIL, String(now));
  const open = intervalsIn({ from: Number(until) as Instant, to: now }).slice(0, INTERVALS_AT_ONCE);
  const last = open.at(-1);
  if (last === undefined) return;
  const rows: DueRow[] = [];
  for (const start of open) rows.push(...(await rowsOfStaffed(store, start)));
  await store.transact((turn) => turn.makeDue(rows));
  await store.keep(CLOSED_UNTIL, String(endOfInterval(last)));
}

/** The lines of the agents who were there when an interval ended. */
export async function rowsOfStaffed(
  store: Pick<Store, 'statesAt'>,
  start: Instant,
): Promise<readonly DueRow[]> {
  const now = endOfInterval(start);
  const states = await store.statesAt(now);
  const staffed = states.filter(({ state }) => state !== 'loggedOut').map(({ agentId }): AgentId => agentId);
  return staffed.map((agentId) => intervalRow('agentInterval', agentId, { at: start, now }));
}
