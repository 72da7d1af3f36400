import { expectAgents } from '../agents/absence.ts';
import { startRouterWatch } from '../agents/routerDrift.ts';
import { startCallWatch } from '../interactions/callWatch.ts';
import { carryOut, giveUp, type Hands } from '../outbox/carryOut.ts';
import { startOutbox } from '../outbox/outbox.ts';
import type { AgentPages } from '../pages/agentPages.ts';
import type { Clock } from '../ports/clock.ts';
import type { Journal } from '../ports/journal.ts';
import type { RepairCounter } from '../ports/repairs.ts';
import type { Tracer } from '../ports/tracer.ts';
import { expectPages } from '../recovery/lostPage.ts';
import type { Turn } from '../turn.ts';

/** Something that runs until it is stopped. */
export interface Running {
  /** Begins nothing more; resolves when what is under way is over. */
  stop(): Promise<void>;
}

export interface LeaderWorkParts {
  readonly hands: Hands;
  readonly pages: Pick<AgentPages, 'isOpen'>;
  readonly watchersTurn: <Result>(decide: (turn: Turn) => Promise<Result>) => Promise<Result>;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly countRepair: RepairCounter;
  readonly tracer: Tracer | undefined;
  /** What else only one instance may do. */
  readonly others: readonly (() => Running)[];
}

export interface LeaderWork extends Running {
  /** Says that the outbox may have something new. */
  wake(): void;
}

/** What one instance does for all: carries out effects, and compares what is kept with what is. */
export function startLeaderWork(parts: LeaderWorkParts): LeaderWork {
  const { hands, pages, watchersTurn, clock, journal, countRepair, tracer, others } = parts;
  const outbox = startOutbox({
    store: hands.store,
    clock,
    journal,
    tracer,
    carryOut: (effect) => carryOut(hands, effect),
    giveUp: (effect) => giveUp(hands, effect),
  });
  // Before what is due: the time for pages to come back begins anew.
  expectWhoWasThere().catch((cause: unknown) => {
    journal.problem('PAGES_NOT_EXPECTED', {}, cause);
  });
  const watched = { ...hands, clock, journal, takeTurn: watchersTurn, countRepair };
  const watches = [startCallWatch(watched), startRouterWatch(watched), ...others.map((start) => start())];

  /** Pages that are linked to another instance are there. */
  async function expectWhoWasThere(): Promise<void> {
    try {
      const desks = (await hands.store.allDesks()).filter(({ agent }) => !pages.isOpen(agent.id));
      await hands.takeTurn(async (current) => {
        await expectPages(current);
        await expectAgents(current, desks);
      });
    } finally {
      outbox.wake();
    }
  }

  return {
    wake: outbox.wake,
    async stop() {
      for (const watch of watches) await watch.stop();
      await outbox.stop();
    },
  };
}
