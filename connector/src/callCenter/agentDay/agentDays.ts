import { dayStates, type AgentDay, type AgentId, type Instant } from '../../../../softphone/core/index.ts';
import { agentCounts } from '../figures/agentIntervals.ts';
import type { Span } from '../figures/interval.ts';
import { dayAround } from '../figures/localTime.ts';
import type { MetricRules } from '../figures/metricRules.ts';
import { agentHandleTime } from '../figures/ratios.ts';
import { stateSpells } from '../figures/stateIntervals.ts';
import type { Clock } from '../ports/clock.ts';
import type { Journal } from '../ports/journal.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { CentreChanges } from '../turn.ts';

/** A day changes several times with each call, and need not be told as often. */
const SOON_MS = 2_000;

/** What each agent has done today, for the agent's own pages. */
export interface AgentDays {
  /** Takes in what a turn has changed; give it to `CallCenter.watch`. */
  readonly take: (changes: Pick<CentreChanges, 'facts'>) => void;
  /** Tells an agent's day: now, at most every two seconds after changes, and at midnight of the org. */
  follow(agentId: AgentId, listener: (day: AgentDay) => void): () => void;
  stop(): void;
}

export interface AgentDaysParts {
  readonly ledger: Pick<Ledger, 'statesOf' | 'partsOf'>;
  readonly rules: () => MetricRules;
  readonly clock: Clock;
  readonly journal: Journal;
}

export function createAgentDays({ ledger, rules, clock, journal }: AgentDaysParts): AgentDays {
  const listeners = new Map<AgentId, Set<(day: AgentDay) => void>>();
  const due = new Map<AgentId, () => void>();
  let day: { readonly timeZone: string; readonly span: Span } | undefined;
  let forgetMidnight = awaitMidnight();

  /** Where a day begins and ends takes long to find out. */
  function today(): Span {
    const { timeZone } = rules();
    if (day?.timeZone !== timeZone || clock.now() >= day.span.to) {
      day = { timeZone, span: dayAround(clock.now(), timeZone) };
    }
    return day.span;
  }

  function awaitMidnight(): () => void {
    return clock.schedule(today().to - clock.now(), () => {
      forgetMidnight = awaitMidnight();
      for (const agentId of listeners.keys()) tellIn(0, agentId);
    });
  }

  function tellIn(delayMs: number, agentId: AgentId): void {
    if (due.has(agentId)) return;
    const forget = clock.schedule(delayMs, () => {
      due.delete(agentId);
      void tell(agentId, () => listeners.get(agentId) ?? []);
    });
    due.set(agentId, forget);
  }

  async function tell(agentId: AgentId, those: () => Iterable<(day: AgentDay) => void>): Promise<void> {
    try {
      const so = await agentDay(ledger, agentId, { from: today().from, to: clock.now() });
      for (const listener of those()) listener(so);
    } catch (cause) {
      journal.problem('DAY_UNREADABLE', { agent: agentId }, cause);
    }
  }

  return {
    take({ facts }) {
      for (const fact of facts) {
        if (fact.type !== 'agentState' && fact.type !== 'partOver') continue;
        if (listeners.has(fact.agentId)) tellIn(SOON_MS, fact.agentId);
      }
    },
    follow(agentId, listener) {
      const own = listeners.get(agentId) ?? new Set();
      listeners.set(agentId, own.add(listener));
      void tell(agentId, () => (own.has(listener) ? [listener] : []));
      return () => {
        own.delete(listener);
        if (own.size === 0 && listeners.get(agentId) === own) listeners.delete(agentId);
      };
    },
    stop() {
      forgetMidnight();
      for (const forget of due.values()) forget();
    },
  };
}

/** What an agent did in a span that ends now. Rejects with `StoreError`. */
async function agentDay(ledger: AgentDaysParts['ledger'], agentId: AgentId, span: Span): Promise<AgentDay> {
  // A state that began in this very millisecond is running as well.
  const known = { ...span, to: (span.to + 1) as Instant };
  const [states, parts] = await Promise.all([
    ledger.statesOf(agentId, known),
    ledger.partsOf(agentId, known),
  ]);
  const counts = agentCounts({ states, parts }, span);
  const average = agentHandleTime(counts);
  const last = stateSpells(states).at(-1)?.state;
  const running = dayStates.find((state) => state === last);
  return {
    at: span.to,
    answered: counts.answered,
    missed: counts.missed,
    dialed: counts.dialed,
    ...(average !== undefined && { averageHandleSeconds: Math.round(average) }),
    timesMs: {
      ready: inMs(counts.readySeconds),
      notReady: inMs(counts.notReadySeconds),
      reserved: inMs(counts.reservedSeconds),
      onCall: inMs(counts.onCallSeconds),
      wrapUp: inMs(counts.inWrapUpSeconds),
    },
    ...(running && { running }),
  };
}

function inMs(seconds: number): number {
  return Math.round(seconds * 1000);
}
