import type { AgentId, Desk, Instant } from '../../../../softphone/core/index.ts';
import type { Clock } from '../ports/clock.ts';
import type { Journal } from '../ports/journal.ts';
import type { Repair, RepairCounter } from '../ports/repairs.ts';
import type { Store } from '../ports/store.ts';
import type { RouterState, Telephony } from '../ports/telephony.ts';
import { doAgain, type Again } from '../repeated/again.ts';
import { sideBySide } from '../repeated/sideBySide.ts';
import { alignRouter, type RouterHands } from './alignRouter.ts';
import { reasonsOf, whoIsRight, type Verdict } from './whoIsRight.ts';

/** How long desk and router may disagree when nobody told of a change. */
const LOOK_MS = 30_000;
/** What was chosen at the desk so lately is on its way to the router. */
const ON_ITS_WAY_MS = 5_000;
const SIDE_BY_SIDE = 4;

export interface RouterWatchParts extends RouterHands {
  readonly telephony: RouterHands['telephony'] & Pick<Telephony, 'routerStates'>;
  readonly store: Pick<Store, 'desk' | 'allDesks'>;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly countRepair: RepairCounter;
}

/**
 * Compares all desks with the router at the start, and then every half minute: one request, whatever is right, for a
 * thousand agents. Who differs is read again and put right by the same rule as when the router tells of a change.
 */
export function startRouterWatch(parts: RouterWatchParts): Again {
  const { telephony, store, settings, clock, journal, countRepair } = parts;

  async function look(): Promise<void> {
    const desks = await store.allDesks();
    if (desks.length === 0) return;
    const seen = new Map((await telephony.routerStates()).map((each) => [each.agentId, each]));
    const now = clock.now();
    const odd = desks.filter((desk) => isOdd(desk, seen.get(desk.agent.id), now));
    const isStopped = () => watch.isStopped();
    await sideBySide(odd, { most: SIDE_BY_SIDE, isStopped }, ({ agent: { id } }) => align(id, seen.has(id)));
  }

  function isOdd(desk: Desk, seen: RouterState | undefined, now: Instant): boolean {
    const { resting, restingSetAt = 0 } = desk.agent;
    if (now - restingSetAt < ON_ITS_WAY_MS) return false;
    if (!seen) return resting.name !== 'loggedOut';
    return whoIsRight(desk, { ...seen, own: false }, reasonsOf(settings)) !== 'agreed';
  }

  /** Somebody who is faster with this agent is left alone until the next look. */
  async function align(agentId: AgentId, known: boolean): Promise<void> {
    try {
      const kind = repairOf(await alignRouter(parts, agentId), known);
      if (!kind) return;
      journal.note('repaired', { kind, agentId });
      countRepair(kind);
    } catch (cause) {
      journal.problem('AGENT_NOT_ALIGNED', { agentId }, cause);
    }
  }

  const watch = doAgain({
    clock,
    begins: 'now',
    pauseMs: () => LOOK_MS,
    work: look,
    failed: (cause) => {
      journal.problem('ROUTER_UNWATCHED', {}, cause);
    },
  });
  return watch;
}

function repairOf(verdict: Verdict, known: boolean): Repair | undefined {
  switch (verdict) {
    case 'agreed':
      return undefined;
    case 'routerIsRight':
      return 'agentState';
    case 'deskIsRight':
      return known ? 'availability' : 'agentUnknown';
  }
}
