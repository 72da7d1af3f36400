import { isSameStatus, statusOf, type AgentId, type AgentStatus } from '../../../../softphone/core/index.ts';
import type { Clock } from '../ports/clock.ts';
import type { Journal } from '../ports/journal.ts';
import type { RepairCounter } from '../ports/repairs.ts';
import type { StatusBoard } from '../ports/statusBoard.ts';
import type { Store } from '../ports/store.ts';
import { doAgain, type Again } from '../repeated/again.ts';

/** The agent's own page may be about to write what is so new. */
const ON_ITS_WAY_MS = 5_000;

export interface StatusWatchParts {
  readonly board: StatusBoard;
  readonly store: Pick<Store, 'allDesks'>;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly countRepair: RepairCounter;
}

/**
 * Puts right what the CRM shows of agents' states. Agents' pages write every change; who has no page open any more has
 * nobody to write it. One question for all agents at a time, as often as the CRM's budget allows.
 */
export function startStatusWatch({ board, store, clock, journal, countRepair }: StatusWatchParts): Again {
  /** What the CRM did not take: it is not sent again until it is another one. */
  const refused = new Map<AgentId, AgentStatus>();

  async function look(): Promise<void> {
    if ((await store.allDesks()).length === 0) return;
    const shown = await board.read();
    const wrong = await wrongAmong(shown);
    if (wrong.size === 0 || watch.isStopped()) return;
    const refusals = await board.save(wrong);
    for (const [agentId, status] of wrong) {
      const reason = refusals.get(agentId);
      if (reason !== undefined) {
        refused.set(agentId, status);
        journal.problem('AGENT_STATUS_REFUSED', { agentId, reason });
        continue;
      }
      journal.note('repaired', { kind: 'agentStatus', agentId });
      countRepair('agentStatus');
    }
  }

  /** Desks are read after the CRM: what it shows cannot be newer. */
  async function wrongAmong(
    shown: ReadonlyMap<AgentId, AgentStatus>,
  ): Promise<ReadonlyMap<AgentId, AgentStatus>> {
    const isOld = ({ since }: AgentStatus) => clock.now() - since >= ON_ITS_WAY_MS;
    const statuses = (await store.allDesks()).map((desk) => [desk.agent.id, statusOf(desk)] as const);
    return new Map(
      statuses.filter(
        ([agentId, status]) =>
          isOld(status) &&
          ![shown.get(agentId), refused.get(agentId)].some((known) => known && isSameStatus(known, status)),
      ),
    );
  }

  const watch = doAgain({
    clock,
    begins: 'later',
    pauseMs: () => board.paceMs(),
    work: look,
    failed: (cause) => {
      journal.problem('AGENT_STATUS_UNWATCHED', {}, cause);
    },
  });
  return watch;
}
