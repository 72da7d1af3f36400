import type { AgentId, Desk, Instant } from '../../../../softphone/core/index.ts';
import type { Board, BoardAgent, BoardQueue } from '../../../../softphone/wallboard/board.ts';
import type { Clock } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';
import type { CentreChanges } from '../turn.ts';
import { boardAgentOf } from './boardAgent.ts';
import type { DayFigures } from './dayFigures.ts';
import { createWaiting } from './waiting.ts';

/** Who has been logged out for longer is not on the board. */
const LONGEST_LOGGED_OUT_MS = 12 * 60 * 60 * 1000;

export interface WallboardParts {
  readonly store: Pick<Store, 'allDesks' | 'liveInteractions'>;
  readonly day: DayFigures;
  /** The queues that are on the board also while nobody calls. */
  readonly queues: readonly string[];
  /** Why a supervisor can make an agent not ready. */
  readonly reasonCodes: () => readonly string[];
  readonly clock: Clock;
}

/** What is another way on the board than before. */
export interface BoardTouched {
  readonly agents: readonly AgentId[];
  readonly queues: readonly string[];
}

/** The living picture of the centre. */
export interface Wallboard {
  /** Takes in what a turn has changed; give it to `CallCenter.watch` before the first turn. */
  readonly take: (changes: CentreChanges) => void;
  /** The whole picture now. */
  board(): Board;
  agent(id: AgentId): BoardAgent | undefined;
  queue(name: string): BoardQueue;
  /** Tells what is another way after each change; how it is now, `agent` and `queue` say. */
  watch(watcher: (touched: BoardTouched) => void): () => void;
}

/**
 * Builds the picture from what is stored. Rejects with `StoreError`.
 *
 * Call it before the call centre begins to take turns: what a turn changed while this reads would count twice.
 */
export async function createWallboard(parts: WallboardParts): Promise<Wallboard> {
  const { store, day, queues, clock } = parts;
  const agents = new Map<AgentId, BoardAgent>();
  const waiting = createWaiting();
  const onCall = new Map<string, number>(queues.map((queue) => [queue, 0]));
  const watchers = new Set<(touched: BoardTouched) => void>();
  const tell = (touched: BoardTouched) => {
    if (touched.agents.length + touched.queues.length === 0) return;
    for (const watcher of watchers) watcher(touched);
  };
  let readyAgents = 0;
  day.onNewDay(() => tell({ agents: [], queues: [...onCall.keys()] }));

  /** The queues for which agents are counted otherwise than before. */
  function takeDesk(desk: Desk): readonly string[] {
    const before = agents.get(desk.agent.id);
    const agent = boardAgentOf(desk);
    agents.set(agent.id, agent);
    const [was, is] = [queuesOf(before), queuesOf(agent)];
    for (const queue of was) onCall.set(queue, (onCall.get(queue) ?? 0) - 1);
    for (const queue of is) onCall.set(queue, (onCall.get(queue) ?? 0) + 1);
    if (isReady(before) === isReady(agent)) {
      return [...was, ...is].filter((queue) => was.has(queue) !== is.has(queue));
    }
    readyAgents += isReady(agent) ? 1 : -1;
    return [...onCall.keys()];
  }

  function queue(name: string): BoardQueue {
    return {
      name,
      ...waiting.in(name),
      // Every agent works in every queue: so the connector registers them with the router.
      readyAgents,
      onCallAgents: onCall.get(name) ?? 0,
      today: day.of(name),
    };
  }

  (await store.allDesks()).forEach(takeDesk);
  for (const record of await store.liveInteractions()) waiting.take(record);

  return {
    take({ desks, interactions, facts }) {
      const touched = [
        ...desks.flatMap(takeDesk),
        ...interactions.flatMap((record) => waiting.take(record)),
        ...day.take(facts),
      ];
      for (const name of touched) onCall.set(name, onCall.get(name) ?? 0);
      tell({ agents: desks.map(({ agent }) => agent.id), queues: [...new Set(touched)] });
    },
    board: () => ({
      serviceLevelSeconds: day.serviceLevelSeconds(),
      reasonCodes: parts.reasonCodes(),
      queues: [...onCall.keys()].map(queue),
      agents: [...agents.values()].filter((agent) => isOnBoard(agent, clock.now())),
    }),
    agent: (id) => agents.get(id),
    queue,
    watch(watcher) {
      watchers.add(watcher);
      return () => void watchers.delete(watcher);
    },
  };
}

/** The queues whose calls an agent is in. */
function queuesOf(agent: BoardAgent | undefined): ReadonlySet<string> {
  const calls = agent?.calls.filter(({ state }) => state !== 'ringing') ?? [];
  return new Set(calls.flatMap(({ queue }) => queue ?? []));
}

function isReady(agent: BoardAgent | undefined): boolean {
  return agent?.state === 'ready';
}

function isOnBoard({ state, since }: BoardAgent, now: Instant): boolean {
  return state !== 'loggedOut' || now - since < LONGEST_LOGGED_OUT_MS;
}
