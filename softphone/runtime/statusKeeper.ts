import { isSameStatus, type AgentStatus } from '../core/index.ts';
import type { Clock } from '../ports/clock.ts';
import type { CrmHost } from '../ports/crmHost.ts';

const SHORTEST_PAUSE_MS = 1_000;

export interface StatusKeeper {
  /** Has the desktop keep this; without one, this tab has nothing to tell. */
  keep(status: AgentStatus | undefined): void;
  /** Forgets what was put off. */
  stop(): void;
}

/**
 * Has the desktop keep the agent's state: one at a time, in order, not more often than once a second; of several in
 * that time the last. What fails is reported by `attempt` and not repeated: the next change is told again.
 */
export function createStatusKeeper(
  { host, clock }: { readonly host: CrmHost; readonly clock: Clock },
  attempt: (action: () => Promise<void>) => void,
): StatusKeeper {
  let wanted: AgentStatus | undefined;
  let busy = false;
  let forgetTimer: () => void = () => undefined;

  function tell(status: AgentStatus): void {
    busy = true;
    let waitsFor = 2;
    const over = () => {
      waitsFor -= 1;
      if (waitsFor > 0) return;
      busy = false;
      if (wanted && !isSameStatus(wanted, status)) tell(wanted);
    };
    forgetTimer = clock.schedule(SHORTEST_PAUSE_MS, over);
    attempt(async () => {
      try {
        await host.keepStatus?.(status);
      } finally {
        over();
      }
    });
  }

  return {
    keep(status) {
      const before = wanted;
      wanted = status;
      if (!status || busy || !host.keepStatus) return;
      if (!before || !isSameStatus(before, status)) tell(status);
    },
    stop() {
      wanted = undefined;
      forgetTimer();
    },
  };
}
